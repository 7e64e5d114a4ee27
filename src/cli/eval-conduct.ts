import { z } from "zod";
import type { Content } from "../content.ts";
import { rateConduct } from "../core/scoring/conduct.ts";

/** One line of `eval conduct`: `{id, text}`. */
const ConductLine = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/** The answer to one line (contract.md): spans in UTF-16 units, end exclusive; throws a ZodError on a bad line. */
export const evalConduct = (line: unknown, { config }: Pick<Content, "config">) => {
  const { id, text } = ConductLine.parse(line);
  const { aggressive, probability, spans } = rateConduct(
    [{ messageId: String(id), text }],
    config.value.conduct_model,
  );
  return {
    id,
    aggressive,
    probability: Math.round(probability * 10_000) / 10_000,
    spans: spans.map(({ quote, kind, reason }) => ({
      start: quote.start,
      end: quote.end,
      reason: `${kind}: ${reason.zh}`,
    })),
  };
};
