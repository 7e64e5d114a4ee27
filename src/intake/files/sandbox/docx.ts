import { Refused } from "../refused.ts";
import type { Found } from "./answer.ts";
import { readBody } from "./docx-body.ts";
import { readStyles } from "./docx-styles.ts";
import { openZip } from "./zip.ts";

/** Reads the words of a Word document: heads of pages, body, feet. Relations to the outside are never followed. */
export async function readDocx(bytes: Buffer): Promise<Found> {
  const zip = await openZip(bytes);
  if (zip.names.has("xl/workbook.xml")) throw new Refused("spreadsheet");
  if (!zip.names.has("word/document.xml"))
    throw new Refused(zip.names.has("[Content_Types].xml") ? "unknown_type" : "archive");
  const styles = readStyles(
    zip.names.has("word/styles.xml") ? await zip.unpack("word/styles.xml") : undefined,
  );
  const named = (part: RegExp) =>
    [...zip.names]
      .filter((name) => part.test(name))
      .sort()
      .slice(0, 6);
  const parts = [...named(/^word\/header\d*\.xml$/), "word/document.xml", ...named(/^word\/footer\d*\.xml$/)];
  const texts: string[] = [];
  let hidden = false;
  for (const part of parts) {
    const body = readBody(await zip.unpack(part), styles);
    if (body.text.trim() !== "") texts.push(body.text);
    hidden ||= body.hidden;
  }
  const macros = [...zip.names].some((name) => /vbaProject\.bin$/i.test(name));
  return {
    text: texts.join("\n"),
    flags: [...(hidden ? (["hidden_text"] as const) : []), ...(macros ? (["macros"] as const) : [])],
  };
}
