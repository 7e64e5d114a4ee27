import { type Cage, openCage } from "./cage.ts";
import { wordsOfName } from "./image-name.ts";
import { kindOf } from "./kinds.ts";
import { limits } from "./limits.ts";
import type { FileFlag, Outcome, Refusal } from "./outcome.ts";
import { pixelsOf } from "./pixels.ts";
import { refusalWords } from "./words.ts";

/** A file as it came in; its name is a hint and never a path. */
export type IncomingFile = { name: string; bytes: Uint8Array };

/** The words of a file, or why it was not read, with what to tell its sender. */
export type ResumeFile =
  | { text: string; flags: readonly FileFlag[] }
  | { refused: Refusal; reason: { "zh-CN": string; en: string } };

/**
 * Reads a résumé file (pdf, docx, html, mht, doc that is one of these, txt in UTF-8, UTF-16 or GB18030; of a picture the
 * words of its name) in a process of its own, without network, environment or rights, within `limits`. One file at a
 * time, in order of arrival. Never throws for what a file holds, and keeps nothing of it.
 */
export async function readResumeFile(file: IncomingFile, cage: Cage = theCage): Promise<ResumeFile> {
  const early = refuseEarly(file);
  const outcome = early ?? (await cage.read(file.bytes));
  return "refused" in outcome ? { refused: outcome.refused, reason: refusalWords(outcome.refused) } : outcome;
}

const theCage = openCage();

/** What needs no process: sizes, kinds we never open, and pictures, which are not opened either. */
function refuseEarly({ name, bytes }: IncomingFile): Outcome | undefined {
  if (bytes.length === 0) return { refused: "empty" };
  if (bytes.length > limits.fileBytes) return { refused: "too_large" };
  const kind = kindOf(bytes);
  const extension = /\.([a-z0-9]{1,5})\s*$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  switch (kind) {
    case "picture":
      return readPicture(name, bytes);
    case "ole":
      return { refused: "old_word" };
    case "archive":
      return { refused: "archive" };
    case "binary":
    case "rtf":
    case "markup":
      return { refused: "unknown_type" };
    case "html":
    case "mht":
    case "text":
      return writtenAs[kind].test(extension) ? undefined : { refused: "wrong_type" };
    case "pdf":
    case "zip":
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** Names that files made of text may bear; boards send pages as .doc, and mail loses names. */
const writtenAs = {
  html: /^(?:html?|xhtml|docx?|mht|mhtml|wps|)$/,
  mht: /^(?:mht|mhtml|docx?|eml|html?|wps|)$/,
  text: /^(?:txt|text|md|csv|docx?|wps|)$/,
};

function readPicture(name: string, bytes: Uint8Array): Outcome {
  if (pixelsOf(bytes) > limits.pixels) return { refused: "too_much" };
  const text = wordsOfName(name);
  return text === "" ? { refused: "picture" } : { text, flags: ["name_only"] };
}
