import { readTarget } from "../cards/buttons.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action } from "../types.ts";
import { sendNow, undo } from "../undo.ts";

/** Takes the last decision back, as long as it is fresh and the candidate knows nothing of it. */
export const undoDecision: Action = onTarget("undo", undo);

/** Sends the letter of a decision that is held for undoing. */
export const sendLetterNow: Action = onTarget("send_now", sendNow);

function onTarget(id: string, work: typeof undo): Action {
  return {
    id,
    async run(deps, who, { value, deliveryId }) {
      const target = readTarget(value);
      if (!target) return { kind: "refused", notice: unknownCandidate(deps.locale) };
      return await work(deps, who, { target, deliveryId });
    },
  };
}
