import { createHash } from "node:crypto";
import { candidateSender } from "../../conversation/candidate-sender.ts";
import { createConversations } from "../../conversation/create.ts";
import { drainOutbox, type OutboxDeps } from "../../conversation/outbox-worker.ts";
import { fireDue } from "../../conversation/timer-worker.ts";
import type { ConversationDeps, Conversations, Library, Logger, Meter } from "../../conversation/types.ts";
import type { InboundBody, InboundMessage } from "../../core/channel.ts";
import { initialState, type State } from "../../core/dialogue/state.ts";
import type { Database } from "../../db/client.ts";
import { nextDue } from "../../db/timers.ts";
import type { Vault } from "../../db/vault.ts";
import { nextMove, type Person } from "./person.ts";
import { seenAt } from "./seen.ts";

/** A world of synthetic candidates on a clock of its own. */
export type World = {
  db: Database;
  vault: Vault;
  library: Library;
  company: string;
  people: Person[];
  startAt: number;
  logger: Logger;
  meter: Meter;
  interrupted: AbortSignal;
  /** Called now and then with how many people are through. */
  progress(done: number, virtualNow: number): void;
};

/** The clock goes in steps of a second; whatever happens within one is in the order timers, deliveries, messages. */
const tickMs = 1000;
/** Nobody is waited for longer than this after the last arrival: nudges and expiry are over by then. */
const patienceMs = 80 * 3_600_000;

type Planned = { person: Person; at: number; bubbles: string[] };

/** Lets everybody come, talk and go. Returns how many deliveries were made; throws on the first error of ours. */
export async function runWorld(world: World): Promise<{ deliveries: number }> {
  let now = world.startAt;
  const sentAt = () => now;
  const deps: OutboxDeps = {
    ...room(world, () => new Date(now)),
    senders: {
      telegram: candidateSender({ send: async () => ({ kind: "sent", externalId: "sim", at: sentAt() }) }),
      recruiters: async () => ({ kind: "sent", externalId: "sim", at: sentAt() }),
    },
  };
  const conversations = createConversations(deps);
  const byConversation = new Map(world.people.map((person) => [conversationIdOf(person), person]));
  const plans = new Map<number, Planned>();
  const arrivals = [...world.people].sort((a, b) => a.arrivesAt - b.arrivesAt);
  const seen = new Map<number, string>();
  const last = (arrivals.at(-1)?.arrivesAt ?? now) + patienceMs;
  let deliveries = 0;
  let arrived = 0;

  while (now <= last) {
    world.interrupted.throwIfAborted();
    for (let fired = await fireDue(deps); fired > 0; fired = await fireDue(deps)) await drainOutbox(deps);
    const messages: { person: Person; body: InboundBody }[] = [];
    for (let next = arrivals[arrived]; next && next.arrivesAt <= now; next = arrivals[arrived]) {
      arrived += 1;
      messages.push({ person: next, body: { kind: "start", locale: next.locale } });
    }
    for (const plan of plans.values()) {
      if (plan.at > now) continue;
      const [text, ...rest] = plan.bubbles;
      messages.push({
        person: plan.person,
        body: {
          kind: "text",
          messageId: `${plan.person.index}.${deliveries + messages.length}`,
          text: text ?? "",
        },
      });
      if (rest.length > 0) plans.set(plan.person.index, { ...plan, at: now + 2 * tickMs, bubbles: rest });
      else plans.delete(plan.person.index);
    }
    await inParallel(messages, 8, async ({ person, body }) => {
      deliveries += 1;
      await deliver(conversations, world, person, body, now);
    });
    await drainOutbox(deps);
    await plan(world, byConversation, plans, seen, now);
    world.progress(arrived, now);

    const due = await nextDue(world.db.sql);
    const upcoming = [due, arrivals[arrived]?.arrivesAt ?? null, ...[...plans.values()].map((one) => one.at)];
    const soonest = Math.min(...upcoming.filter((at) => at !== null));
    if (!Number.isFinite(soonest)) break;
    now = Math.max(now + tickMs, Math.ceil(soonest / tickMs) * tickMs);
  }
  return { deliveries };
}

function room(world: World, clock: () => Date): ConversationDeps {
  return {
    db: world.db,
    vault: world.vault,
    library: world.library,
    channels: { telegram: { id: "telegram", delivery: "push" } },
    clock,
    logger: world.logger,
    meter: world.meter,
    defaultCompany: world.company,
    wakes: { lines: () => {}, outbox: () => {} },
    identify: ({ threadId }) => {
      return {
        conversationId: uuid(`${threadId} conversation`),
        applicationId: uuid(`${threadId} application`),
        candidateId: uuid(`${threadId} candidate`),
        seed: createHash("sha256").update(`${threadId} seed`).digest().readUInt32BE(0),
      };
    },
  };
}

/** The conversation this person has. */
export const conversationIdOf = (person: Person): string => uuid(`${person.threadId} conversation`);

/** A UUID that depends on nothing but its name (version 8, custom). */
function uuid(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function deliver(
  conversations: Conversations,
  world: World,
  person: Person,
  body: InboundBody,
  now: number,
): Promise<void> {
  const deliveryId = body.kind === "text" ? body.messageId : body.kind;
  const message: InboundMessage = {
    company: world.company,
    channel: "telegram",
    account: "sim",
    threadId: person.threadId,
    deliveryId,
    at: now,
    body,
  };
  await conversations.receive(message);
}

/** Everybody whose conversation went on decides what to do next. */
async function plan(
  world: World,
  byConversation: Map<string, Person>,
  plans: Map<number, Planned>,
  seen: Map<number, string>,
  now: number,
): Promise<void> {
  const rows = await world.db.sql<{ id: string; state: Uint8Array | null; pins: Record<string, string> }[]>`
    select id, state_sealed as state, pins from conversations
    where company_id = ${world.company} and updated_at >= ${new Date(now)} and status <> 'erased'`;
  for (const row of rows) {
    const person = byConversation.get(row.id);
    if (!person) continue;
    const state = row.state ? (world.vault.open(row.state, `${world.company}:state`) as State) : initialState;
    const here = seenAt(state);
    if (plans.has(person.index) || seen.get(person.index) === here) continue;
    seen.set(person.index, here);
    const move = nextMove(person, state, await world.library.script(row.pins));
    if (!move) continue;
    const at = Math.ceil((now + move.afterMs) / tickMs) * tickMs;
    plans.set(person.index, { person, at, bubbles: move.bubbles });
  }
}

async function inParallel<T>(items: T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
