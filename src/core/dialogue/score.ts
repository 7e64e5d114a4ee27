import { fileOf } from "../content/explained.ts";
import type { Script } from "../content/script.ts";
import { assess, type Scored } from "../scoring/assess.ts";
import type { Assessment, ShortScore } from "../scoring/assessment.ts";
import { scoreComplaint } from "../scoring/complaint.ts";
import type { Evidence } from "../scoring/evidence.ts";
import type { MoreFacts } from "../scoring/explain.ts";
import { scoreExplained } from "../scoring/explained.ts";
import { outsideSigns } from "../scoring/outside-signs.ts";
import { scoreShort } from "../scoring/short.ts";
import { drawPlay } from "./roleplay-draw.ts";
import { pinsOf } from "./script-draw.ts";
import type { Attempt } from "./state.ts";

/** The result of an attempt from what the candidate did in it; the same state gives the same bytes. */
export const scoreAttempt = (script: Script, attempt: Attempt): Assessment =>
  assess(script.config, scoreParts(script, attempt));

/** Evidence found by other means than rules, for either part. */
export type More = { roleplay?: (evidence: Evidence) => Evidence; rule?: MoreFacts };

/** The parts of a result before they are put together. */
export function scoreParts(
  script: Script,
  { results, seed, attempt, typingCpm, interrupted }: Attempt,
  more: More = {},
): Scored {
  const { scenario, rule, shortItems, config, pins } = script;
  const { play } = results;
  if (!play) throw new Error("an attempt without a role-play cannot be scored: start the role-play again");
  const complaint = scoreComplaint(scenario, config, play.lines, {
    typingCpm,
    locale: play.locale,
    slots: drawPlay(scenario, play.locale, seed, play.play).slots,
    version: pins[`scenarios/${scenario.id}`] ?? String(scenario.version),
    more: more.roleplay,
  });
  return {
    attempt,
    versions: pinsOf(script),
    complaint,
    rule: results.rule && {
      ...scoreExplained(rule, config, results.rule.answers, {
        seconds: results.rule.seconds,
        locale: results.rule.locale,
        version: pins[fileOf(rule)] ?? String(rule.kind === "rule" ? rule.version : rule.source.as_of),
        more: more.rule,
      }),
      ...(results.rule.question === undefined ? {} : { question: results.rule.question }),
    },
    short: results.short.flatMap(({ item, verdict, bubbles }): ShortScore[] => {
      const found = shortItems.items.find(({ id }) => id === item);
      return found ? [scoreShort(found, config, { verdict, bubbles })] : [];
    }),
    flags: interrupted ? ["interrupted"] : [],
    signs: outsideSigns({
      locale: play.locale,
      typingCpm,
      lines: play.lines,
      rule: results.rule && {
        ...results.rule,
        wordings: rule.key_facts.map(({ label }) => label),
      },
      short: results.short.flatMap(({ item, bubbles }) => {
        const found = shortItems.items.find(({ id }) => id === item);
        return found ? [{ bubbles, item: found }] : [];
      }),
    }),
  };
}
