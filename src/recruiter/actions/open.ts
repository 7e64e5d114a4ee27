import { cardView } from "../card-view.ts";
import { readTarget } from "../cards/buttons.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action } from "../types.ts";

/** Shows a candidate's card. */
export const open: Action = {
  id: "open",
  async run(deps, who, input) {
    const target = readTarget(input.value);
    const view = target ? await cardView(deps, who, target.a) : null;
    return view
      ? { kind: "view", view, beside: true }
      : { kind: "refused", notice: unknownCandidate(deps.locale) };
  },
};
