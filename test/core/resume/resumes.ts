import { readFileSync } from "node:fs";
import { z } from "zod";
import { ResumeLabels } from "../../../src/core/resume/agreement.ts";

const Row = z.object({
  id: z.string(),
  layout: z.string(),
  text: z.string(),
  today: z.iso.date(),
  expected: ResumeLabels,
});

/** The invented résumés of one file in test/fixtures/resumes. */
export const resumes = (name: string) =>
  readFileSync(new URL(`../../fixtures/resumes/${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => Row.parse(JSON.parse(line)));
