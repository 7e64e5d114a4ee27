import { z } from "zod";
import { ApiError } from "./methods.ts";
import { type Json, type Update, type World, waitingUpdates } from "./world.ts";

const Poll = z.object({
  offset: z.int().default(0),
  limit: z.int().default(100),
  timeout: z.int().default(0),
  allowed_updates: z.array(z.string()).optional(),
});

/**
 * getUpdates: an offset confirms everything before it; without updates it waits up to `timeout` s. A second caller ends
 * the first one's wait with 409, and with a webhook set everybody gets 409.
 */
export function createUpdatesPoll(world: World) {
  let interrupt: (() => void) | null = null;

  return async function getUpdates(payload: Json, gone: AbortSignal): Promise<Update[]> {
    if (world.webhook) {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    interrupt?.();
    const { offset, limit, timeout, allowed_updates } = Poll.parse(payload);
    if (allowed_updates) world.allowed = allowed_updates;
    for (const chat of world.chats.values()) {
      chat.queue = chat.queue.filter(({ update_id }) => update_id >= offset);
    }
    if (waitingUpdates(world).length === 0 && timeout > 0) await somethingToTell(timeout * 1000, gone);
    return waitingUpdates(world).slice(0, limit);
  };

  function somethingToTell(ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (outcome: () => void) => {
        clearTimeout(timer);
        world.queued.delete(tell);
        gone.removeEventListener("abort", tell);
        interrupt = null;
        outcome();
      };
      const tell = () => end(resolve);
      const timer = setTimeout(tell, ms);
      world.queued.add(tell);
      gone.addEventListener("abort", tell);
      interrupt = () =>
        end(() =>
          reject(
            new ApiError(
              409,
              "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            ),
          ),
        );
    });
  }
}
