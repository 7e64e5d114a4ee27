import type { Sql, Tx } from "./client.ts";

export type DueTimer = {
  company: string;
  conversationId: string;
  kind: string;
  generation: number;
  due: number;
  attempts: number;
  token: string;
};

/**
 * Takes timers that are due by the database clock, for 4 s each; a dead worker's timers come back after that. Firing
 * takes milliseconds, and whoever is slower loses to the token: a longer lease would only make timers late where
 * processes die one after the other.
 */
export async function claimTimers(sql: Sql, limit: number, clock: Date | null): Promise<DueTimer[]> {
  const now = sql`coalesce(${clock}::timestamptz, clock_timestamp())`;
  return await sql<DueTimer[]>`
    with due as (
      select company_id, conversation_id, kind from timers
      where due <= ${now} and (lease_until is null or lease_until < ${now})
      order by due, company_id, conversation_id, kind limit ${limit} for update skip locked
    )
    update timers t set token = gen_random_uuid(), lease_until = ${now} + interval '4 seconds', attempts = t.attempts + 1
    from due where t.company_id = due.company_id and t.conversation_id = due.conversation_id and t.kind = due.kind
    returning t.company_id as company, t.conversation_id as "conversationId", t.kind, t.generation,
      (extract(epoch from t.due) * 1000)::float8 as due, t.attempts, t.token`;
}

/** Consumes a claimed timer inside the transaction that carries out its event; false = no longer ours or re-armed. */
export async function consumeTimer(tx: Tx, timer: DueTimer): Promise<boolean> {
  const result = await tx`
    delete from timers where company_id = ${timer.company} and conversation_id = ${timer.conversationId}
      and kind = ${timer.kind} and generation = ${timer.generation} and token = ${timer.token}`;
  return result.count === 1;
}

/** When the next timer is due, ms; null = none armed. */
export async function nextDue(sql: Sql): Promise<number | null> {
  const [row] = await sql<
    { due: number | null }[]
  >`select (extract(epoch from min(due)) * 1000)::float8 as due from timers`;
  return row?.due ?? null;
}
