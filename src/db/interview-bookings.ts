import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { type BookingState, bookingStates } from "../core/interviews/appointment.ts";
import { piecesOf } from "../core/interviews/slots.ts";
import type { Sql, Tx } from "./client.ts";
import { dropReminders } from "./interview-reminders.ts";
import { type Slot, slotById } from "./interview-slots.ts";

const Booking = z.object({
  id: z.uuid(),
  applicationId: z.uuid(),
  slotId: z.uuid().nullable(),
  state: z.enum(bookingStates),
  timeZone: z.string(),
  entry: z.uuid(),
  moves: z.int(),
  code: z.string(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  place: z.string().nullable(),
  interviewer: z.string().nullable(),
  interviewerName: z.string().nullable(),
});
/** A booking with the time of its slot. */
export type Booking = z.infer<typeof Booking>;

const selected = (sql: Sql | Tx) => sql`
  select b.id, b.application_id as "applicationId", b.slot_id as "slotId", b.state, b.time_zone as "timeZone", b.entry, b.moves,
    b.code, s.starts_at as "startsAt", s.ends_at as "endsAt", s.place, s.interviewer, r.name as "interviewerName"
  from interview_bookings b
  left join interview_slots s on s.company_id = b.company_id and s.id = b.slot_id
  left join recruiters r on r.company_id = s.company_id and r.id = s.interviewer`;

/** The newest booking of an application, whatever became of it; null = there never was one. */
export async function lastBooking(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
): Promise<Booking | null> {
  const [row] = await sql`
    ${selected(sql)} where b.company_id = ${company} and b.application_id = ${applicationId}
    order by b.state in ('offered', 'booked', 'confirmed') desc, b.created_at desc, b.changed_at desc limit 1`;
  return row ? Booking.parse(row) : null;
}

/** Everybody with a seat in a slot. */
export async function bookingsIn(sql: Sql | Tx, company: string, slotId: string): Promise<Booking[]> {
  const rows = await sql`
    ${selected(sql)} where b.company_id = ${company} and b.slot_id = ${slotId} and b.state in ('booked', 'confirmed')
    order by b.application_id`;
  return rows.map((row) => Booking.parse(row));
}

const Opened = Booking.pick({ entry: true, moves: true, state: true }).extend({
  jobTitle: z.string(),
  locale: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  place: z.string(),
  changedAt: z.date(),
});

/** What the code of a calendar file opens; null = no such code. */
export async function bookingBehind(sql: Sql, code: string): Promise<z.infer<typeof Opened> | null> {
  const [row] = await sql`
    select b.entry, b.moves, b.state, j.title as "jobTitle", c.locale, s.starts_at as "startsAt", s.ends_at as "endsAt",
      s.place, b.changed_at as "changedAt"
    from interview_bookings b
    join interview_slots s on s.company_id = b.company_id and s.id = b.slot_id
    join applications a on a.company_id = b.company_id and a.id = b.application_id
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where b.code = ${code}`;
  return row ? Opened.parse(row) : null;
}

type Of = { company: string; applicationId: string; by: string; now: Date };

const newCode = (): string => randomBytes(16).toString("base64url");
const isOpen = (state: BookingState): boolean =>
  state === "offered" || state === "booked" || state === "confirmed";

/** Notes that times are offered; an open booking stays as it is. `timeZone` null = the company's. */
export async function noteOffer(tx: Tx, of: Of, timeZone: string | null): Promise<Booking | null> {
  const last = await lastBooking(tx, of.company, of.applicationId);
  // Another interview after one that took place is another entry in calendars.
  const before = last?.state === "attended" || last?.state === "no_show" ? null : last;
  await tx`
    insert into interview_bookings (company_id, id, application_id, state, time_zone, entry, moves, code, created_at,
      changed_by, changed_at)
    select a.company_id, ${randomUUID()}, a.id, 'offered', coalesce(${timeZone ?? last?.timeZone ?? null}, y.time_zone),
      ${before?.entry ?? randomUUID()}, ${before ? before.moves + 1 : 0}, ${newCode()}, ${of.now}, ${of.by}, ${of.now}
    from applications a join companies y on y.id = a.company_id
    where a.company_id = ${of.company} and a.id = ${of.applicationId}
    on conflict do nothing`;
  if (timeZone !== null)
    await tx`update interview_bookings set time_zone = ${timeZone} where company_id = ${of.company}
      and application_id = ${of.applicationId} and state in ('offered', 'booked', 'confirmed')`;
  return await lastBooking(tx, of.company, of.applicationId);
}

export type Booked =
  | { kind: "booked" | "moved"; booking: Booking; slot: Slot }
  /** It is the one they have. */
  | { kind: "same"; booking: Booking }
  | { kind: "refused"; because: "taken" | "over" | "clash" | "late" };

/**
 * Gives a candidate a seat in a slot, and gives back the one they had. Everything is checked under the locks of both slots,
 * and keys of the tables stand behind it: a seat, an interviewer's and a candidate's time are there once. Nothing has
 * changed when it is refused. The caller has locked the application's conversation.
 */
export async function book(tx: Tx, of: Of, slotId: string): Promise<Booked> {
  const { company, now } = of;
  const [mine] = await tx`
    select candidate_id as id from applications where company_id = ${company} and id = ${of.applicationId} for update`;
  if (!mine) return { kind: "refused", because: "over" };
  const candidate = z.object({ id: z.uuid() }).parse(mine).id;
  const before = await lastBooking(tx, company, of.applicationId);
  const held = before && isOpen(before.state) ? before : null;
  // In one order, whoever moves from where to where.
  const slots = new Map<string, Slot>();
  for (const id of [...new Set([slotId, ...(held?.slotId ? [held.slotId] : [])])].sort()) {
    const slot = await slotById(tx, company, id, true);
    if (slot) slots.set(id, slot);
  }
  const slot = slots.get(slotId);
  if (slot?.state !== "open" || slot.startsAt <= now) return { kind: "refused", because: "over" };
  if (held?.slotId === slotId) return { kind: "same", booking: held };
  if (held?.startsAt && held.startsAt <= now) return { kind: "refused", because: "late" };
  const fits = await tx`select 1 from applications where company_id = ${company} and id = ${of.applicationId}
    and ${slot.job} in ('', job_id)`;
  if (fits.length === 0) return { kind: "refused", because: "over" };
  await tx`savepoint booking`;
  const refused = await take(tx, of, { slot, held, candidate });
  await (refused ? tx`rollback to savepoint booking` : tx`release savepoint booking`);
  if (refused) return { kind: "refused", because: refused };
  const booking = await lastBooking(tx, company, of.applicationId);
  if (!booking) throw new Error("a booking that was made is not there");
  return { kind: held?.slotId ? "moved" : "booked", booking, slot };
}

async function take(
  tx: Tx,
  of: Of,
  { slot, held, candidate }: { slot: Slot; held: Booking | null; candidate: string },
): Promise<"taken" | "clash" | null> {
  const { company, by, now } = of;
  if (held?.slotId) {
    await endBooking(tx, of, held, "rescheduled");
    await dropReminders(tx, company, held.id, now);
  }
  const [seat] = await tx`
    select n as seat from generate_series(1, ${slot.capacity}::int) n
    where not exists (select 1 from interview_bookings b where b.company_id = ${company} and b.slot_id = ${slot.id} and b.seat = n
      and b.state in ('booked', 'confirmed', 'attended', 'no_show'))
    order by n limit 1`;
  if (!seat) return "taken";
  const busy = slot.endsAt.getTime() + slot.buffer * 60_000;
  if (!(await hold(tx, company, `i:${slot.interviewer}`, null, slot, busy))) return "taken";
  if (!(await hold(tx, company, `c:${candidate}`, of.applicationId, slot, slot.endsAt.getTime())))
    return "clash";
  const { seat: number } = z.object({ seat: z.int() }).parse(seat);
  if (held && !held.slotId)
    await tx`update interview_bookings set slot_id = ${slot.id}, seat = ${number}, state = 'booked', changed_by = ${by},
      changed_at = ${now} where company_id = ${company} and id = ${held.id}`;
  else
    await tx`
      insert into interview_bookings (company_id, id, application_id, slot_id, seat, state, time_zone, entry, moves,
        code, created_at, changed_by, changed_at)
      select a.company_id, ${randomUUID()}, a.id, ${slot.id}, ${number}, 'booked',
        coalesce(${held?.timeZone ?? null}, y.time_zone), ${held?.entry ?? randomUUID()}, ${held ? held.moves + 1 : 0}, ${newCode()},
        ${now}, ${by}, ${now}
      from applications a join companies y on y.id = a.company_id
      where a.company_id = ${company} and a.id = ${of.applicationId}`;
  return null;
}

/** Takes all pieces of a stretch for somebody; false = some are taken for another slot. */
async function hold(
  tx: Tx,
  company: string,
  who: string,
  application: string | null,
  slot: Slot,
  until: number,
): Promise<boolean> {
  const pieces = piecesOf(slot.startsAt.getTime(), until);
  await tx`
    insert into interview_times (company_id, who, piece, slot_id, application_id, ends_at)
    select ${company}, ${who}, piece, ${slot.id}, ${application}, ${new Date(until)} from unnest(${pieces}::int[]) piece order by piece
    on conflict do nothing`;
  const mine = await tx`
    select 1 from interview_times where company_id = ${company} and who = ${who} and slot_id = ${slot.id}
      and application_id is not distinct from ${application}
      and piece = any(${pieces}::int[])`;
  return mine.length === pieces.length;
}

/** Ends an open booking: its seat is free again, and the time of whoever has nobody left to see. */
export async function endBooking(
  tx: Tx,
  { company, by, now }: Pick<Of, "company" | "by" | "now">,
  booking: Pick<Booking, "id" | "slotId">,
  state: Extract<BookingState, "rescheduled" | "cancelled_by_candidate" | "cancelled_by_recruiter">,
): Promise<void> {
  await tx`
    update interview_bookings set state = ${state}, changed_by = ${by}, changed_at = ${now}
    where company_id = ${company} and id = ${booking.id}`;
  if (booking.slotId) await freeTimes(tx, company, booking.slotId);
}

/** Gives back the time of candidates without a seat in this slot, and the interviewer's when nobody has one. */
async function freeTimes(tx: Tx, company: string, slotId: string): Promise<void> {
  await tx`
    delete from interview_times t where t.company_id = ${company} and t.slot_id = ${slotId} and not exists (
      select 1 from interview_bookings b where b.company_id = t.company_id and b.slot_id = t.slot_id
        and b.state in ('booked', 'confirmed', 'attended', 'no_show')
        and (t.application_id is null or b.application_id = t.application_id))`;
}

/** Another state of a booking that keeps its seat; false = it was not in one of `from`. */
export async function markBooking(
  tx: Tx,
  { company, by, now }: Pick<Of, "company" | "by" | "now">,
  id: string,
  from: readonly BookingState[],
  to: "confirmed" | "attended" | "no_show",
): Promise<boolean> {
  const result = await tx`
    update interview_bookings set state = ${to}, changed_by = ${by}, changed_at = ${now}
    where company_id = ${company} and id = ${id} and state = any(${[...from]}::text[])`;
  return result.count === 1;
}

/** Of an erasure: the seats of these applications are free again, and with them the time of their interviewers. */
export async function forgetInterviews(
  tx: Tx,
  company: string,
  applications: readonly string[],
): Promise<void> {
  const rows = await tx<{ slotId: string | null }[]>`
    delete from interview_bookings where company_id = ${company} and application_id = any(${[...applications]}::uuid[])
    returning slot_id as "slotId"`;
  for (const { slotId } of rows) if (slotId) await freeTimes(tx, company, slotId);
}
