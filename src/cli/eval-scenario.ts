import { z } from "zod";
import type { Content } from "../content.ts";
import { bounded } from "../core/judging/bounded.ts";
import { addToRolePlay } from "../core/judging/merge.ts";
import { questionOf } from "../core/judging/question.ts";
import { scoreComplaint } from "../core/scoring/complaint.ts";
import { bandOf, roundHalfUp } from "../core/scoring/composite.ts";
import { findEvidence } from "../core/scoring/evidence.ts";
import { localeOf } from "./eval-locale.ts";
import type { AskModel } from "./model.ts";

/** One line of `eval scenario` (contract.md). */
export const ScenarioLine = z.object({
  id: z.union([z.string(), z.number()]),
  scenario: z.string(),
  turns: z.array(
    z.object({
      from: z.enum(["customer", "candidate"]),
      t: z.number().min(0),
      text: z.string(),
      node: z.string().nullish(),
      thread: z.string().nullish(),
    }),
  ),
  slots: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).nullish(),
  typing_cpm: z.number().positive().nullish(),
});

/** Scores one transcript; throws a ZodError or an Error that names the scenarios there are. */
export const evalScenario = async (line: unknown, content: Content, ask: AskModel | null = null) => {
  const { id, scenario: scenarioId, turns: given, slots, typing_cpm } = ScenarioLine.parse(line);
  const pinned = content.scenarios[scenarioId];
  if (!pinned) {
    throw new Error(
      `there is no scenario "${scenarioId}"; use one of ${Object.keys(content.scenarios).join(", ")}`,
    );
  }
  const { value: scenario, version } = pinned;
  const { value: config } = content.config;
  const turns = given.map(({ node, thread, ...turn }) => ({
    ...turn,
    node: node ?? undefined,
    thread: thread ?? undefined,
  }));
  const choice = slots ?? undefined;
  const locale = localeOf(turns.filter(({ from }) => from === "candidate").map(({ text }) => text));
  const context = { typingCpm: typing_cpm ?? null, locale, version, slots: choice };
  const byRules = scoreComplaint(scenario, config, turns, context);
  const question = ask && questionOf({ roleplay: { scenario, turns }, rule: null, names: [], locale });
  const answer = ask && question && (await ask(question));
  const more = answer?.tally && question ? addToRolePlay(scenario, turns, question, answer.tally) : undefined;
  const score = more
    ? bounded(byRules, scoreComplaint(scenario, config, turns, { ...context, more }))
    : byRules;
  const found = findEvidence(scenario, turns, choice);
  const evidence = more ? more(found) : found;
  const total = roundHalfUp(score.total);
  const [low, high] = config.review_band;
  const { completeness, emotion } = config.floors;
  const side = (of: number) => `${of > config.pass_above} ${bandOf(of, config.review_band, [])}`;
  const review =
    score.gates.length > 0 ||
    score.flags.length > 0 ||
    score.completeness < completeness ||
    score.emotion < emotion ||
    (total >= low && total <= high) ||
    // Votes that contradict each other, or a model's word that changes the side: a person looks.
    (answer?.tally?.disputed.length ?? 0) > 0 ||
    side(roundHalfUp(byRules.total)) !== side(total);
  return {
    id,
    total: exact(score.total),
    dimensions: {
      response: exact(score.response),
      completeness: exact(score.completeness),
      emotion: exact(score.emotion),
    },
    elements: Object.fromEntries(
      Object.entries(evidence.elements).map(([element, { credit, quote, turn }]) => [
        element,
        { credit, quote: quote?.text ?? null, turn },
      ]),
    ),
    gates: score.gates.map(({ gate }) => gate),
    bars: score.bars,
    review,
    version,
    ...answer?.said,
  };
};

/** Six decimals: enough to compare, short enough to read. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
