import { GlobalWorkerOptions, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { limits } from "../limits.ts";
import type { FileFlag } from "../outcome.ts";
import { Refused } from "../refused.ts";
import type { Found } from "./answer.ts";
import { numbersOf } from "./geometry.ts";
import { isSeen } from "./pdf-canvas.ts";
import { linesOf } from "./pdf-lines.ts";
import { type PageFacts, walkPage } from "./pdf-walk.ts";

const home = new URL(".", import.meta.resolve("pdfjs-dist/package.json")).pathname;
GlobalWorkerOptions.workerSrc = import.meta.resolve("pdfjs-dist/legacy/build/pdf.worker.mjs");

/** Pictures of more pixels are not decoded; they only matter as what words may stand on. */
const mostPixels = 2_200_000;

/** Reads the words of a PDF that can be seen. Its programs, links and forms are never acted on. */
export async function readPdf(bytes: Buffer): Promise<Found> {
  const document = await getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    enableXfa: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    maxImageSize: mostPixels,
    cMapUrl: `${home}cmaps/`,
    standardFontDataUrl: `${home}standard_fonts/`,
  }).promise.catch((error: unknown) => {
    throw new Refused(error instanceof Error && error.name === "PasswordException" ? "locked" : "damaged");
  });
  const layers = await document.getOptionalContentConfig();
  const flags = new Set<FileFlag>(document.numPages > limits.pages ? ["pages_cut"] : []);
  const texts: string[] = [];
  let length = 0;
  let broken = 0;
  for (let number = 1; number <= Math.min(document.numPages, limits.pages); number += 1) {
    try {
      const page = await document.getPage(number);
      const { fnArray, argsArray } = await page.getOperatorList();
      const facts: PageFacts = {
        view: boxOfPage(page.view),
        font: (id) => fontOf(page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined),
        layerShown: (group) => layers.isVisible(group),
      };
      const canvas = walkPage(fnArray, argsArray, facts);
      const seen = canvas.runs.filter((run) => isSeen(canvas, run));
      if (seen.length < canvas.runs.length) flags.add("hidden_text");
      const text = linesOf(seen);
      texts.push(text);
      length += text.length;
      page.cleanup();
      if (length > limits.textChars) break;
    } catch {
      broken += 1;
    }
  }
  if (broken > 0 && texts.length === 0) throw new Refused("damaged");
  return { text: texts.join("\n"), flags: [...flags] };
}

const boxOfPage = ([left = 0, bottom = 0, right = 0, top = 0]: readonly number[]) =>
  [Math.min(left, right), Math.min(bottom, top), Math.max(left, right), Math.max(bottom, top)] as const;

/** What words need of a font, out of whatever the reader made of it. */
function fontOf(font: unknown): { vertical: boolean; grain: number } {
  const facts = typeof font === "object" && font !== null ? font : {};
  const [grain = 0.001] = "fontMatrix" in facts ? numbersOf(facts.fontMatrix) : [];
  return { vertical: "vertical" in facts && facts.vertical === true, grain: Math.abs(grain) };
}
