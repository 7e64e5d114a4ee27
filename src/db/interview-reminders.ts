import { z } from "zod";
import type { Appointment } from "../core/interviews/appointment.ts";
import type { ReminderKind } from "../core/interviews/reminders.ts";
import type { Sql, Tx } from "./client.ts";

/**
 * Notes which reminders a booking gets, one row of each kind whatever is changed later; returns the kinds that are still to
 * come: one that was said is not said again at another time.
 */
export async function noteReminders(
  tx: Tx,
  of: { company: string; applicationId: string; conversationId: string },
  { booking, startsAt, reminders }: Appointment,
): Promise<Set<ReminderKind>> {
  const armed = new Set<ReminderKind>();
  for (const { kind, due } of reminders) {
    const result = await tx`
      insert into interview_reminders (company_id, booking_id, kind, application_id, conversation_id, due_at, starts_at)
      values (${of.company}, ${booking}, ${kind}, ${of.applicationId}, ${of.conversationId}, ${new Date(due)}, ${new Date(startsAt)})
      on conflict (company_id, booking_id, kind) do update set due_at = excluded.due_at
        where interview_reminders.state = 'armed'`;
    if (result.count === 1) armed.add(kind);
  }
  await tx`
    update interview_reminders set state = 'dropped' where company_id = ${of.company} and booking_id = ${booking}
      and state = 'armed' and not kind = any(${[...armed]}::text[])`;
  return armed;
}

/** What became of a reminder whose time had come. */
export const settleReminder = (
  tx: Tx,
  company: string,
  of: { booking: string; kind: ReminderKind; said: boolean; bubble: string | null },
  now: Date,
) => tx`
  update interview_reminders set state = ${of.said ? "said" : "dropped"}, bubble = ${of.bubble}, said_at = ${of.said ? now : null}
  where company_id = ${company} and booking_id = ${of.booking} and kind = ${of.kind} and state = 'armed'`;

/** The booking is off: what has not been said is dropped, also what waits to be sent. */
export async function dropReminders(tx: Tx, company: string, booking: string, now: Date): Promise<void> {
  await tx`
    update outbox o set state = 'dropped', body_sealed = null, settled_at = ${now}, last_error = 'the interview changed'
    from interview_reminders r
    where r.company_id = ${company} and r.booking_id = ${booking} and o.company_id = r.company_id
      and o.lane = 'c:' || r.conversation_id and o.key = r.bubble and o.state = 'pending'`;
  await tx`
    update interview_reminders set state = 'dropped' where company_id = ${company} and booking_id = ${booking} and state = 'armed'`;
}

/** Reminders that a platform's limits held back until the interview had begun: nobody needs them any more. */
export const dropLateReminders = (tx: Tx, company: string, conversationId: string, now: number) => tx`
  update outbox o set state = 'dropped', body_sealed = null, settled_at = ${new Date(now)}, last_error = 'after the interview'
  from interview_reminders r
  where r.company_id = ${company} and r.conversation_id = ${conversationId} and r.starts_at <= ${new Date(now)}
    and o.company_id = r.company_id and o.lane = 'c:' || r.conversation_id and o.key = r.bubble and o.state = 'pending'`;

const Behind = z.object({ applicationId: z.uuid(), startsAt: z.date() });

/** The reminder that a bubble is; null = it is another bubble. */
export async function reminderBehind(
  sql: Sql,
  company: string,
  conversationId: string,
  bubble: string,
): Promise<z.infer<typeof Behind> | null> {
  const [row] = await sql`
    select application_id as "applicationId", starts_at as "startsAt" from interview_reminders
    where company_id = ${company} and conversation_id = ${conversationId} and bubble = ${bubble}`;
  return row ? Behind.parse(row) : null;
}
