import { setTimeout as sleep } from "node:timers/promises";

/** Machines that run tests are busy; what has not come by then does not come. */
const patienceMs = 60_000;

/**
 * Asks again and again until the answer is `right`, and returns it. Throws with the last answer when patience ends.
 * Unlike `expect.poll` it also works in tests that run side by side.
 */
export async function until<T>(
  ask: () => Promise<T>,
  right: (answer: T) => boolean,
  pauseMs = 50,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (right(answer)) return answer;
    if (performance.now() > end)
      throw new Error(`it did not happen in time; last seen: ${JSON.stringify(answer)}`);
    await sleep(pauseMs);
  }
}
