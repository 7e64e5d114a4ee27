import { intakeView } from "../intake-view.ts";
import type { Action } from "../types.ts";

/** The ways in which people are brought in, and the imports there were. */
export const intake: Action = {
  id: "intake",
  run: async (deps, who) => ({ kind: "view", view: await intakeView(deps, who), beside: true }),
};
