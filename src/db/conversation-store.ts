import type { DialogueEvent, Pins } from "../core/dialogue/event.ts";
import type { Tx } from "./client.ts";

/** A conversation row as the room needs it; the row is locked until the transaction ends. */
export type ConversationRow = {
  company: string;
  id: string;
  applicationId: string;
  channel: string;
  account: string;
  status: string;
  threadSealed: Uint8Array | null;
  stateSealed: Uint8Array | null;
  pins: Pins;
  events: number;
  lines: number;
  linkSeenAt: number | null;
  unreachable: boolean;
  lastSaidAt: number | null;
  saidCount: number;
  minuteStart: number | null;
  minuteCount: number;
  noticeAt: number | null;
  /** Whether the company has FAQ entries of its own. */
  hasFaq: boolean;
};

type Found = { fresh: boolean; now: number; conversation: ConversationRow | null };

/** A row as it is selected: the state as base64. */
type Selected = Partial<Omit<ConversationRow, "stateSealed">> & { stateBase64?: string | null };

const columns = `
  c.company_id as company, c.id, c.application_id as "applicationId", c.channel, c.account, c.status,
  c.thread_sealed as "threadSealed", encode(c.state_sealed, 'base64') as "stateBase64", c.pins, c.events, c.lines,
  (extract(epoch from c.link_seen_at) * 1000)::float8 as "linkSeenAt", c.unreachable,
  (extract(epoch from c.last_said_at) * 1000)::float8 as "lastSaidAt", c.said_count as "saidCount",
  (extract(epoch from c.minute_start) * 1000)::float8 as "minuteStart", c.minute_count as "minuteCount",
  (extract(epoch from c.notice_at) * 1000)::float8 as "noticeAt",
  exists (select 1 from faq_entries f where f.company_id = c.company_id) as "hasFaq"`;

/** Key of one delivery of a platform. */
export type DeliveryKey = {
  company: string;
  channel: string;
  account: string;
  threadIndex: string;
  deliveryId: string;
};

/**
 * Records a delivery and locks its conversation, in one round trip. `fresh` is false when this delivery was
 * accepted before; then nothing may be done with it again. `now` is the clock, ms.
 */
export async function acceptDelivery(tx: Tx, key: DeliveryKey, clock: Date | null): Promise<Found> {
  const { company, channel, account, threadIndex, deliveryId } = key;
  const [row] = await tx.unsafe<({ fresh: boolean; now: number } & Selected)[]>(
    accept,
    [company, channel, account, threadIndex, deliveryId, clock],
    { prepare: true },
  );
  if (!row) throw new Error("no answer to an insert: the database is misbehaving, see its log");
  return { fresh: row.fresh, now: Math.floor(row.now), conversation: asConversation(row) };
}

/** Written out once: every message pays for putting it together. */
const accept = `
  with accepted as (
    insert into inbox (company_id, channel, account, thread_index, delivery_id, received_at)
    values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, clock_timestamp()))
    on conflict do nothing returning 1
  ), found as (
    select * from conversations
    where company_id = $1 and channel = $2 and account = $3 and thread_index = $4
    for update
  )
  select exists (select 1 from accepted) as fresh,
    (extract(epoch from coalesce($6::timestamptz, clock_timestamp())) * 1000)::float8 as now, ${columns}
  from (select 1) one left join found c on true`;

/** Locks a conversation by id; null when it is gone. */
export async function lockConversation(
  tx: Tx,
  company: string,
  id: string,
  clock: Date | null,
): Promise<{ now: number; conversation: ConversationRow } | null> {
  const [row] = await tx<({ now: number } & Selected)[]>`
    select (extract(epoch from coalesce(${clock}::timestamptz, clock_timestamp())) * 1000)::float8 as now, ${tx.unsafe(columns)}
    from conversations c where company_id = ${company} and id = ${id} for update`;
  const conversation = row ? asConversation(row) : null;
  return row && conversation ? { now: Math.floor(row.now), conversation } : null;
}

function asConversation(row: Selected): ConversationRow | null {
  const { id, stateBase64, ...rest } = row;
  // The left join gives null columns when there is no conversation yet.
  if (typeof id !== "string") return null;
  return {
    id,
    ...rest,
    stateSealed: stateBase64 ? Buffer.from(stateBase64, "base64") : null,
  } as ConversationRow;
}

/** What changes in the row itself at the end of a step. */
export type ConversationUpdate = {
  status: string;
  stateSealed: Uint8Array;
  events: number;
  lines: number;
  unreachable: boolean;
  lastSaidAt: number | null;
  saidCount: number;
  minuteStart: number | null;
  minuteCount: number;
  noticeAt: number | null;
};

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export type Line = {
  n: number;
  author: "candidate" | "bot" | "customer" | "recruiter";
  section: string;
  ref: string;
  bodySealed: Uint8Array;
  at: number;
  late: boolean;
};

/** What one step adds to a conversation. */
export type StepBatch = {
  events: { seq: number; type: DialogueEvent["type"]; at: number; bodySealed: Uint8Array }[];
  lines: Line[];
  /** Timers to arm, or (null) to disarm; the last word about each kind. */
  timers: Map<string, { generation: number; due: number } | null>;
};

/** Array types of PostgreSQL whose elements the driver would otherwise take for the parameter itself. */
const oid = { boolean: 1000, timestamptz: 1185 } as const;

/** Sealed values travel as base64: the driver's own hex is half as long again. */
const base64 = (sealed: Uint8Array): string =>
  Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length).toString("base64");

/**
 * Writes a step of a locked conversation in one statement: events and lines behind the last ones, timers, the new
 * state. One statement, because a message pays for each of them.
 */
export function writeStep(
  tx: Tx,
  at: { company: string; id: string; now: number },
  { events, lines, timers }: StepBatch,
  u: ConversationUpdate,
) {
  const { company, id } = at;
  const armed = [...timers].flatMap(([kind, timer]) => (timer ? [{ kind, ...timer }] : []));
  const disarmed = [...timers].flatMap(([kind, timer]) => (timer ? [] : [kind]));
  return tx`
    with new_events as (
      insert into conversation_events (company_id, conversation_id, seq, type, at, body_sealed)
      select ${company}, ${id}::uuid, seq, type, at, decode(body, 'base64') from unnest(
        ${events.map((e) => e.seq)}::int[], ${events.map((e) => e.type)}::text[],
        ${tx.array(
          events.map((e) => new Date(e.at)),
          oid.timestamptz,
        )}, ${events.map((e) => base64(e.bodySealed))}::text[]) as e (seq, type, at, body)
    ), new_lines as (
      insert into messages (company_id, conversation_id, n, author, section, ref, body_sealed, at, late)
      select ${company}, ${id}::uuid, n, author, section, ref, decode(body, 'base64'), at, late from unnest(
        ${lines.map((l) => l.n)}::int[], ${lines.map((l) => l.author)}::text[], ${lines.map((l) => l.section)}::text[],
        ${lines.map((l) => l.ref)}::text[], ${lines.map((l) => base64(l.bodySealed))}::text[],
        ${tx.array(
          lines.map((l) => new Date(l.at)),
          oid.timestamptz,
        )}, ${tx.array(
          lines.map((l) => l.late),
          oid.boolean,
        )}) as l (n, author, section, ref, body, at, late)
    ), disarmed as (
      delete from timers where company_id = ${company} and conversation_id = ${id} and kind = any(${disarmed}::text[])
    ), armed as (
      insert into timers (company_id, conversation_id, kind, generation, due)
      select ${company}, ${id}::uuid, * from unnest(
        ${armed.map((t) => t.kind)}::text[], ${armed.map((t) => t.generation)}::int[],
        ${tx.array(
          armed.map((t) => new Date(t.due)),
          oid.timestamptz,
        )})
      on conflict (company_id, conversation_id, kind) do update
        set generation = excluded.generation, due = excluded.due, token = null, lease_until = null, attempts = 0
    )
    update conversations set status = ${u.status}, state_sealed = decode(${base64(u.stateSealed)}, 'base64'), events = ${u.events},
      lines = ${u.lines}, unreachable = ${u.unreachable}, last_said_at = ${date(u.lastSaidAt)},
      said_count = ${u.saidCount}, minute_start = ${date(u.minuteStart)}, minute_count = ${u.minuteCount},
      notice_at = ${date(u.noticeAt)}, updated_at = ${new Date(at.now)}
    where company_id = ${company} and id = ${id}`;
}

/** Appends a line to the transcript by itself: the good-bye of an erased conversation, which has no other step. */
export function insertLine(tx: Tx, company: string, conversationId: string, line: Line) {
  return tx`
    insert into messages (company_id, conversation_id, n, author, section, ref, body_sealed, at, late)
    values (${company}, ${conversationId}, ${line.n}, ${line.author}, ${line.section}, ${line.ref},
            ${line.bodySealed}, ${new Date(line.at)}, ${line.late})`;
}

/** Notes that an edit reached a line: the text is replaced, the event keeps both. */
export function replaceLine(
  tx: Tx,
  company: string,
  conversationId: string,
  ref: string,
  bodySealed: Uint8Array,
) {
  return tx`
    update messages set body_sealed = ${bodySealed}
    where company_id = ${company} and conversation_id = ${conversationId} and author = 'candidate' and ref = ${ref}`;
}
