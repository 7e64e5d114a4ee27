import type { Criterion } from "./criteria.ts";
import { fitOf, type Plan, type PlannedCriterion } from "./plan.ts";
import type { Tag } from "./tags.ts";

/** What became of one criterion: met, met in part (said, not shown; open to talk), unknown, or the opposite is known. */
export type Verdict = "met" | "part" | "unknown" | "against";

/** One criterion and what it rests on. */
export type Reason = { criterion: Criterion; verdict: Verdict; points: number; of: number; tag: Tag | null };

/** A person's match with its reasons, the weightiest first. `score` 0-100, one decimal. Null fit = something required is ruled out. */
export type Explained = { score: number; sure: boolean; ruledOut: boolean; reasons: Reason[] };

/** Explains a match from the same terms that it was computed from. */
export function explain(plan: Plan, terms: ReadonlySet<string>, tags: readonly Tag[]): Explained {
  const fit = fitOf(plan, terms);
  const reasons = plan.criteria.map((planned) => reasonOf(planned, terms, tags));
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  reasons.sort((a, b) => needed(b) - needed(a) || b.of - a.of);
  return { score: points / 10, sure: fit?.sure ?? false, ruledOut: fit === null, reasons };
}

const needed = ({ criterion }: Reason): number => (criterion.need === "required" ? 1 : 0);

function reasonOf(
  { criterion, scored, against }: PlannedCriterion,
  terms: ReadonlySet<string>,
  tags: readonly Tag[],
): Reason {
  const points = scored.reduce((sum, one) => sum + (terms.has(one.term) ? one.points : 0), 0);
  const half = scored.filter(({ term }) => term.endsWith("?"));
  const of =
    scored.reduce((sum, one) => sum + one.points, 0) - half.reduce((sum, one) => sum + one.points, 0);
  const tag = tags.find((one) => one.tag === criterion.tag) ?? null;
  const verdict =
    points >= of && of > 0 ? "met" : points > 0 ? "part" : terms.has(against) ? "against" : "unknown";
  return { criterion, verdict, points, of, tag };
}
