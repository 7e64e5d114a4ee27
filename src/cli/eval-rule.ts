import { z } from "zod";
import type { Content } from "../content.ts";
import { bounded } from "../core/judging/bounded.ts";
import { addToRule } from "../core/judging/merge.ts";
import { factsOf, questionOf } from "../core/judging/question.ts";
import type { Bilingual, Locale } from "../core/locale.ts";
import { scoreCard } from "../core/scoring/card.ts";
import type { MoreFacts, Written } from "../core/scoring/explain.ts";
import { scoreExplanation } from "../core/scoring/explain.ts";
import { localeOf } from "./eval-locale.ts";
import type { AskModel } from "./model.ts";

/** One line of `eval rule` (contract.md): `card` is R01 or a card's id. */
export const RuleLine = z.object({
  id: z.union([z.string(), z.number()]),
  card: z.string(),
  answer: z.string(),
  seconds: z.number().min(0).nullish(),
});

/** Scores one explanation; throws a ZodError or an Error that names what there is. An answer after the time limit counts as none. */
export const evalRule = async (line: unknown, content: Content, ask: AskModel | null = null) => {
  const { id, card, answer, seconds } = RuleLine.parse(line);
  const { value: config } = content.config;
  const item = content.rules[card];
  const limit = item?.value.time_limits.total_s ?? config.rule.time_limit_s;
  const inTime = seconds === undefined || seconds === null || seconds < limit;
  const written = inTime ? [{ messageId: "answer", text: answer }] : [];
  const locale = localeOf([answer]);
  if (item) {
    const context = { seconds: seconds ?? null, locale, version: item.version };
    const { more, said } = await asked(ask, factsOf(item.value), written, locale);
    const byRules = scoreExplanation(item.value, config, written, context);
    const score = more
      ? bounded(byRules, scoreExplanation(item.value, config, written, { ...context, more }))
      : byRules;
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
      ...said,
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
  const facts = pinned.value.key_facts.map(({ zh, en }, i) => ({
    id: String(i),
    label: { zh, en: en ?? zh },
  }));
  const { more, said } = await asked(ask, facts, written, locale);
  const byRules = scoreCard(pinned.value, config, written, { locale });
  const score = more ? bounded(byRules, scoreCard(pinned.value, config, written, { locale, more })) : byRules;
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
    ...said,
  };
};

/** What the model adds to an explanation; nothing without one. */
async function asked(
  ask: AskModel | null,
  facts: readonly { id: string; label: Bilingual }[],
  answers: readonly Written[],
  locale: Locale,
): Promise<{ more?: MoreFacts; said?: Record<string, unknown> }> {
  if (!ask) return {};
  const question = questionOf({ roleplay: null, rule: { facts, answers }, names: [], locale });
  const { tally, said } = await ask(question);
  return tally ? { more: addToRule(question, tally), said } : { said };
}

/** Six decimals: enough to compare, short enough to read. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
