import { z } from "zod";
import type { Content } from "../content.ts";
import { scoreCard } from "../core/scoring/card.ts";
import { scoreExplanation } from "../core/scoring/explain.ts";
import { localeOf } from "./eval-locale.ts";

/** One line of `eval rule` (contract.md): `card` is R01 or a card's id. */
export const RuleLine = z.object({
  id: z.union([z.string(), z.number()]),
  card: z.string(),
  answer: z.string(),
  seconds: z.number().min(0).nullish(),
});

/** Scores one explanation; throws a ZodError or an Error that names what there is. An answer after the time limit counts as none. */
export const evalRule = (line: unknown, content: Content) => {
  const { id, card, answer, seconds } = RuleLine.parse(line);
  const { value: config } = content.config;
  const item = content.rules[card];
  const limit = item?.value.time_limits.total_s ?? config.rule.time_limit_s;
  const inTime = seconds === undefined || seconds === null || seconds < limit;
  const written = inTime ? [{ messageId: "answer", text: answer }] : [];
  const locale = localeOf([answer]);
  if (item) {
    const score = scoreExplanation(item.value, config, written, {
      seconds: seconds ?? null,
      locale,
      version: item.version,
    });
    return {
      id,
      total: exact(score.total),
      accuracy: exact(score.accuracy),
      clarity: exact(score.clarity),
      facts: Object.fromEntries(
        score.facts.map((fact) => [fact.id, { credit: fact.credit, quote: fact.quote?.text ?? null }]),
      ),
      wrong: score.wrong.map(({ label }) => label.zh),
      gates: score.gates.map(({ gate }) => gate),
      version: item.version,
    };
  }
  const pinned = content.cards[card];
  if (!pinned) {
    const items = Object.keys(content.rules).join(", ");
    const cards = Object.keys(content.cards);
    throw new Error(
      `there is no card "${card}"; use ${items} or one of the ${cards.length} cards such as ${cards[0]}`,
    );
  }
  const score = scoreCard(pinned.value, config, written, { locale });
  return {
    id,
    total: exact(score.total),
    accuracy: exact(score.accuracy),
    clarity: exact(score.clarity),
    facts: Object.fromEntries(
      score.facts.map(({ credit, quote }, i) => [String(i), { credit, quote: quote?.text ?? null }]),
    ),
    wrong: score.wrong.map(({ text }) => text),
    gates: score.gates.map(({ gate }) => gate),
    version: pinned.version,
  };
};

/** Six decimals: enough to compare, short enough to read. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
