import { randomUUID } from "node:crypto";
import type { Sql } from "./client.ts";

/** Tells readers and senders that a commit brought work, in this process at once and in the others by LISTEN/NOTIFY. */
export interface Wakes {
  /** New transcript lines of a conversation (`company:conversationId`). */
  lines(conversation: string): void;
  outbox(): void;
  onLines(conversation: string, wake: () => void): () => void;
  onOutbox(wake: () => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const channel = "qinpin";
const flushMs = 15;

/**
 * Notifications are sent after the commit, gathered for 15 ms, outside the transaction: a NOTIFY inside it would
 * serialise all commits. One that is lost with its process costs at most a poll interval.
 */
export function createWakes(sql: Sql): Wakes {
  const self = randomUUID().slice(0, 8);
  const lineListeners = new Map<string, Set<() => void>>();
  const outboxListeners = new Set<() => void>();
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let listening: { unlisten: () => Promise<void> } | null = null;

  const emit = (topic: string) => {
    if (topic === "o") for (const wake of outboxListeners) wake();
    else for (const wake of lineListeners.get(topic.slice(2)) ?? []) wake();
  };
  const flush = () => {
    timer = null;
    const topics = [...pending];
    pending.clear();
    // Payloads are limited to 8000 bytes; 100 topics of ~50 bytes stay below.
    for (let i = 0; i < topics.length; i += 100) {
      const payload = `${self} ${topics.slice(i, i + 100).join(" ")}`;
      sql`select pg_notify(${channel}, ${payload})`.catch(() => {});
    }
  };
  const tell = (topic: string) => {
    emit(topic);
    if (!listening) return;
    pending.add(topic);
    timer ??= setTimeout(flush, flushMs);
  };

  return {
    lines: (conversation) => tell(`l:${conversation}`),
    outbox: () => tell("o"),
    onLines(conversation, wake) {
      const set = lineListeners.get(conversation) ?? new Set();
      lineListeners.set(conversation, set.add(wake));
      return () => {
        set.delete(wake);
        if (set.size === 0) lineListeners.delete(conversation);
      };
    },
    onOutbox(wake) {
      outboxListeners.add(wake);
      return () => outboxListeners.delete(wake);
    },
    async start() {
      listening = await sql.listen(channel, (payload) => {
        const [from, ...topics] = payload.split(" ");
        if (from !== self) for (const topic of topics) emit(topic);
      });
    },
    async stop() {
      if (timer) clearTimeout(timer);
      const current = listening;
      listening = null;
      await current?.unlisten().catch(() => {});
    },
  };
}
