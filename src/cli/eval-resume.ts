import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { parseResume } from "../core/resume/parse.ts";

/** One line of `eval resume` (contract.md): the text of a résumé; `today` is what relative dates are counted from. */
const ResumeLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().optional(),
  file: z.string().optional(),
  today: z.iso.date().nullish(),
});

/** Reads one résumé; throws a ZodError or an Error on a bad line. */
export const evalResume = (line: unknown) => {
  const { id, text, file, today } = ResumeLine.parse(line);
  if (text === undefined) {
    throw new Error(
      file === undefined
        ? "text: a résumé's words are needed"
        : "file: reading files is not there yet; give the résumé's words in text",
    );
  }
  return { id, ...parseResume(text, today ?? dayIn("Asia/Shanghai", new Date())) };
};
