import { readFileSync } from "node:fs";
import { z } from "zod";
import { AskQuery } from "../../../src/core/asking/query.ts";

const Line = z.strictObject({
  id: z.string(),
  context: z.array(z.string()),
  question: z.string(),
  today: z.iso.date(),
  jobs: z.array(z.string()),
  expected: z.strictObject({
    kind: z.enum(["answer", "clarify", "refuse"]),
    query: AskQuery.nullable(),
  }),
});

/** The labelled questions of one file. */
export const questionsOf = (name: "tuning" | "held-out" | "fresh" | "fresh-2"): z.infer<typeof Line>[] =>
  readFileSync(new URL(`questions-${name}.jsonl`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Line.parse(JSON.parse(line)));
