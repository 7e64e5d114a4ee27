import type { Logger } from "../../src/core/reporting.ts";
import type { Intake } from "./intake.ts";
import type { ParsedUpdate } from "./parse.ts";
import { pause } from "./pause.ts";

export type PollingDeps = {
  intake: Intake;
  /** Pending updates from number `offset` on, which confirms all before; waits up to `waitSeconds` for one. */
  getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<readonly unknown[]>;
  logger: Logger;
  /** How long Telegram may hold a call open, s. */
  waitSeconds?: number;
};

/** Chats whose updates are taken at the same time; within a chat, order is kept. */
const parallelChats = 8;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Long polling, at least once: an update is confirmed only after it is safe, so a kill at any point loses none. One that
 * cannot be stored keeps its own chat waiting and is tried again; other chats go on.
 */
export function createPolling({ intake, getUpdates, logger, waitSeconds = 25 }: PollingDeps) {
  const stopping = new AbortController();
  /** Safe, but not yet confirmed because an earlier update is not. */
  const safe = new Set<number>();
  let offset = 0;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const progress = await round().catch((error: unknown) => {
        if (!stopping.signal.aborted) logger.warn(describe(error), "telegram_polling_failed");
        return false;
      });
      if (progress) {
        pauseMs = firstPauseMs;
        continue;
      }
      await pause(pauseMs * (0.9 + Math.random() * 0.2), stopping.signal);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
    // Tells Telegram what is safe; should this fail, those updates come again and are recognised.
    if (offset > 0) await getUpdates(offset, 0, AbortSignal.timeout(2_000)).catch(() => {});
  }

  /** One call and what came with it; false = updates are left and none of them could be stored. */
  async function round(): Promise<boolean> {
    const raw = await getUpdates(offset, waitSeconds, stopping.signal);
    const updates = raw.map((update) => intake.read(update));
    const before = safe.size;
    const lanes = Map.groupBy(updates, (update) =>
      update.kind === "message" ? update.message.threadId : "",
    );
    const waiting = [...lanes.values()];
    const worker = async (): Promise<void> => {
      for (let lane = waiting.shift(); lane; lane = waiting.shift()) await takeInOrder(lane);
    };
    await Promise.all(Array.from({ length: parallelChats }, worker));
    const progress = safe.size > before || updates.length === 0;
    confirm(updates);
    return progress;
  }

  async function takeInOrder(lane: readonly ParsedUpdate[]): Promise<void> {
    for (const update of lane) {
      if (update.updateId === null || safe.has(update.updateId)) continue;
      if (stopping.signal.aborted) return;
      try {
        await intake.take(update);
      } catch (error) {
        logger.error({ updateId: update.updateId, ...describe(error) }, "telegram_update_not_stored");
        return;
      }
      safe.add(update.updateId);
    }
  }

  /** Moves the offset to the first update that is not safe. */
  function confirm(updates: readonly ParsedUpdate[]): void {
    const ids = updates
      .flatMap(({ updateId }) => (updateId === null ? [] : [updateId]))
      .sort((a, b) => a - b);
    const open = ids.find((id) => !safe.has(id));
    offset = open ?? (ids.at(-1) ?? offset - 1) + 1;
    for (const id of safe) if (id < offset) safe.delete(id);
  }

  return {
    start(): void {
      running ??= run();
    },
    /** Takes no new update, waits for those under way, confirms what is safe. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}

/** Never the error itself: its request carries the token. */
function describe(error: unknown): Record<string, unknown> {
  const code = error instanceof Error && "error_code" in error ? error.error_code : undefined;
  const hint =
    code === 409
      ? "another process polls with this token, or a webhook is set: run one process, or set PUBLIC_URL"
      : code === 401 || code === 404
        ? "Telegram refuses TELEGRAM_BOT_TOKEN: take a new one from @BotFather"
        : undefined;
  return { error: error instanceof Error ? error.name : "unknown", code, hint };
}
