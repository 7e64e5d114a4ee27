import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { parseResume } from "../core/resume/parse.ts";
import { readResumeFile } from "../intake/files/read-resume-file.ts";

/** One line of `eval resume` (contract.md): the text of a résumé; `today` is what relative dates are counted from. */
const ResumeLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().optional(),
  file: z.string().optional(),
  today: z.iso.date().nullish(),
});

/** Reads one résumé, given as words or as a file; throws a ZodError or an Error on a bad line. */
export const evalResume = async (line: unknown) => {
  const { id, text, file, today } = ResumeLine.parse(line);
  const words = text ?? (file === undefined ? undefined : await wordsOf(file));
  if (words === undefined) throw new Error("text: a résumé's words are needed, or file: where to read them");
  return { id, ...parseResume(words, today ?? dayIn("Asia/Shanghai", new Date())) };
};

async function wordsOf(path: string): Promise<string> {
  const read = await readResumeFile({ name: basename(path), bytes: await readFile(path) });
  if ("refused" in read) throw new Error(`file: ${read.refused}: ${read.reason.en}`);
  return read.text;
}
