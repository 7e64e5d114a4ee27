import type { Script } from "../content/script.ts";
import { type More, scoreParts } from "../dialogue/score.ts";
import type { Attempt, Line } from "../dialogue/state.ts";
import { bounded } from "../judging/bounded.ts";
import { assess } from "../scoring/assess.ts";
import type { Assessment, Credit, ElementScore, Override } from "../scoring/assessment.ts";
import { bandOf } from "../scoring/composite.ts";
import type { Evidence } from "../scoring/evidence.ts";

type Part = Override["part"];

/** Who sees which element otherwise, and why. */
export type Wanted = Pick<Override, "part" | "id" | "to" | "reason" | "note" | "by" | "name" | "at">;

export type Overruled =
  | { kind: "overruled"; assessment: Assessment }
  /** `unknown`: no such element; `same`: it has that credit; `other_program`: this program computes another score from the same words. */
  | { kind: "refused"; because: "unknown" | "same" | "other_program" };

/**
 * The result with one element's credit as a person sees it: the same formulas over the same evidence, of which only that
 * credit is another. What was found beside the elements stays: gates and their caps, times, conduct, wrong statements.
 * What it was without any override is kept in it. Pure: the same input, the same bytes.
 */
export function overrideAttempt(
  script: Script,
  attempt: Attempt,
  stored: Assessment,
  wanted: Wanted,
): Overruled {
  const element = elementOf(stored, wanted.part, wanted.id);
  if (!element) return { kind: "refused", because: "unknown" };
  if (element.credit === wanted.to) return { kind: "refused", because: "same" };
  const standing = creditsOf(stored.overrides?.list ?? []);
  if (!isSameScore(compute(script, attempt, stored, standing), stored))
    return { kind: "refused", because: "other_program" };
  const credits = new Map([...standing, [keyOf(wanted.part, wanted.id), wanted.to] as const]);
  const changed = compute(script, attempt, stored, credits);
  const { total, band, passed, reviewReasons } = stored;
  const override: Override = {
    ...wanted,
    label: element.label,
    weight: element.weight,
    from: element.credit,
    pointsFrom: element.points,
    pointsTo: elementOf(changed, wanted.part, wanted.id)?.points ?? 0,
  };
  const overrides = {
    list: [...(stored.overrides?.list ?? []), override],
    original: stored.overrides?.original ?? { total, band, passed, reviewReasons },
  };
  return { kind: "overruled", assessment: { ...changed, overrides } };
}

const keyOf = (part: Part, id: string): string => `${part}:${id}`;

/** The last word on each element. */
const creditsOf = (list: readonly Override[]): ReadonlyMap<string, Credit> =>
  new Map(list.map(({ part, id, to }) => [keyOf(part, id), to]));

const elementOf = ({ complaint, rule }: Assessment, part: Part, id: string): ElementScore | undefined =>
  (part === "roleplay" ? complaint.elements : (rule?.facts ?? [])).find((one) => one.id === id);

/** The whole result with these credits; where a model took part, with the evidence it had brought. */
function compute(
  script: Script,
  attempt: Attempt,
  stored: Assessment,
  credits: ReadonlyMap<string, Credit>,
): Assessment {
  const lines = attempt.results.play?.lines ?? [];
  const byRules = scoreParts(script, attempt, hooks(null, lines, credits));
  const rules = assess(script.config, byRules);
  if (!stored.judge) return rules;
  const more = scoreParts(script, attempt, hooks(stored, lines, credits));
  const judged = assess(script.config, {
    ...more,
    versions: stored.versions,
    complaint: bounded(byRules.complaint, more.complaint),
    rule: more.rule && byRules.rule && bounded(byRules.rule, more.rule),
  });
  const kept = stored.reviewReasons.filter((reason) => ofJudge.has(reason));
  const reviewReasons = [...new Set([...rules.reviewReasons, ...judged.reviewReasons, ...kept])];
  const band = bandOf(judged.total, judged.reviewBand, reviewReasons);
  return { ...judged, reviewReasons, band, judge: stored.judge };
}

const ofJudge = new Set(["flag:model_changed_side", "flag:votes_disagree"]);

/** Evidence by rules, then what a model had added to it, then what a person said. */
function hooks(
  judged: Assessment | null,
  lines: readonly Line[],
  credits: ReadonlyMap<string, Credit>,
): More {
  return {
    roleplay: (evidence) => {
      const elements = { ...evidence.elements };
      for (const [id, had] of Object.entries(elements)) {
        const added = judged ? addedBack(judged, lines, id, had) : had;
        const credit = credits.get(keyOf("roleplay", id));
        elements[id] = credit === undefined ? added : withCredit(added, credit);
      }
      return { ...evidence, elements };
    },
    rule: (fact) => {
      const stored = judged && elementOf(judged, "rule", fact.id);
      const had = stored ? { ...fact, credit: stored.credit, quote: stored.quote } : fact;
      const credit = credits.get(keyOf("rule", fact.id));
      return credit === undefined ? had : { ...had, credit };
    },
  };
}

type Found = Evidence["elements"][string];

/** The words stay beside the new credit; what does not count was not said at any time. */
const withCredit = (found: Found, credit: Credit): Found =>
  credit === "absent" ? { ...found, credit, touched: null } : { ...found, credit };

/** An element as a model's evidence had left it: its words are in the stored result, their bubble in the session. */
function addedBack(judged: Assessment, lines: readonly Line[], id: string, had: Found): Found {
  const stored = elementOf(judged, "roleplay", id);
  if (!stored?.quote) return had;
  const { credit, quote } = stored;
  if (credit === had.credit && quote.messageId === had.quote?.messageId) return had;
  const turn = lines.findIndex((line, i) => (line.messageId ?? String(i)) === quote.messageId);
  if (turn < 0) return { ...had, credit, quote };
  return { credit, quote, turn, touched: Math.min(had.touched ?? turn, turn) };
}

const isSameScore = (a: Assessment, b: Assessment): boolean =>
  a.total === b.total &&
  a.complaint.total === b.complaint.total &&
  a.ruleTotal === b.ruleTotal &&
  credits(a) === credits(b);

const credits = ({ complaint, rule }: Assessment): string =>
  [...complaint.elements, ...(rule?.facts ?? [])].map(({ id, credit }) => `${id}=${credit}`).join();
