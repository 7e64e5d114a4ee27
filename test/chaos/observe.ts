import postgres from "postgres";
import type { DialogueEvent, Pins } from "../../src/core/dialogue/event.ts";
import type { State } from "../../src/core/dialogue/state.ts";
import type { Vault } from "../../src/db/vault.ts";

const company = "shop";

/** What the database says about one conversation. */
export type Conversation = {
  id: string;
  applicationId: string;
  channel: string;
  threadId: string | null;
  pins: Pins;
  state: State | null;
  seqs: number[];
  events: DialogueEvent[];
  lines: { n: number; author: string; ref: string; text: string }[];
  assessments: { attempt: number; total: number }[];
  timers: { kind: string; generation: number; due: number }[];
  outbox: { key: string; state: string; maybeDoubled: boolean }[];
};

export type Observation = { records: Conversation[]; deliveries: Set<string>; now: number };

type Light = { id: string; threadId: string | null; channel: string; pins: Pins; state: State | null };

export const connect = (url: string): postgres.Sql =>
  postgres(url, { max: 2, onnotice: () => {}, connect_timeout: 5 });

/** Where every conversation stands. */
export async function glance(sql: postgres.Sql, vault: Vault): Promise<Light[]> {
  const rows = await sql<
    { id: string; thread: Uint8Array | null; channel: string; pins: Pins; state: Uint8Array | null }[]
  >`
    select id, thread_sealed as thread, channel, pins, state_sealed as state from conversations`;
  return rows.map(({ thread, state, ...row }) => ({
    ...row,
    threadId: thread ? String(vault.open(thread, `${company}:thread`)) : null,
    state: state ? (vault.open(state, `${company}:state`) as State) : null,
  }));
}

/** Everything there is, for the checker. */
export async function observe(sql: postgres.Sql, vault: Vault): Promise<Observation> {
  const light = await glance(sql, vault);
  const applications = await sql<{ id: string; applicationId: string }[]>`
    select id, application_id as "applicationId" from conversations`;
  const applicationOf = new Map(applications.map((row) => [row.id, row.applicationId]));
  const events = await sql<{ id: string; seq: number; body: Uint8Array }[]>`
    select conversation_id as id, seq, body_sealed as body from conversation_events order by seq`;
  const lines = await sql<{ id: string; n: number; author: string; ref: string; body: Uint8Array }[]>`
    select conversation_id as id, n, author, ref, body_sealed as body from messages order by n`;
  const scores = await sql<{ id: string; attempt: number; total: number }[]>`
    select conversation_id as id, attempt, total from assessments`;
  const timers = await sql<{ id: string; kind: string; generation: number; due: number }[]>`
    select conversation_id as id, kind, generation, (extract(epoch from due) * 1000)::float8 as due from timers`;
  const outbox = await sql<{ lane: string; key: string; state: string; maybeDoubled: boolean }[]>`
    select lane, key, state, maybe_doubled as "maybeDoubled" from outbox order by seq`;
  const inbox = await sql<{ channel: string; thread: string; id: string }[]>`
    select channel, thread_index as thread, delivery_id as id from inbox`;
  const [clock] = await sql<{ now: number }[]>`select (extract(epoch from now()) * 1000)::float8 as now`;
  const of = <T extends { id: string }>(rows: T[], id: string) => rows.filter((row) => row.id === id);
  return {
    now: clock?.now ?? 0,
    deliveries: new Set(inbox.map((row) => `${row.channel} ${row.id}`)),
    records: light.map((one) => ({
      ...one,
      applicationId: applicationOf.get(one.id) ?? "",
      seqs: of(events, one.id).map((row) => row.seq),
      events: of(events, one.id).map((row) => vault.open(row.body, `${company}:events`) as DialogueEvent),
      lines: of(lines, one.id).map(({ body, ...row }) => ({
        ...row,
        text: (vault.open(body, `${company}:messages`) as { text: string }).text,
      })),
      assessments: of(scores, one.id),
      timers: of(timers, one.id),
      outbox: outbox.filter((row) => row.lane === `c:${one.id}`),
    })),
  };
}
