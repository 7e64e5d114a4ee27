import { z } from "zod";

/** What was noticed while reading; nothing of it lowers anybody's score. */
const FileFlag = z.enum([
  /** Words a reader of the page could not see; they were left out. */
  "hidden_text",
  /** Zero-width, direction-changing or tag characters; they were left out. */
  "invisible_characters",
  /** More than `limits.textChars` characters; the rest was left out. */
  "text_cut",
  /** More than `limits.pages` pages; the rest was left out. */
  "pages_cut",
  /** A picture: only the words of its name were read. */
  "name_only",
  /** A document with programs in it; they were neither run nor kept. */
  "macros",
]);
export type FileFlag = z.infer<typeof FileFlag>;

/** Why a file was not read; `src/intake/files/words.ts` has the sentences. */
const Refusal = z.enum([
  "empty",
  "too_large",
  "unknown_type",
  "wrong_type",
  "picture",
  "spreadsheet",
  "old_word",
  "archive",
  "locked",
  "damaged",
  "no_text",
  "too_much",
  "too_slow",
  "busy",
]);
export type Refusal = z.infer<typeof Refusal>;

/** What the reading process answers, one JSON object; parsed by the parent, which trusts nothing of it. */
export const Outcome = z.union([
  z.strictObject({ text: z.string(), flags: z.array(FileFlag) }),
  z.strictObject({ refused: Refusal }),
]);
export type Outcome = z.infer<typeof Outcome>;
