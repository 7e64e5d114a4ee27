import type { ScoringConfig } from "../content/config.ts";
import type { CardItem, Explained } from "../content/explained.ts";
import type { ElementScore, RuleScore } from "./assessment.ts";
import { scoreCard } from "./card.ts";
import { pasteSigns, suspicionsOf } from "./evidence-flags.ts";
import { type ExplanationContext, scoreExplanation, type Written } from "./explain.ts";
import { wordLists } from "./word-list.ts";

/** Scores what was explained, an item by its own rubric and a card by its facts, in the same form. */
export function scoreExplained(
  item: Explained,
  config: ScoringConfig,
  answer: readonly Written[],
  context: ExplanationContext,
): RuleScore {
  switch (item.kind) {
    case "rule":
      return scoreExplanation(item, config, answer, context);
    case "card":
      return ofCard(item, config, answer, context);
    default:
      return item satisfies never;
  }
}

function ofCard(
  item: CardItem,
  config: ScoringConfig,
  answer: readonly Written[],
  context: ExplanationContext,
): RuleScore {
  const { facts, wrong, gates, accuracy, clarity, bars, total } = scoreCard(
    item.source,
    config,
    answer,
    context,
  );
  const text = answer.map((bubble) => bubble.text).join("\n");
  return {
    card: item.id,
    version: context.version,
    accuracy,
    clarity,
    bars,
    total,
    facts: item.key_facts.map(({ id, w, must, label }, i): ElementScore => {
      const { credit, quote } = facts[i] ?? { credit: "absent", quote: null };
      const points = w * config.complaint.element_credit[credit];
      return { id, label, weight: w, critical: must, credit, points, quote };
    }),
    wrong: wrong.map(({ id, label, penalty, quote }) => ({ id, label, penalty, quote })),
    gates,
    flags: [
      ...(wordLists(answer.map((bubble) => bubble.text)).size > 0 ? ["keyword_list"] : []),
      ...(pasteSigns(text, context.seconds) >= 2 ? ["paste_like"] : []),
      ...suspicionsOf(text),
    ],
  };
}
