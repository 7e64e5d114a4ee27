import type { Script } from "../content/script.ts";
import { scoreParts } from "../dialogue/score.ts";
import type { Attempt } from "../dialogue/state.ts";
import { assess } from "../scoring/assess.ts";
import type { Assessment, JudgeRecord } from "../scoring/assessment.ts";
import { bandOf } from "../scoring/composite.ts";
import { bounded } from "./bounded.ts";
import { addToRolePlay, addToRule } from "./merge.ts";
import { factsOf, type Question, questionOf } from "./question.ts";
import { tally, type Vote } from "./votes.ts";

/** What a model said, and what it cost. `shortQuotes` and `prompt` come from the prompt that was used. */
export type Answers = {
  votes: readonly Vote[];
  shortQuotes: readonly string[];
  prompt: { fileId: string; version: string };
  cost: Pick<JudgeRecord, "model" | "calls" | "tokens" | "ms">;
};

/** What a model is asked about an attempt; null when the candidate wrote nothing that could be quoted. */
export function questionOfAttempt(
  script: Script,
  { results }: Attempt,
  names: readonly string[],
): Question | null {
  if (!results.play) return null;
  const question = questionOf({
    roleplay: { scenario: script.scenario, turns: results.play.lines },
    rule: results.rule && { facts: factsOf(script.rule), answers: results.rule.answers },
    names,
    locale: results.play.locale,
  });
  return question.elements.length > 0 ? question : null;
}

/**
 * The result with what a model found and code verified, by the same formulas. Gates, caps, reasons to look and wrong
 * statements are those of the rules; each part moves by at most 20 points; when the model's word changes the side of
 * the pass mark or the band, or its votes contradict each other, a person looks. Pure: the same votes, the same bytes.
 */
export function judgeAttempt(
  script: Script,
  attempt: Attempt,
  question: Question,
  { votes, shortQuotes, prompt, cost }: Answers,
): Assessment {
  const { config, scenario } = script;
  const byRules = scoreParts(script, attempt);
  const rules = assess(config, byRules);
  const tallied = tally(question, votes, shortQuotes);
  const lines = attempt.results.play?.lines ?? [];
  const more = scoreParts(script, attempt, {
    roleplay: addToRolePlay(scenario, lines, question, tallied),
    rule: addToRule(question, tallied),
  });
  const judged = assess(config, {
    ...more,
    versions: { ...more.versions, [prompt.fileId]: prompt.version },
    complaint: bounded(byRules.complaint, more.complaint),
    rule: more.rule && byRules.rule && bounded(byRules.rule, more.rule),
  });
  const flags = flagsOf(rules, judged, tallied.disputed);
  const reviewReasons = [...new Set([...rules.reviewReasons, ...judged.reviewReasons, ...flags])];
  return {
    ...judged,
    reviewReasons,
    band: bandOf(judged.total, judged.reviewBand, reviewReasons),
    judge: {
      source: "model",
      ...cost,
      rulesTotal: rules.total,
      gained: gainsOf(rules, judged),
      rejected: tallied.rejected,
    },
  };
}

/** Reasons for a person to look that come from the model's part. */
const flagsOf = (rules: Assessment, judged: Assessment, disputed: readonly string[]): string[] => {
  const band = ({ total, reviewBand }: Assessment) => bandOf(total, reviewBand, []);
  const moved = rules.passed !== judged.passed || band(rules) !== band(judged);
  return [
    ...(moved ? ["flag:model_changed_side"] : []),
    ...(disputed.length > 0 ? ["flag:votes_disagree"] : []),
  ];
};

const gainsOf = (rules: Assessment, judged: Assessment): string[] => {
  const pairs = [
    [rules.complaint.elements, judged.complaint.elements],
    [rules.rule?.facts ?? [], judged.rule?.facts ?? []],
  ] as const;
  return pairs.flatMap(([before, after]) =>
    after.filter((one, i) => one.credit !== before[i]?.credit).map(({ id }) => id),
  );
};
