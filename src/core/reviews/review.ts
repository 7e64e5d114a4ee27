import type { Stage } from "../dialogue/effect.ts";

const hour = 3_600_000;

/** A review should be done within so much working time: half of them in less. */
export const targetMs = 4 * hour;
/** When whoever has it is reminded, and when those who lead are told. */
export const reminderMs = { owner: targetMs, lead: 8 * hour } as const;

/** What is known of an application when the queue is made; moments in ms, null = never. */
export type ReviewFacts = {
  stage: Stage;
  stageAt: number;
  /** The last finished assessment, and when a hold ran out last. */
  completedAt: number | null;
  holdOverAt: number | null;
  /** What the candidate wants of a person and nobody has reacted to. */
  askedAt: number | null;
  appealAt: number | null;
  /** When a person last reacted. */
  reactedAt: number | null;
  /** A person is talking with the candidate right now. */
  taken: boolean;
  /** The assessment was finished and is neither passed nor rejected nor withdrawn: what `pending_reviews` counts. */
  pending: boolean;
};

/** What a person is waited for: to decide, to talk with somebody outside the screening, or to look again. */
export type ReviewKind = "decision" | "person" | "appeal";

/** Why nobody is late: put off, somebody is on it, or the candidate is doing the assessment again. */
export type Resting = "held" | "talking" | "retaking";

export type ReviewState =
  | { kind: ReviewKind; since: number; resting: null }
  | { kind: ReviewKind; since: number; resting: Resting };

/** The review of an application; null = nobody waits for a person. */
export function reviewOf(facts: ReviewFacts): ReviewState | null {
  const { stage, stageAt, appealAt, askedAt, holdOverAt, completedAt } = facts;
  const waiting = (kind: ReviewKind, since: number, resting: Resting | null = null): ReviewState => ({
    kind,
    since,
    resting,
  });
  switch (stage) {
    case "assessed":
      return waiting("decision", Math.max(completedAt ?? stageAt, holdOverAt ?? 0));
    case "held": {
      const over = holdOverAt !== null && holdOverAt > stageAt;
      if (!over && appealAt !== null) return talkedAbout("appeal", appealAt);
      return over ? waiting("decision", holdOverAt) : waiting("decision", stageAt, "held");
    }
    case "manual": {
      if (askedAt !== null) return talkedAbout("person", askedAt);
      const answered = facts.reactedAt !== null && facts.reactedAt >= stageAt;
      return waiting("person", stageAt, answered || facts.taken ? "talking" : null);
    }
    case "invited":
    case "declined":
    case "withdrawn":
      return appealAt === null ? null : talkedAbout("appeal", appealAt);
    case "started":
    case "screening":
      if (appealAt !== null) return talkedAbout("appeal", appealAt);
      return facts.pending ? waiting("decision", completedAt ?? stageAt, "retaking") : null;
    default:
      return stage satisfies never;
  }

  function talkedAbout(kind: ReviewKind, since: number): ReviewState {
    return waiting(kind, since, facts.taken ? "talking" : null);
  }
}

/** Which reminders a wait of so much working time has earned. */
export const remindersOf = (waited: number): ("owner" | "lead")[] => [
  ...(waited >= reminderMs.owner ? (["owner"] as const) : []),
  ...(waited >= reminderMs.lead ? (["lead"] as const) : []),
];
