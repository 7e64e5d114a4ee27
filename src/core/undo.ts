import type { Stage } from "./dialogue/effect.ts";
import type { Decision } from "./stages.ts";

/** So long a decision can be taken back, ms, and so long its letter to the candidate is held. */
export const undoMs = 10 * 60_000;

/** What stands of a decision that was made. `letter`: none was written, it is still held, or it has gone out. */
export type Made = {
  stage: Decision;
  before: Stage;
  at: number;
  undone: boolean;
  letter: "none" | "held" | "gone";
};

export type UndoRuling =
  | { kind: "undone"; to: Stage }
  /** `never`: nobody decided; `again`: it is undone already; `closed`: the candidate has left. */
  | { kind: "refused"; because: "never" | "again" | "closed" | "changed" | "sent" | "late" };

/** Whether a decision can be taken back at `at` (ms): by who saw the present card, in time, before the candidate knows. */
export function ruleUndo(
  now: { stage: Stage; version: number; at: number },
  seen: number,
  made: Made | null,
): UndoRuling {
  if (now.stage === "withdrawn") return { kind: "refused", because: "closed" };
  if (!made) return { kind: "refused", because: "never" };
  if (made.undone) return { kind: "refused", because: "again" };
  if (made.stage !== now.stage || seen !== now.version) return { kind: "refused", because: "changed" };
  if (made.letter === "gone") return { kind: "refused", because: "sent" };
  if (now.at > made.at + undoMs) return { kind: "refused", because: "late" };
  return { kind: "undone", to: made.before };
}
