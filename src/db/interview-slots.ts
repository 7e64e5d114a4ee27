import { randomUUID } from "node:crypto";
import { z } from "zod";
import { bookingStates } from "../core/interviews/appointment.ts";
import type { Span } from "../core/interviews/slots.ts";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";
import type { Vault } from "./vault.ts";

const Slot = z.object({
  id: z.uuid(),
  /** "" = any job. */
  job: z.string(),
  jobTitle: z.string().nullable(),
  interviewer: z.string(),
  interviewerName: z.string().nullable(),
  startsAt: z.date(),
  endsAt: z.date(),
  timeZone: z.string(),
  capacity: z.int(),
  buffer: z.int(),
  place: z.string(),
  state: z.enum(["open", "cancelled"]),
});
export type Slot = z.infer<typeof Slot>;

const columns = (sql: Sql | Tx) => sql`
  s.id, s.job_id as job, j.title as "jobTitle", s.interviewer, r.name as "interviewerName", s.starts_at as "startsAt",
  s.ends_at as "endsAt", s.time_zone as "timeZone", s.capacity, s.buffer, s.place, s.state`;
const named = (sql: Sql | Tx) => sql`
  left join jobs j on j.company_id = s.company_id and j.id = s.job_id
  left join recruiters r on r.company_id = s.company_id and r.id = s.interviewer`;

export type NewSlots = Pick<Slot, "job" | "interviewer" | "timeZone" | "capacity" | "buffer" | "place"> & {
  spans: readonly Span[];
  source: "form" | "ical";
  by: string;
  now: Date;
};

/** Adds slots; one that this interviewer has for the same job at the same time already is left out. Returns how many came in. */
export async function addSlots(tx: Tx, company: string, s: NewSlots): Promise<number> {
  const ids = s.spans.map(() => randomUUID());
  const result = await tx`
    insert into interview_slots (company_id, id, job_id, interviewer, starts_at, ends_at, time_zone, capacity, buffer, place,
      source, created_by, created_at)
    select ${company}, id, ${s.job}, ${s.interviewer}, to_timestamp(starts), to_timestamp(ends), ${s.timeZone}, ${s.capacity},
      ${s.buffer}, ${s.place}, ${s.source}, ${s.by}, ${s.now}
    from unnest(${ids}::uuid[], ${s.spans.map(({ startsAt }) => startsAt / 1000)}::float8[],
      ${s.spans.map(({ endsAt }) => endsAt / 1000)}::float8[]) as n (id, starts, ends)
    order by starts
    on conflict do nothing`;
  return result.count;
}

/** Whoever has a seat in a slot. */
const Guest = z.object({
  slotId: z.uuid(),
  applicationId: z.uuid(),
  number: z.int(),
  version: z.int(),
  nameSealed: z.instanceof(Uint8Array).nullable(),
  state: z.enum(bookingStates),
});
export type Guest = Omit<z.infer<typeof Guest>, "nameSealed" | "slotId"> & { name: string | null };
export type SlotWithGuests = Slot & { guests: Guest[] };

/** Open slots that are not over, the next first, with who has booked; `ownOf` = only those of this recruiter's jobs. */
export async function upcomingSlots(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  now: Date,
  page: { limit: number; offset: number; ownOf: string | null },
): Promise<{ slots: SlotWithGuests[]; total: number }> {
  const rows = await sql`
    select ${columns(sql)}, count(*) over ()::int as total from interview_slots s ${named(sql)}
    where s.company_id = ${company} and s.state = 'open' and s.ends_at > ${now}::timestamptz - interval '1 day'
      ${page.ownOf ? sql`and (s.job_id = '' or ${belongs(sql, company, sql`s.job_id`, sql`${page.ownOf}::text`)})` : sql``}
    order by s.starts_at, s.id limit ${page.limit} offset ${page.offset}`;
  const slots = rows.map((row) => Slot.parse(row));
  const guests = await guestsOf(
    sql,
    vault,
    company,
    slots.map(({ id }) => id),
  );
  const [first] = rows;
  return {
    slots: slots.map((slot) => ({ ...slot, guests: guests.get(slot.id) ?? [] })),
    total: first ? z.object({ total: z.int() }).parse(first).total : 0,
  };
}

async function guestsOf(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  slots: readonly string[],
): Promise<Map<string, Guest[]>> {
  const rows = await sql`
    select b.slot_id as "slotId", b.application_id as "applicationId", a.number, a.version,
      c.name_sealed as "nameSealed", b.state
    from interview_bookings b
    join applications a on a.company_id = b.company_id and a.id = b.application_id
    join candidates c on c.company_id = b.company_id and c.id = a.candidate_id
    where b.company_id = ${company} and b.slot_id = any(${[...slots]}::uuid[])
      and b.state in ('booked', 'confirmed', 'attended', 'no_show')
    order by b.seat`;
  const guests = rows
    .map((row) => Guest.parse(row))
    .map(({ nameSealed, slotId, ...rest }) => ({
      slotId,
      guest: {
        ...rest,
        name: nameSealed ? z.string().parse(vault.open(nameSealed, `${company}:candidates`)) : null,
      },
    }));
  return new Map(
    [...Map.groupBy(guests, ({ slotId }) => slotId)].map(([id, all]) => [id, all.map(({ guest }) => guest)]),
  );
}

/** A slot as of now; `lock` keeps it that way until the transaction ends. */
export async function slotById(
  sql: Sql | Tx,
  company: string,
  id: string,
  lock = false,
): Promise<Slot | null> {
  const [row] = await sql`
    select ${columns(sql)} from interview_slots s ${named(sql)}
    where s.company_id = ${company} and s.id = ${id} ${lock ? sql`for update of s` : sql``}`;
  return row ? Slot.parse(row) : null;
}

/** So long before its start a slot is no longer offered, minutes. */
const leadMinutes = 60;

export type FreeSlot = Pick<Slot, "id" | "startsAt" | "endsAt" | "place" | "timeZone">;

/**
 * Slots that this application's candidate could take now, the next first: of their job, with a seat left, the interviewer
 * not busy with another slot and the candidate not with another interview. Locks nothing: a choice is checked again.
 */
export async function freeSlots(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
  now: Date,
  { limit, offset }: { limit: number; offset: number },
): Promise<FreeSlot[]> {
  const rows = await sql`
    select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, s.time_zone as "timeZone"
    from interview_slots s
    join applications a on a.company_id = s.company_id and a.id = ${applicationId}
    where s.company_id = ${company} and s.state = 'open' and s.job_id in ('', a.job_id)
      and s.starts_at > ${now}::timestamptz + make_interval(mins => ${leadMinutes})
      and s.capacity > (select count(*) from interview_bookings b where b.company_id = s.company_id and b.slot_id = s.id
        and b.state in ('booked', 'confirmed', 'attended', 'no_show'))
      and not exists (select 1 from interview_times t where t.company_id = s.company_id and t.slot_id <> s.id
        and t.who = 'i:' || s.interviewer
        and t.piece >= floor(extract(epoch from s.starts_at) / 300)::int
        and t.piece < ceil(extract(epoch from s.ends_at + make_interval(mins => s.buffer)) / 300)::int)
      and not exists (select 1 from interview_bookings b join interview_slots o
          on o.company_id = b.company_id and o.id = b.slot_id
        join applications m on m.company_id = b.company_id and m.id = b.application_id
        where b.company_id = s.company_id and m.candidate_id = a.candidate_id and b.state in ('booked', 'confirmed')
          and (o.id = s.id or m.id <> a.id)
          and o.starts_at < s.ends_at and o.ends_at > s.starts_at)
    order by s.starts_at, s.id limit ${limit} offset ${offset}`;
  return rows.map((row) =>
    Slot.pick({ id: true, startsAt: true, endsAt: true, place: true, timeZone: true }).parse(row),
  );
}

/** Takes a locked slot off the list; who had booked it is for the caller to tell. */
export const closeSlot = (tx: Tx, company: string, id: string, by: string, now: Date) => tx`
  update interview_slots set state = 'cancelled', cancelled_by = ${by}, cancelled_at = ${now}
  where company_id = ${company} and id = ${id} and state = 'open'`;
