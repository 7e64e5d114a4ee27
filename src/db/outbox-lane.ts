import { reminderKeys } from "../core/dialogue/reminders.ts";
import type { Sql, Tx } from "./client.ts";
import { type ClaimedRow, claimed, now, taken } from "./outbox.ts";

/** Takes what is due behind a claimed row of its lane, in order: they go out together. */
export async function claimFollowing(
  sql: Sql,
  row: Pick<ClaimedRow, "company" | "lane" | "key">,
  clock: Date | null,
): Promise<ClaimedRow[]> {
  const at = now(sql, clock);
  const rows = await sql<(ClaimedRow & { seq: string })[]>`
    with due as (
      select o.company_id, o.lane, o.key from outbox o
      where o.company_id = ${row.company} and o.lane = ${row.lane} and o.state = 'pending' and o.not_before <= ${at}
        and o.seq > (select h.seq from outbox h
          where h.company_id = ${row.company} and h.lane = ${row.lane} and h.key = ${row.key})
      order by o.seq for update of o skip locked
    )
    update outbox o set ${taken(sql, at)}
    from due where o.company_id = due.company_id and o.lane = due.lane and o.key = due.key
    returning ${claimed(sql, at)}, o.seq`;
  return inOrder(rows);
}

/** Takes everything that waits in a lane, whenever it would be due; nothing while one of its rows is being sent. */
export async function claimLane(
  sql: Sql,
  company: string,
  lane: string,
  clock: Date | null,
): Promise<ClaimedRow[]> {
  const at = now(sql, clock);
  const rows = await sql<(ClaimedRow & { seq: string })[]>`
    with due as (
      select o.company_id, o.lane, o.key from outbox o
      where o.company_id = ${company} and o.lane = ${lane} and o.state = 'pending'
        and not exists (select 1 from outbox f
          where f.company_id = ${company} and f.lane = ${lane} and f.state = 'inflight')
      order by o.seq for update of o
    )
    update outbox o set ${taken(sql, at)}
    from due where o.company_id = due.company_id and o.lane = due.lane and o.key = due.key and o.state = 'pending'
    returning ${claimed(sql, at)}, o.seq`;
  return inOrder(rows);
}

const inOrder = (rows: readonly (ClaimedRow & { seq: string })[]): ClaimedRow[] =>
  [...rows].sort((a, b) => Number(a.seq) - Number(b.seq)).map(({ seq: _, ...row }) => row);

/** Lets what was parked in a lane go out now; its age counts from here, it waited for the candidate. */
export function unpark(tx: Tx, company: string, lane: string, at: number): PromiseLike<unknown> {
  return tx`
    update outbox set not_before = ${new Date(at)}, created_at = ${new Date(at)}
    where company_id = ${company} and lane = ${lane} and state = 'pending' and not_before = 'infinity'`;
}

/** Drops the reminders that wait in a lane. */
export function dropReminders(tx: Tx, company: string, lane: string, at: number): PromiseLike<unknown> {
  return tx`
    update outbox set state = 'dropped', last_error = 'the candidate wrote', body_sealed = null,
      settled_at = ${new Date(at)}
    where company_id = ${company} and lane = ${lane} and state = 'pending' and starts_with(key, ${reminderKeys})`;
}

/** Makes claimed rows due at once, as if nobody had tried: nothing was sent for them. */
export function giveBack(sql: Sql, rows: readonly ClaimedRow[], clock: Date | null): PromiseLike<unknown> {
  return sql`
    update outbox set state = 'pending', token = null, lease_until = null, attempts = attempts - 1,
      not_before = ${now(sql, clock)}
    where token = any(${rows.map(({ token }) => token)}::uuid[]) and state = 'inflight'`;
}

/** Keys of the rows of a lane that were sent under this id. */
export async function sentAs(tx: Tx, company: string, lane: string, externalId: string): Promise<string[]> {
  const rows = await tx<{ key: string }[]>`
    select key from outbox where company_id = ${company} and lane = ${lane} and state = 'sent'
      and external_id = ${externalId} order by seq`;
  return rows.map(({ key }) => key);
}

/** Puts a sent row back into its lane with its words again; `parked` = it waits for the candidate. */
export function reopenRow(
  tx: Tx,
  row: { company: string; lane: string; key: string; bodySealed: Uint8Array; parked: boolean },
  at: number,
): PromiseLike<unknown> {
  return tx`
    update outbox set state = 'pending', body_sealed = ${row.bodySealed}, settled_at = null, external_id = null,
      maybe_doubled = true, created_at = ${new Date(at)},
      not_before = case when ${row.parked} then 'infinity'::timestamptz else ${new Date(at)} end
    where company_id = ${row.company} and lane = ${row.lane} and key = ${row.key} and state = 'sent'`;
}
