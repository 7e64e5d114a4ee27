import type { Stage } from "./dialogue/effect.ts";

/** What a recruiter can do to an application; the name is also the name of the fact that is kept. */
export type Decision = "invited" | "held" | "declined";

/** Stages in which an application waits for a person. */
const waitingStages = ["manual", "assessed", "held"] as const satisfies readonly Stage[];

export type Ruling =
  | { kind: "moved"; to: Decision }
  /** `changed`: the stage is no longer the one the person saw; `same`: it is there already; `early`: nothing to decide yet; `closed`: the candidate has left. */
  | { kind: "refused"; because: "changed" | "same" | "early" | "closed" };

/**
 * Whether a person may move an application: only from a stage that waits for a person, only with the version they saw.
 * A conversation never declines and never invites, so every such move goes through here.
 */
export function rule(now: { stage: Stage; version: number }, seen: number, to: Decision): Ruling {
  switch (now.stage) {
    case "started":
    case "screening":
      return { kind: "refused", because: "early" };
    case "withdrawn":
      return { kind: "refused", because: "closed" };
    case "assessed":
    case "manual":
    // Whoever sees the present card may hold again, until another day.
    case "held":
      return now.version === seen ? { kind: "moved", to } : { kind: "refused", because: "changed" };
    case "invited":
    case "declined":
      return { kind: "refused", because: now.stage === to ? "same" : "changed" };
    default:
      return now.stage satisfies never;
  }
}

/** Whether buttons that decide are offered in this stage. */
export const awaitsDecision = (stage: Stage): boolean => waitingStages.some((waiting) => waiting === stage);
