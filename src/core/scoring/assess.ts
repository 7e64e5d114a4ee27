import type { ScoringConfig } from "../content/config.ts";
import type { Assessment, ComplaintScore, OutsideSign, RuleScore, ShortScore } from "./assessment.ts";
import {
  bandOf,
  compositeTotal,
  isPass,
  probabilityOfPass,
  reviewBand,
  roundHalfUp,
  ruleKnowledge,
} from "./composite.ts";
import { bestMoments, momentsOf, worstMoments } from "./moments.ts";
import { severalSigns } from "./outside-signs.ts";

export type Scored = {
  attempt: number;
  /** Content hashes of everything it was computed with. */
  versions: Readonly<Record<string, string>>;
  complaint: ComplaintScore;
  /** null = the explanation was not taken. */
  rule: RuleScore | null;
  /** Empty = no short items were taken. */
  short: readonly ShortScore[];
  /** Why else a person must look, e.g. "interrupted"; flags of the parts are added. */
  flags: readonly string[];
  /** Signs of outside text; from two kinds on a person looks, one changes nothing. */
  signs?: readonly OutsideSign[];
};

/**
 * The result of one attempt: B, T, band and confidence (README §3.5, §3.7) and the strongest and weakest moments.
 * Gates, floors, flags and missing parts send it to a person whatever T is. Equal input gives equal bytes.
 */
export function assess(config: ScoringConfig, scored: Scored): Assessment {
  const { attempt, complaint, rule, short, signs = [] } = scored;
  const scores = short.map(({ score }) => score);
  const ruleTotal = ruleKnowledge(config, rule ? [rule.total] : [], scores);
  const total = compositeTotal(config, [complaint.total], ruleTotal);
  const band = reviewBand(config, attempt);
  const reviewReasons = reasonsOf(config, scored);
  const moments = momentsOf(config, scored);
  return {
    attempt,
    versions: Object.fromEntries(Object.entries(scored.versions).sort(([a], [b]) => (a < b ? -1 : 1))),
    complaint,
    rule,
    short: short.length === 0 ? null : { items: [...short], mean: ruleKnowledge(config, [], scores) },
    ruleTotal,
    total,
    passed: isPass(config, total),
    band: bandOf(total, band, reviewReasons),
    reviewBand: band,
    reviewReasons,
    confidence: roundHalfUp(1000 * probabilityOfPass(config, total)) / 1000,
    best: bestMoments(moments),
    worst: worstMoments(moments),
    ...(severalSigns(signs) ? { signs: [...signs] } : {}),
  };
}

/** `gate:<id>`, `floor:<dimension>`, `flag:<id>`, each once, in this order. */
const reasonsOf = (
  config: ScoringConfig,
  { complaint, rule, short, flags, signs = [] }: Scored,
): string[] => {
  const { floors } = config;
  const gates = [...complaint.gates, ...(rule?.gates ?? [])].map(({ gate }) => `gate:${gate}`);
  const low = [
    complaint.completeness < floors.completeness ? ["floor:completeness"] : [],
    complaint.emotion < floors.emotion ? ["floor:emotion"] : [],
    rule && rule.accuracy < floors.accuracy ? ["floor:accuracy"] : [],
  ].flat();
  const missing = [rule ? [] : ["rule_missing"], short.length > 0 ? [] : ["short_missing"]].flat();
  const outside = severalSigns(signs) ? ["outside_text"] : [];
  const raised = [...flags, ...outside, ...complaint.flags, ...(rule?.flags ?? []), ...missing].sort();
  return [...new Set([...gates, ...low, ...raised.map((flag) => `flag:${flag}`)])];
};
