import { kindOf } from "../kinds.ts";
import { limits } from "../limits.ts";
import type { FileFlag, Outcome } from "../outcome.ts";
import { Refused } from "../refused.ts";
import { clean } from "./clean.ts";
import { decodeText } from "./plain.ts";

/** What a reader found: words that can be seen, and what it noticed. */
export type Found = { text: string; flags: FileFlag[] };

/** Reads a file. Whatever goes wrong is a refusal. */
export async function answer(bytes: Buffer): Promise<Outcome> {
  try {
    const found = await read(bytes);
    const { text, changed } = clean(found.text);
    if (text === "") return { refused: "no_text" };
    const flags = new Set(found.flags);
    if (changed) flags.add("invisible_characters");
    if (text.length > limits.textChars) flags.add("text_cut");
    return { text: cut(text), flags: [...flags] };
  } catch (error) {
    return { refused: error instanceof Refused ? error.refusal : "damaged" };
  }
}

/** Readers are heavy to load, so each only for those who need it. */
async function read(bytes: Buffer): Promise<Found> {
  switch (kindOf(bytes)) {
    case "pdf":
      return await (await import("./pdf.ts")).readPdf(bytes);
    case "zip":
      return await (await import("./docx.ts")).readDocx(bytes);
    case "html":
      return (await import("./html.ts")).readHtml(decodeText(bytes));
    case "mht":
      return (await import("./mht.ts")).readMht(bytes);
    case "text":
      return { text: decodeText(bytes), flags: [] };
    default:
      throw new Refused("unknown_type");
  }
}

/** Not through the middle of a character. */
const cut = (text: string): string => text.slice(0, limits.textChars).replace(/[\ud800-\udbff]$/, "");
