import { limits } from "../limits.ts";
import { type Colour, colourOf, isDark, sameToTheEye, white } from "./colour.ts";
import { type Look, lookOf, type Styles } from "./docx-styles.ts";
import { walkXml } from "./xml.ts";

/** Letters below this many half points are not meant to be read. */
const tiny = 8;
/** Beyond this many EMU (40 cm) from its anchor, a box is off every page. */
const offPage = 14_400_000;

/** The words of one part that can be seen, and whether there were others. */
export function readBody(bytes: Buffer, styles: Styles): { text: string; hidden: boolean } {
  let text = "";
  let hidden = false;
  let darkShapes = false;
  // Counters instead of a stack where nesting does not matter: a file may nest 50,000 deep.
  let skipping = 0;
  let inWords = false;
  let inOffset = false;
  let inRunLook = false;
  let inMark = 0;
  let inLine = 0;
  let away = 0;
  const paragraphs: { style?: string; look: Look }[] = [];
  const grounds: (Colour | "unknown" | undefined)[] = [];
  const boxes: { off: boolean; fill?: Colour | "unknown" }[] = [];
  let run: { style?: string; look: Look } = { look: {} };
  let page: Colour = white;

  const seen = (): boolean => {
    if (away > 0 || boxes.some((box) => box.off)) return false;
    const paragraph = paragraphs.at(-1);
    const look = {
      ...styles.defaults,
      ...styles.look(paragraph?.style),
      ...paragraph?.look,
      ...styles.look(run.style),
      ...run.look,
    };
    if (look.vanish || (look.size ?? 20) < tiny || (look.stretch ?? 100) < 10) return false;
    if (look.colour === undefined || look.colour === "auto") return true;
    // A box without paint may lie upon a dark one: what is white there is readable.
    const under = boxes.length > 0 && darkShapes ? "unknown" : page;
    const ground = look.ground ?? grounds.findLast((one) => one !== undefined) ?? under;
    return ground === "unknown" || !sameToTheEye(look.colour, ground);
  };

  walkXml(bytes, {
    open: (name, attributes) => {
      if (skipping > 0 || skipped.has(name)) {
        skipping += 1;
        return;
      }
      const value = attributes["w:val"] ?? "";
      switch (name) {
        case "w:background":
          page = colourOf(attributes["w:color"] ?? "") ?? white;
          break;
        case "w:p":
          paragraphs.push({ look: {} });
          run = { look: {} };
          break;
        case "w:pStyle":
          Object.assign(paragraphs.at(-1) ?? {}, { style: value });
          break;
        case "w:pPr":
          inMark += 1;
          break;
        case "w:rPr":
          inRunLook = true;
          break;
        case "w:rStyle":
          if (inMark === 0) run.style = value;
          break;
        case "w:r":
          run = { look: {} };
          break;
        case "w:framePr":
          if (Math.abs(Number(attributes["w:x"] ?? 0)) > 22_000) away = 1;
          break;
        case "w:t":
          inWords = true;
          break;
        case "w:tab":
          if (inMark === 0) text += "\t";
          break;
        case "w:br":
        case "w:cr":
        case "w:txbxContent":
          text += "\n";
          break;
        case "w:noBreakHyphen":
          text += "-";
          break;
        case "w:tbl":
        case "w:tc":
          grounds.push(undefined);
          break;
        case "w:tblStyle":
          if (styles.paintsDark(value) && grounds.length > 0) grounds[grounds.length - 1] = "unknown";
          break;
        case "wps:wsp":
        case "v:shape":
        case "v:rect":
        case "v:roundrect":
          grounds.push(colourOf(attributes["fillcolor"]?.split(" ")[0] ?? ""));
          break;
        case "a:ln":
          inLine += 1;
          break;
        case "a:srgbClr":
        case "a:schemeClr":
        case "a:gradFill":
        case "a:blipFill":
        case "a:pattFill":
          fill(name, attributes["val"] ?? "");
          break;
        case "wp:anchor":
          boxes.push({ off: false });
          break;
        case "wp:posOffset":
          inOffset = true;
          break;
        default:
          apply(name, attributes);
      }
    },
    close: (name) => {
      if (skipping > 0) {
        skipping -= 1;
        return;
      }
      switch (name) {
        case "w:p":
          paragraphs.pop();
          away = 0;
          text += "\n";
          break;
        case "w:pPr":
          inMark -= 1;
          break;
        case "w:rPr":
          inRunLook = false;
          break;
        case "w:t":
          inWords = false;
          break;
        case "wp:posOffset":
          inOffset = false;
          break;
        case "wp:anchor":
          boxes.pop();
          break;
        case "a:ln":
          inLine -= 1;
          break;
        case "w:tc":
          grounds.pop();
          text = `${withoutEnd(text, "\n")}\t`;
          break;
        case "w:tr":
          text = `${withoutEnd(text, "\t")}\n`;
          break;
        case "w:tbl":
        case "wps:wsp":
        case "v:shape":
        case "v:rect":
        case "v:roundrect":
          grounds.pop();
          break;
        default:
      }
    },
    text: (words) => {
      if (skipping > 0) return;
      const box = boxes.at(-1);
      if (inOffset && box && Math.abs(Number(words)) > offPage) box.off = true;
      if (!inWords || text.length > limits.textChars) return;
      if (seen()) text += words;
      else hidden ||= words.trim() !== "";
    },
  });
  return { text, hidden };

  /** Properties of a run, or the ground of a paragraph or cell; a paragraph mark's own look says nothing about words. */
  function apply(name: string, attributes: Readonly<Record<string, string>>): void {
    const look = lookOf(name, attributes);
    if (inMark > 0) {
      const paragraph = paragraphs.at(-1);
      if (!inRunLook && look.ground && paragraph) paragraph.look.ground = look.ground;
    } else if (inRunLook) Object.assign(run.look, look);
    else if (look.ground && grounds.length > 0) grounds[grounds.length - 1] = look.ground;
  }

  function fill(name: string, value: string): void {
    if (inLine > 0 || grounds.length === 0) return;
    const scheme = /^(?:bg1|lt1)$/.test(value) ? white : "unknown";
    const ground = name === "a:srgbClr" ? (colourOf(value) ?? "unknown") : scheme;
    grounds[grounds.length - 1] ??= ground;
    if (ground === "unknown" || isDark(ground)) darkShapes = true;
  }
}

/** A second drawing of the same for older programs; words moved away; deleted words are in other elements anyway. */
const skipped = new Set([
  "mc:Fallback",
  "w:moveFrom",
  "w:del",
  "w:rPrChange",
  "w:pPrChange",
  "w:tcPrChange",
  "w:tblPrChange",
]);

function withoutEnd(text: string, mark: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === mark) end -= 1;
  return text.slice(0, end);
}
