import type { Script } from "../content/script.ts";
import { assess } from "../scoring/assess.ts";
import type { Assessment, ShortScore } from "../scoring/assessment.ts";
import { scoreComplaint } from "../scoring/complaint.ts";
import { scoreExplanation } from "../scoring/explain.ts";
import { outsideSigns } from "../scoring/outside-signs.ts";
import { scoreShort } from "../scoring/short.ts";
import { drawPlay } from "./roleplay-draw.ts";
import { pinsOf } from "./script-draw.ts";
import type { Common } from "./state.ts";

/** The result of an attempt from what the candidate did in it; the same state gives the same bytes. */
export function scoreAttempt(
  script: Script,
  { results, seed, attempt, typingCpm, interrupted }: Common,
): Assessment {
  const { scenario, rule, shortItems, config, pins } = script;
  const { play } = results;
  if (!play) throw new Error("an attempt without a role-play cannot be scored: start the role-play again");
  const complaint = scoreComplaint(scenario, config, play.lines, {
    typingCpm,
    locale: play.locale,
    slots: drawPlay(scenario, play.locale, seed, play.play).slots,
    version: pins[`scenarios/${scenario.id}`] ?? String(scenario.version),
  });
  return assess(config, {
    attempt,
    versions: pinsOf(script),
    complaint,
    rule:
      results.rule &&
      scoreExplanation(rule, config, results.rule.answers, {
        seconds: results.rule.seconds,
        locale: results.rule.locale,
        version: pins[`rules/explain/${rule.id}`] ?? String(rule.version),
      }),
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
  });
}
