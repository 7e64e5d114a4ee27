import { z } from "zod";
import type { Tx } from "./client.ts";

/** Outbox channel of what recruiters want to happen later: a letter that is held, a hold that ends. */
export const deferredChannel = "deferred";

/** The lane of letters of an application that are held back, and that of the end of a hold. */
export const letterLane = (applicationId: string): string => `letter:${applicationId}`;
export const holdLane = (applicationId: string): string => `hold:${applicationId}`;

/** The lane of what becomes of an application's interview when its slot is taken off. */
export const interviewLane = (applicationId: string): string => `interview:${applicationId}`;

/** The lane of invitations to other jobs that go through an application's chat. */
export const poolLane = (applicationId: string): string => `pool:${applicationId}`;

const Row = z.object({ bodySealed: z.instanceof(Uint8Array) });

/**
 * Locks a deferred row that nothing has come of yet, whoever has it in hand; null = it happened, or was dropped. Lock
 * the application first: then either it happens or it is dropped, never both.
 */
export async function lockDeferred(
  tx: Tx,
  company: string,
  lane: string,
  key: string,
): Promise<Uint8Array | null> {
  const [row] = await tx`
    select body_sealed as "bodySealed" from outbox
    where company_id = ${company} and lane = ${lane} and key = ${key} and state in ('pending', 'inflight')
      and body_sealed is not null
    for update`;
  return row ? Row.parse(row).bodySealed : null;
}

/** Ends a locked deferred row; a sender that has it in hand finds it no longer its own. */
export function settleDeferred(
  tx: Tx,
  of: { company: string; lane: string; key: string },
  end: { state: "sent" } | { state: "dropped"; reason: string },
  now: Date,
) {
  return tx`
    update outbox set state = ${end.state}, body_sealed = null, token = null, lease_until = null, settled_at = ${now},
      external_id = ${end.state === "sent" ? "done" : null},
      last_error = ${end.state === "sent" ? null : end.reason}
    where company_id = ${of.company} and lane = ${of.lane} and key = ${of.key}`;
}

/** The moment at which it is `hour` o'clock on a local day (YYYY-MM-DD). */
export async function localMoment(tx: Tx, timeZone: string, day: string, hour: number): Promise<Date> {
  const [row] = await tx`
    select (${day}::date + make_interval(hours => ${hour})) at time zone ${timeZone} as at`;
  return z.object({ at: z.date() }).parse(row).at;
}
