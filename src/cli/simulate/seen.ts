import type { State } from "../../core/dialogue/state.ts";

/** A mark that changes whenever the person has something new to answer. */
export function seenAt(state: State): string {
  if (state.status === "new" || state.status === "erased") return state.status;
  const { common } = state;
  switch (state.status) {
    case "facts":
      return `facts ${state.fact} ${state.misses} ${common.confirm}`;
    case "roleplay":
      return `roleplay ${state.play} ${state.replies} ${state.undelivered.length === 0} ${state.open.length === 0} ${state.followUps}`;
    case "rule":
      return `rule ${state.startAt !== null} ${state.answers.length}`;
    case "short":
      return `short ${state.index} ${state.shownAt !== null}`;
    case "consent":
      return `consent ${state.ask} ${common.count}`;
    case "ready":
      return `ready ${state.next} ${state.token}`;
    default:
      return `${state.status} ${common.confirm}`;
  }
}
