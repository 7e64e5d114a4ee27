import { z } from "zod";
import { ask } from "../core/asking/ask.ts";
import { metrics } from "../metrics/registry.ts";

/** One line of `eval ask` (contract.md). */
const AskLine = z.object({
  id: z.union([z.string(), z.number()]),
  context: z.array(z.string()).default([]),
  question: z.string().max(4000),
  today: z.iso.date(),
  jobs: z.array(z.string()).default([]),
  channels: z.array(z.string()).default([]),
});

/** Reads one question about numbers; throws a ZodError on a bad line. */
export const evalAsk = (line: unknown) => {
  const { id, ...question } = AskLine.parse(line);
  const { kind, query, reply } = ask(question, metrics);
  return { id, kind, query, reply };
};
