import type { Script } from "../core/content/script.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Attempt } from "../core/dialogue/state.ts";
import { initialState, type State } from "../core/dialogue/state.ts";
import { transition } from "../core/dialogue/transition.ts";
import type { Assessment } from "../core/scoring/assessment.ts";

/** What an attempt was scored from, rebuilt from the conversation's events; null when it was never finished. */
export function replayAttempt(
  script: Script,
  events: readonly DialogueEvent[],
  attempt: number,
): { attempt: Attempt; assessment: Assessment } | null {
  let state: State = initialState;
  let found: { attempt: Attempt; assessment: Assessment } | null = null;
  for (const event of events) {
    const step = decided(script, state, event);
    if (!step) continue;
    const [next, effects] = step;
    state = next;
    for (const effect of effects)
      if (effect.type === "assessed" && effect.attempt.attempt === attempt)
        found = { attempt: effect.attempt, assessment: effect.assessment };
  }
  return found;
}

/** An event that failed when it happened changed nothing then, and changes nothing now. */
function decided(script: Script, state: State, event: DialogueEvent): ReturnType<typeof transition> | null {
  try {
    return transition(script, state, event);
  } catch {
    return null;
  }
}
