import { decide } from "../act.ts";
import { readTarget } from "../cards/buttons.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action } from "../types.ts";

/** Puts a candidate on hold; nothing is said to them. */
export const hold: Action = {
  id: "hold",
  async run(deps, who, input) {
    const target = readTarget(input.value);
    if (!target) return { kind: "refused", notice: unknownCandidate(deps.locale) };
    return decide(deps, who, { target, to: "held", reason: null, text: null, deliveryId: input.deliveryId });
  },
};
