import { seedSample } from "../../src/cli/seed.ts";
import { type Content, createLibrary, loadContent } from "../../src/content.ts";
import { candidateSender } from "../../src/conversation/candidate-sender.ts";
import { createConversations } from "../../src/conversation/create.ts";
import { drainOutbox, type OutboxDeps } from "../../src/conversation/outbox-worker.ts";
import { fireDue } from "../../src/conversation/timer-worker.ts";
import type { Conversations, Receipt, RecruiterOutbound, Sender } from "../../src/conversation/types.ts";
import type { InboundBody, OutboundMessage, SendResult } from "../../src/core/channel.ts";
import type { State } from "../../src/core/dialogue/state.ts";
import type { Database } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { createMetrics } from "../../src/http/metrics.ts";

/** A conversation room on a real database with a clock of its own and a platform that remembers what it was given. */
export type Room = {
  db: Database;
  deps: OutboxDeps;
  conversations: Conversations;
  sent: OutboundMessage[];
  posted: RecruiterOutbound[];
  content: Content;
  /** Answers of the platform to the next sends; empty = all arrive. */
  outcomes: (SendResult | Error)[];
  now(): number;
  /** Moves the clock, firing timers and sending on the way, second by second. */
  pass(seconds: number): Promise<void>;
  /** Moves the clock at once; what became due on the way happens at the next `pass`. */
  skip(seconds: number): void;
  /** A delivery of the platform; ids count up unless given. */
  deliver(thread: string, body: InboundBody, deliveryId?: string): Promise<Receipt>;
  say(thread: string, text: string): Promise<Receipt>;
  /** Says something and sends what follows. */
  answer(thread: string, ...texts: string[]): Promise<void>;
  state(thread: string): Promise<State>;
  close(): Promise<void>;
};

export async function createRoom(channel: "telegram" | "web" = "telegram"): Promise<Room> {
  // Benchmarks use this file too, and have no test runner.
  const { createTestDatabase } = await import("../setup/database.ts");
  return await inventRoom(await createTestDatabase(), channel);
}

/** The same in a database that is there, migrated and empty. */
export async function inventRoom(db: Database, channel: "telegram" | "web" = "telegram"): Promise<Room> {
  const vault = createVault(Buffer.alloc(32, 7));
  await seedSample(db.orm);
  let now = Date.UTC(2026, 10, 24, 2);
  let count = 0;
  const sent: OutboundMessage[] = [];
  const posted: RecruiterOutbound[] = [];
  const outcomes: (SendResult | Error)[] = [];
  const silent = () => {};
  const content = loadContent();
  const recruiters: Sender = async (item) => {
    posted.push(item.body as RecruiterOutbound);
    return { kind: "sent", externalId: "r", at: now };
  };
  const send = async (message: OutboundMessage): Promise<SendResult> => {
    const outcome = outcomes.shift();
    if (outcome instanceof Error) throw outcome;
    if (outcome && outcome.kind !== "sent") return outcome;
    sent.push(message);
    return outcome ?? { kind: "sent", externalId: String(sent.length), at: now };
  };
  const deps: OutboxDeps = {
    db,
    vault,
    library: await createLibrary(content, db),
    channels: { [channel]: { id: channel, delivery: channel === "web" ? "pull" : "push" } },
    clock: () => new Date(now),
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    meter: createMetrics(),
    defaultCompany: "shop",
    wakes: { lines: silent, outbox: silent },
    senders: { telegram: candidateSender({ send }), recruiters },
  };
  const conversations = createConversations(deps);
  const room: Room = {
    db,
    deps,
    conversations,
    sent,
    posted,
    content,
    outcomes,
    now: () => now,
    async pass(seconds) {
      for (let i = 0; i < seconds; i += 1) {
        now += 1000;
        while ((await fireDue(deps)) > 0);
        await drainOutbox(deps);
      }
    },
    skip(seconds) {
      now += seconds * 1000;
    },
    deliver: (threadId, body, deliveryId) => {
      count += 1;
      const at = channel === "web" ? null : now;
      return conversations.receive({
        company: "shop",
        channel,
        account: "bot",
        threadId,
        deliveryId: deliveryId ?? String(count),
        at,
        body,
      });
    },
    say: (thread, text) => room.deliver(thread, { kind: "text", messageId: `m${count + 1}`, text }),
    async answer(thread, ...texts) {
      for (const text of texts) {
        now += 4000;
        await room.say(thread, text);
        await drainOutbox(deps);
      }
    },
    async state(thread) {
      const index = vault.index(thread, `shop:${channel}:bot`);
      const [row] = await db.sql<{ state: Uint8Array }[]>`
        select state_sealed as state from conversations where thread_index = ${index}`;
      if (!row) throw new Error(`no conversation of ${thread}`);
      return vault.open(row.state, "shop:state") as State;
    },
    close: () => db.close(),
  };
  return room;
}

/** From the first contact to the brief of the role-play. */
export const untilRolePlay = ["1", "是", "随时", "都可以", "5000-6000", "淘宝、拼多多", "跳过"];
