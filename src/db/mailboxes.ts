import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Cursor = z.object({
  uidValidity: z.string().nullable(),
  lastUid: z.coerce.number(),
  since: z.iso.date(),
});
/** How far a mailbox has been read. */
export type MailCursor = z.infer<typeof Cursor>;

/** A mailbox this process reads: nobody else moves its cursor while the lease lasts. */
export type HeldMailbox = { company: string; account: string; token: string };

/** Seconds after which another process takes over a mailbox whose reader died. */
const leaseSeconds = 15;

const now = (sql: Sql | Tx, clock: Date | null) => sql`coalesce(${clock}::timestamptz, clock_timestamp())`;

/**
 * Takes the mailbox, or keeps it; null = another process reads it. A mailbox seen for the first time is read from
 * `firstDays` days back.
 */
export async function holdMailbox(
  sql: Sql,
  { company, account, token }: HeldMailbox,
  firstDays: number,
  clock: Date | null,
): Promise<MailCursor | null> {
  const [row] = await sql`
    insert into mailboxes (company_id, account, since, token, lease_until)
    values (${company}, ${account}, (${now(sql, clock)} - make_interval(days => ${firstDays}))::date, ${token},
      clock_timestamp() + make_interval(secs => ${leaseSeconds}))
    on conflict (company_id, account) do update
      set token = excluded.token, lease_until = excluded.lease_until
      where mailboxes.token = excluded.token or mailboxes.lease_until is null
        or mailboxes.lease_until < clock_timestamp()
    returning uid_validity as "uidValidity", last_uid as "lastUid", since::text`;
  return row ? Cursor.parse(row) : null;
}

/** Gives the mailbox back, so that another process takes it at once. */
export const releaseMailbox = (sql: Sql, { company, account, token }: HeldMailbox) => sql`
  update mailboxes set token = null, lease_until = null
  where company_id = ${company} and account = ${account} and token = ${token}`;

/** Moves the cursor; throws when another process has taken the mailbox over, so that nothing of this one is kept. */
export async function moveCursor(
  tx: Tx | Sql,
  { company, account, token }: HeldMailbox,
  to: { uidValidity: string; lastUid: number },
): Promise<void> {
  const moved = await tx`
    update mailboxes set uid_validity = ${to.uidValidity}, last_uid = ${to.lastUid}, checked_at = clock_timestamp()
    where company_id = ${company} and account = ${account} and token = ${token}`;
  if (moved.count !== 1) throw new Error("another process reads this mailbox now");
}
