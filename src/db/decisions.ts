import { z } from "zod";
import type { Stage } from "../core/dialogue/effect.ts";
import { stages } from "./applications.ts";
import type { Sql, Tx } from "./client.ts";

/** Notes a click or command; false = this very delivery was noted before. */
export async function claimDelivery(
  tx: Tx,
  company: string,
  deliveryId: string,
  now: Date,
): Promise<boolean> {
  const result = await tx`
    insert into recruiter_inbox (company_id, delivery_id, received_at) values (${company}, ${deliveryId}, ${now})
    on conflict do nothing`;
  return result.count === 1;
}

/** Takes the note back: what the delivery asked for was refused, and it may come again corrected. */
export const freeDelivery = (tx: Tx, company: string, deliveryId: string) =>
  tx`delete from recruiter_inbox where company_id = ${company} and delivery_id = ${deliveryId}`;

const Locked = z.object({
  id: z.uuid(),
  number: z.int(),
  stage: z.enum(stages),
  version: z.int(),
  conversationId: z.uuid().nullable(),
  /** The candidate blocked us or left the platform. */
  unreachable: z.boolean(),
  /** The conversation was erased: nothing can be said any more. */
  closed: z.boolean(),
});
export type LockedApplication = z.infer<typeof Locked>;

/**
 * Locks an application and its newest conversation; null = not in this company. The conversation comes first, because
 * that is the order in which a candidate's message locks them: the other way round would be a deadlock.
 */
export async function lockApplication(
  tx: Tx,
  company: string,
  id: string,
): Promise<LockedApplication | null> {
  const [conversation] = await tx`
    select id, unreachable, status = 'erased' as closed from conversations where company_id = ${company} and application_id = ${id}
    order by created_at desc limit 1 for update`;
  const [row] = await tx`
    select id, number, stage, version from applications where company_id = ${company} and id = ${id} for update`;
  return row
    ? Locked.parse({
        ...row,
        conversationId: conversation?.id ?? null,
        unreachable: conversation?.unreachable ?? true,
        closed: conversation?.closed ?? true,
      })
    : null;
}

/** Moves a locked application; its version goes up by one. */
export function setStage(tx: Tx, company: string, id: string, to: Stage, now: Date) {
  return tx`
    update applications set stage = ${to}, version = version + 1, stage_at = ${now}
    where company_id = ${company} and id = ${id}`;
}

const Made = z.object({
  /** The fact it is kept as; its letter has the same key. */
  key: z.string(),
  stage: z.enum(["invited", "held", "declined"]),
  before: z.enum(stages).nullable(),
  actor: z.string(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** Local day (YYYY-MM-DD) until which it is held. */
  until: z.string().nullable(),
  at: z.date(),
});
/** Who decided last; `by` is the recruiter's name, null when that person is not known any more. */
export type MadeDecision = z.infer<typeof Made>;

/** The last decision of a person on an application that was not taken back; null = none. */
export async function lastDecision(sql: Sql | Tx, company: string, id: string): Promise<MadeDecision | null> {
  const [row] = await sql`
    select e.key, e.name as stage, e.data->>'before' as before, e.actor, r.name as by, e.data->>'reason' as reason,
      e.data->>'until' as until, e.at
    from application_events e left join recruiters r on r.company_id = e.company_id and r.id = e.actor
    where e.company_id = ${company} and e.application_id = ${id} and e.name in ('invited', 'held', 'declined')
      and not exists (
        select 1 from application_events u where u.company_id = e.company_id
          and u.application_id = e.application_id and u.key = 'undo:' || e.key)
    order by e.id desc limit 1`;
  return row ? Made.parse(row) : null;
}

const MadeOrUndone = Made.extend({
  undone: z.boolean(),
  undoneBy: z.string().nullable(),
  undoneName: z.string().nullable(),
  undoneAt: z.date().nullable(),
  letter: z.enum(["none", "held", "gone"]),
  sentAt: z.date().nullable(),
});

/**
 * The last decision, also one that was taken back, and what became of its letter. Ask on a locked application: only
 * then does the answer stay true.
 */
export async function lastMade(
  sql: Sql | Tx,
  company: string,
  id: string,
  letterLane: string,
): Promise<z.infer<typeof MadeOrUndone> | null> {
  const [row] = await sql`
    select e.key, e.name as stage, e.data->>'before' as before, e.actor, r.name as by, e.data->>'reason' as reason,
      e.data->>'until' as until, e.at, u.actor is not null as undone, u.actor as "undoneBy", v.name as "undoneName",
      u.at as "undoneAt", s.at as "sentAt",
      case when s.key is not null then 'gone' when o.key is not null then 'held' else 'none' end as letter
    from application_events e
    left join recruiters r on r.company_id = e.company_id and r.id = e.actor
    left join application_events u on u.company_id = e.company_id and u.application_id = e.application_id
      and u.key = 'undo:' || e.key
    left join recruiters v on v.company_id = u.company_id and v.id = u.actor
    left join application_events s on s.company_id = e.company_id and s.application_id = e.application_id
      and s.key = 'letter:' || e.key
    left join outbox o on o.company_id = e.company_id and o.lane = ${letterLane} and o.key = e.key
      and o.state in ('pending', 'inflight')
    where e.company_id = ${company} and e.application_id = ${id} and e.name in ('invited', 'held', 'declined')
    order by e.id desc limit 1`;
  return row ? MadeOrUndone.parse(row) : null;
}

const Asked = z.object({ applicationId: z.uuid(), at: z.date(), reason: z.string() });
export type OpenRequest = z.infer<typeof Asked>;

/**
 * What candidates said to a person that no recruiter has reacted to since, the longest wait first: one per
 * application, its newest. `of` = only this application.
 */
export async function openRequests(sql: Sql | Tx, company: string, of?: string): Promise<OpenRequest[]> {
  const rows = await sql`
    select distinct on (e.application_id) e.application_id as "applicationId", e.at, e.name as reason
    from application_events e
    join applications a on a.company_id = e.company_id and a.id = e.application_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id and c.erased_at is null
    where e.company_id = ${company} ${of ? sql`and e.application_id = ${of}` : sql``}
      and e.name in ('human_requested', 'review_requested', 'consent_refused', 'answered_recruiter', 'hold_over')
      and not exists (
        select 1 from application_events later
        where later.company_id = e.company_id and later.application_id = e.application_id and later.id > e.id
          and (later.name in ('recruiter_replied', 'recruiter_asked', 'invited', 'declined')
            or (e.name = 'hold_over' and later.name = 'held'))
          and not exists (
            select 1 from application_events u where u.company_id = later.company_id
              and u.application_id = later.application_id and u.key = 'undo:' || later.key))
    order by e.application_id, e.id desc`;
  return rows.map((row) => Asked.parse(row)).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The time of this transaction's clock; the database's unless a simulated one is given. */
export async function readNow(tx: Sql | Tx, clock: Date | null): Promise<Date> {
  if (clock) return clock;
  const [row] = await tx`select clock_timestamp() as now`;
  return z.object({ now: z.date() }).parse(row).now;
}
