import type { Fragment, Sql, Tx } from "./client.ts";

/** Seconds a claimed row belongs to its sender; afterwards anybody may take it over. */
export const leaseSeconds = 12;

export type NewOutboxRow = {
  company: string;
  lane: string;
  key: string;
  channel: string;
  /** Recruiters: a channel or person; absent = the digest channel. */
  place?: string;
  conversationId: string | null;
  applicationId: string | null;
  bodySealed: Uint8Array;
  tracked: boolean;
  /** Not to be sent before this moment, ms since epoch; its age counts from then. */
  notBefore?: number | undefined;
};

/** Queues a row behind the others of its lane; a key that is there already stays as it is. */
export function enqueue(tx: Tx, row: NewOutboxRow, now: number) {
  const at = new Date(row.notBefore ?? now);
  return tx`
    insert into outbox (company_id, lane, key, channel, place, conversation_id, application_id, body_sealed, tracked, not_before, created_at)
    values (${row.company}, ${row.lane}, ${row.key}, ${row.channel}, ${row.place ?? ""}, ${row.conversationId}, ${row.applicationId},
            ${row.bodySealed}, ${row.tracked}, ${at}, ${at})
    on conflict do nothing`;
}

export type ClaimedRow = {
  company: string;
  lane: string;
  key: string;
  channel: string;
  place: string;
  conversationId: string | null;
  applicationId: string | null;
  bodySealed: Uint8Array | null;
  tracked: boolean;
  attempts: number;
  token: string;
  maybeDoubled: boolean;
  createdAt: number;
  /** How long ago that was when the row was claimed, by the database's clock. */
  ageMs: number;
};

/** The clock of a statement: the database's, or a simulated one. */
export const now = (sql: Sql | Tx, clock: Date | null) =>
  sql`coalesce(${clock}::timestamptz, clock_timestamp())`;

/** The columns of a claimed row `o`. */
export const claimed = (sql: Sql | Tx, at: Fragment) => sql`
  o.company_id as company, o.lane, o.key, o.channel, o.place, o.conversation_id as "conversationId",
  o.application_id as "applicationId", o.body_sealed as "bodySealed", o.tracked, o.attempts, o.token,
  o.maybe_doubled as "maybeDoubled", (extract(epoch from o.created_at) * 1000)::float8 as "createdAt",
  (extract(epoch from ${at} - o.created_at) * 1000)::float8 as "ageMs"`;

/** What makes row `o` its taker's, for the time of a lease. */
export const taken = (sql: Sql | Tx, at: Fragment) => sql`
  state = 'inflight', token = gen_random_uuid(), attempts = o.attempts + 1,
  lease_until = ${at} + make_interval(secs => ${leaseSeconds})`;

/**
 * Row `o` is the first open one of its lane. Not written as "no earlier one exists": planned while the table was small or
 * unknown, that became a comparison of every open row with every other (4.7 s for 3,500 of them).
 */
export const headOfLane = (sql: Sql | Tx) => sql`
  o.seq = (select e.seq from outbox e
    where e.company_id = o.company_id and e.lane = o.lane and e.state in ('pending', 'inflight')
    order by e.company_id, e.lane, e.seq limit 1)`;

/**
 * Takes the heads of up to `limit` lanes that are due, or whose sender died. A row that was in flight when its
 * lease ran out may have been sent: it comes back with `maybeDoubled`.
 */
export async function claimOutbox(
  sql: Sql,
  channels: string[],
  limit: number,
  clock: Date | null,
): Promise<ClaimedRow[]> {
  const at = now(sql, clock);
  return await sql<ClaimedRow[]>`
    with due as (
      select o.company_id, o.lane, o.key from outbox o
      where o.state in ('pending', 'inflight') and o.not_before <= ${at}
        and (o.lease_until is null or o.lease_until < ${at}) and o.channel = any(${channels})
        and ${headOfLane(sql)}
      order by o.not_before limit ${limit} for update of o skip locked
    )
    update outbox o set
      maybe_doubled = o.maybe_doubled or o.state = 'inflight', ${taken(sql, at)}
    from due where o.company_id = due.company_id and o.lane = due.lane and o.key = due.key
    returning ${claimed(sql, at)}`;
}

export type Settlement =
  | { state: "sent"; externalId: string }
  | { state: "dead" | "dropped"; error: string }
  /** Back in the queue; `unknown` = the attempt may have arrived. */
  | { state: "pending"; afterMs: number; error: string; unknown: boolean }
  /** Back in the queue until `unpark`. */
  | { state: "parked"; error: string };

/** Ends an attempt; 0 rows (false) when the lease was lost to somebody else, who then owns the outcome. */
export async function settle(
  sql: Sql | Tx,
  row: ClaimedRow,
  s: Settlement,
  clock: Date | null,
): Promise<boolean> {
  const at = now(sql, clock);
  const mine = sql`company_id = ${row.company} and lane = ${row.lane} and key = ${row.key} and token = ${row.token}`;
  if (s.state === "parked") {
    const parked = await sql`
      update outbox set state = 'pending', token = null, lease_until = null, last_error = ${s.error},
        not_before = 'infinity'
      where ${mine}`;
    return parked.count === 1;
  }
  const result =
    s.state === "pending"
      ? await sql`
          update outbox set state = 'pending', token = null, lease_until = null, last_error = ${s.error},
            maybe_doubled = maybe_doubled or ${s.unknown},
            not_before = ${at} + make_interval(secs => ${s.afterMs / 1000})
          where ${mine}`
      : await sql`
          update outbox set state = ${s.state}, token = null, lease_until = null, body_sealed = null, settled_at = ${at},
            external_id = ${s.state === "sent" ? s.externalId : null},
            last_error = ${s.state === "sent" ? null : s.error}
          where ${mine}`;
  return result.count === 1;
}

/** Settles a row as sent and takes the next one of its lane, if it is due, in one round trip. */
export async function settleAndNext(
  sql: Sql,
  row: ClaimedRow,
  externalId: string,
  clock: Date | null,
): Promise<{ settled: boolean; next: ClaimedRow | null }> {
  const at = now(sql, clock);
  const rows = await sql<(Partial<ClaimedRow> & { settled: boolean })[]>`
    with mine as (
      update outbox set state = 'sent', token = null, lease_until = null, body_sealed = null, settled_at = ${at},
        external_id = ${externalId}, last_error = null
      where company_id = ${row.company} and lane = ${row.lane} and key = ${row.key} and token = ${row.token}
      returning seq
    ), next as (
      select o.company_id, o.lane, o.key from outbox o, mine
      where o.company_id = ${row.company} and o.lane = ${row.lane} and o.state = 'pending' and o.seq > mine.seq
      order by o.seq limit 1 for update of o skip locked
    ), taken as (
      update outbox o set ${taken(sql, at)}
      from next where o.company_id = next.company_id and o.lane = next.lane and o.key = next.key and o.not_before <= ${at}
      returning ${claimed(sql, at)}
    )
    select exists (select 1 from mine) as settled, taken.* from (select 1) one left join taken on true`;
  const first = rows[0];
  const { settled, ...rest } = first ?? { settled: false };
  return { settled: settled === true, next: typeof rest.key === "string" ? (rest as ClaimedRow) : null };
}

/** Gives claimed rows back at once (graceful stop): nothing was sent for them. */
export function release(sql: Sql, row: ClaimedRow) {
  return sql`
    update outbox set state = 'pending', token = null, lease_until = null, attempts = attempts - 1
    where company_id = ${row.company} and lane = ${row.lane} and key = ${row.key} and token = ${row.token}`;
}

/** Drops everything still queued in a lane. */
export function dropLane(tx: Tx, company: string, lane: string, reason: string, now: number) {
  return tx`
    update outbox set state = 'dropped', last_error = ${reason}, body_sealed = null, token = null, lease_until = null,
      settled_at = ${new Date(now)}
    where company_id = ${company} and lane = ${lane} and state in ('pending', 'inflight')`;
}
