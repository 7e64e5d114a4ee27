import { z } from "zod";
import { MailBody } from "../core/mail/mail-body.ts";
import type { Fragment, Sql, Tx } from "./client.ts";
import { enqueue } from "./outbox.ts";
import type { Vault } from "./vault.ts";

/** A mail as it is noted. */
export type NewMail = {
  company: string;
  id: string;
  digestIndex: string;
  fileIndex: string | null;
  state: "accepted" | "open" | "ignored" | "repeated";
  reason: string | null;
  channel: string | null;
  rule: string | null;
  verified: boolean;
  jobId: string | null;
  candidateId: string | null;
  applicationId: string | null;
  contactIndexes: string[];
  body: MailBody | null;
  receivedAt: Date;
};

const sealed = (vault: Vault, company: string, body: MailBody | null) =>
  body && vault.seal(body, `${company}:mails`);

/** Whether this very mail was here before. */
export async function knowsMail(tx: Tx, company: string, digestIndex: string): Promise<boolean> {
  const rows = await tx`select 1 from mails where company_id = ${company} and digest_index = ${digestIndex}`;
  return rows.length > 0;
}

/**
 * The mail that brought the same file for a job before, if it is not waiting for anybody; one of somebody who had
 * themselves erased since counts for what comes late only.
 */
export async function sameFile(
  tx: Tx,
  company: string,
  fileIndex: string,
  receivedAt: Date,
): Promise<{ candidateId: string | null; applicationId: string | null; jobId: string | null } | null> {
  const [row] = await tx`
    select m.candidate_id as "candidateId", m.application_id as "applicationId", m.job_id as "jobId" from mails m
    left join candidates c on c.company_id = m.company_id and c.id = m.candidate_id
    where m.company_id = ${company} and m.file_index = ${fileIndex} and m.state = 'accepted'
      and (c.erased_at is null or ${receivedAt} <= c.erased_at)
    order by m.created_at limit 1`;
  const Row = z.object({
    candidateId: z.uuid().nullable(),
    applicationId: z.uuid().nullable(),
    jobId: z.string().nullable(),
  });
  return row ? Row.parse(row) : null;
}

/** Notes a mail. */
export const noteMail = (tx: Tx, vault: Vault, mail: NewMail, at: Date) => tx`
  insert into mails (company_id, id, digest_index, file_index, state, reason, channel, rule, verified, job_id,
    candidate_id, application_id, contact_indexes, body_sealed, received_at, created_at)
  values (${mail.company}, ${mail.id}, ${mail.digestIndex}, ${mail.fileIndex}, ${mail.state}, ${mail.reason},
    ${mail.channel}, ${mail.rule}, ${mail.verified}, ${mail.jobId}, ${mail.candidateId}, ${mail.applicationId},
    ${mail.contactIndexes}, ${sealed(vault, mail.company, mail.body)}, ${mail.receivedAt}, ${at})`;

const Row = z.object({
  id: z.uuid(),
  state: z.enum(["accepted", "open", "ignored", "repeated"]),
  reason: z.string().nullable(),
  channel: z.string().nullable(),
  jobId: z.string().nullable(),
  digestIndex: z.string(),
  bodySealed: z.instanceof(Uint8Array).nullable(),
  receivedAt: z.date(),
});

/** A mail that waits for a person, or that was taken for none of ours. */
export type WaitingMail = Omit<z.infer<typeof Row>, "bodySealed"> & { body: MailBody | null };

const columns = (sql: Sql | Tx) => sql`
  id, state, reason, channel, job_id as "jobId", digest_index as "digestIndex", body_sealed as "bodySealed",
  received_at as "receivedAt"`;

function opened(vault: Vault, company: string, row: unknown): WaitingMail {
  const { bodySealed, ...mail } = Row.parse(row);
  return { ...mail, body: bodySealed && MailBody.parse(vault.open(bodySealed, `${company}:mails`)) };
}

/** Mails in a state whose words are still kept, the longest wait first (ignored ones: the newest first). */
export async function waitingMails(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  state: "open" | "ignored",
  limit: number,
): Promise<WaitingMail[]> {
  const order = state === "open" ? sql`created_at, id` : sql`created_at desc, id`;
  const rows = await sql`
    select ${columns(sql)} from mails
    where company_id = ${company} and state = ${state} and body_sealed is not null order by ${order} limit ${limit}`;
  return rows.map((row) => opened(vault, company, row));
}

/** How many wait, and how many of the last 30 days were taken for none of ours. */
export async function countMails(sql: Sql | Tx, company: string): Promise<{ open: number; ignored: number }> {
  const [row] = await sql`
    select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'ignored')::int as ignored
    from mails where company_id = ${company} and body_sealed is not null`;
  return z.object({ open: z.int(), ignored: z.int() }).parse(row);
}

/** One mail that can still be settled, locked until the transaction ends; null = settled meanwhile. */
export async function lockMail(
  tx: Tx,
  vault: Vault,
  company: string,
  id: string,
): Promise<WaitingMail | null> {
  const [row] = await tx`
    select ${columns(tx)} from mails where company_id = ${company} and id = ${id}
      and state in ('open', 'ignored') and body_sealed is not null for update`;
  return row ? opened(vault, company, row) : null;
}

export type SettledMail = Pick<
  NewMail,
  "state" | "reason" | "channel" | "rule" | "jobId" | "candidateId" | "applicationId"
>;

/** Writes what became of a mail. Its words go, except where somebody still may have to look. */
export const settleMail = (tx: Tx, company: string, id: string, to: SettledMail, by: string, at: Date) => tx`
  update mails set state = ${to.state}, reason = ${to.reason}, channel = ${to.channel}, rule = ${to.rule},
    job_id = ${to.jobId}, candidate_id = ${to.candidateId}, application_id = ${to.applicationId},
    body_sealed = case when ${to.state} in ('open', 'ignored') then body_sealed end,
    contact_indexes = case when ${to.state} in ('open', 'ignored') then contact_indexes else '{}' end,
    settled_by = ${by}, settled_at = ${at}
  where company_id = ${company} and id = ${id}`;

/** Tells recruiters, once an hour at most, that mails wait; what is told is what waits when it is posted. */
export function tellOpenMails(tx: Tx, vault: Vault, company: string, at: Date) {
  const row = {
    company,
    lane: "r:mails",
    key: `mails:${at.toISOString().slice(0, 13)}`,
    channel: "recruiters",
    conversationId: null,
    applicationId: null,
    bodySealed: vault.seal({ kind: "mails" }, `${company}:outbox`),
    tracked: false,
    // More of the same batch are told together.
    notBefore: at.getTime() + 60_000,
  };
  return enqueue(tx, row, at.getTime());
}

/** Takes the words out of mails of which a contact is this person's: they had all erased. `person` = a candidate's id. */
export const dropMailsOf = (tx: Tx, company: string, person: Fragment) => tx`
  update mails set body_sealed = null, contact_indexes = '{}',
    reason = case when state = 'open' then 'erased' else reason end,
    state = case when state = 'open' then 'ignored' else state end
  where company_id = ${company} and body_sealed is not null
    and (candidate_id = ${person} or contact_indexes && array(
      select value_index from candidate_contacts where company_id = ${company} and candidate_id = ${person}))`;

/**
 * Whether one of these contacts is of somebody who had everything erased, and the mail is none that they sent themselves
 * since.
 */
export async function isLate(
  tx: Tx,
  company: string,
  contactIndexes: readonly string[],
  receivedAt: Date,
  own: boolean,
): Promise<boolean> {
  const rows = await tx`
    select 1 from candidate_contacts k join candidates c on c.company_id = k.company_id and c.id = k.candidate_id
    where k.company_id = ${company} and k.value_index = any(${[...contactIndexes]})
      and (${receivedAt} <= coalesce(c.erased_at, k.not_before) or (c.erased_at is not null and not ${own}::boolean))
    limit 1`;
  return rows.length > 0;
}

/** Takes the words out of mails that came before `cutoff` and were not settled. Returns how many there were. */
export async function forgetMails(sql: Sql | Tx, cutoff: Fragment): Promise<number> {
  const result = await sql`
    update mails set body_sealed = null, contact_indexes = '{}',
      reason = case when state = 'open' then 'expired' else reason end,
      state = case when state = 'open' then 'ignored' else state end
    where body_sealed is not null and created_at < ${cutoff}`;
  return result.count;
}
