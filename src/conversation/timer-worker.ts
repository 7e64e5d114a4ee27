import type { DialogueEvent, TimerKind } from "../core/dialogue/event.ts";
import { lockConversation } from "../db/conversation-store.ts";
import { claimTimers, consumeTimer, type DueTimer } from "../db/timers.ts";
import { isTransient } from "../db/transient.ts";
import { createLoop, type Loop } from "./loop.ts";
import { isShut } from "./reminders.ts";
import { type StepResult, step } from "./step.ts";
import type { ConversationDeps } from "./types.ts";

const batch = 40;
const maxAttempts = 5;

/** Fires due timers until stopped. Timers live in the database and run by its clock, so any process may fire them. */
export function createTimerWorker(deps: ConversationDeps, options: { pollMs?: number } = {}): Loop {
  return createLoop({
    name: "timers",
    pollMs: options.pollMs ?? 400,
    logger: deps.logger,
    run: () => fireDue(deps),
  });
}

/** Fires what is due now; returns how many were taken. */
export async function fireDue(deps: ConversationDeps): Promise<number> {
  const due = await claimTimers(deps.db.sql, batch, deps.clock());
  const byConversation = Map.groupBy(inOrder(due), (timer) => `${timer.company}:${timer.conversationId}`);
  await Promise.all(
    [...byConversation.values()].map(async (timers) => {
      for (const timer of timers) await fire(deps, timer);
    }),
  );
  return due.length;
}

/** Of one conversation the earlier timer goes first, and of two at the same moment always the same one. */
const inOrder = (timers: readonly DueTimer[]): DueTimer[] =>
  [...timers].sort((a, b) => a.due - b.due || (a.kind < b.kind ? -1 : 1));

async function fire(deps: ConversationDeps, timer: DueTimer): Promise<void> {
  try {
    const result = await deps.db.transact(async (tx, last): Promise<StepResult | null> => {
      const locked = await lockConversation(tx, timer.company, timer.conversationId, deps.clock());
      // The timer goes with the same commit that carries out its event: fired exactly once, or still armed.
      if (!locked || !(await consumeTimer(tx, timer))) return null;
      const event: DialogueEvent = {
        type: "timedOut",
        timer: timer.kind as TimerKind,
        generation: timer.generation,
        due: timer.due,
        linkSeenAt: locked.conversation.linkSeenAt,
        ...(timer.kind === "nudge" && (await isShut(deps, tx, locked)) ? { shut: true } : {}),
        at: locked.now,
        now: locked.now,
      };
      deps.meter.observe("timer_late_seconds", Math.max(0, (locked.now - timer.due) / 1000));
      return await step(deps, tx, locked.conversation, [event], { last });
    });
    if (result?.lines) deps.wakes.lines(`${timer.company}:${timer.conversationId}`);
    if (result?.outbox) deps.wakes.outbox();
  } catch (error) {
    deps.logger.warn({ kind: timer.kind, attempts: timer.attempts, error: nameOf(error) }, "timer_failed");
    // A restarting database, or processes killed one after the other, say nothing against the timer.
    if (timer.attempts < maxAttempts || isTransient(error)) return;
    await deps.db.transact((tx) => consumeTimer(tx, timer));
    deps.meter.count("dead_total", { kind: "timer" });
    deps.logger.error({ kind: timer.kind, conversationId: timer.conversationId }, "timer_given_up");
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
