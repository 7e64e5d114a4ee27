import { z } from "zod";
import type { Content } from "../content.ts";
import { scoreComplaint } from "../core/scoring/complaint.ts";
import { roundHalfUp } from "../core/scoring/composite.ts";
import { findEvidence } from "../core/scoring/evidence.ts";
import { localeOf } from "./eval-locale.ts";

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
export const evalScenario = (line: unknown, content: Content) => {
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
  const evidence = findEvidence(scenario, turns, choice);
  const score = scoreComplaint(scenario, config, turns, {
    typingCpm: typing_cpm ?? null,
    locale: localeOf(turns.filter(({ from }) => from === "candidate").map(({ text }) => text)),
    version,
    slots: choice,
  });
  const total = roundHalfUp(score.total);
  const [low, high] = config.review_band;
  const { completeness, emotion } = config.floors;
  const review =
    score.gates.length > 0 ||
    score.flags.length > 0 ||
    score.completeness < completeness ||
    score.emotion < emotion ||
    (total >= low && total <= high);
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
  };
};

/** Six decimals: enough to compare, short enough to read. */
const exact = (value: number): number => Math.round(value * 1e6) / 1e6;
