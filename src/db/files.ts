import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** A file of a message, as it was before it was read. */
export type NewFile = {
  company: string;
  conversationId: string;
  messageId: string;
  name: string;
  bytes: number | null;
  /** By what the platform hands it over. */
  ref: string;
  at: Date;
};

const nameOf = (company: string) => `${company}:file-name`;
const refOf = (company: string) => `${company}:file-ref`;

/** Notes, with the message it hangs on, that a file waits to be read; once per message. */
export const noteWaitingFile = (tx: Tx, vault: Vault, file: NewFile) => tx`
  insert into candidate_files (company_id, conversation_id, message_id, name_sealed, bytes, ref_sealed, state, received_at)
  values (${file.company}, ${file.conversationId}, ${file.messageId}, ${vault.seal(file.name, nameOf(file.company))},
    ${file.bytes}, ${vault.seal(file.ref, refOf(file.company))}, 'waiting', ${file.at})
  on conflict do nothing`;

/** Which message a file hung on. */
export type FileOf = { company: string; conversationId: string; messageId: string };

/** A file was read: its name and size stay with the conversation. */
export const noteReadFile = (
  tx: Tx,
  vault: Vault,
  { company, conversationId, messageId }: FileOf,
  file: { name: string; bytes: number; at: Date },
) => tx`
  insert into candidate_files (company_id, conversation_id, message_id, name_sealed, bytes, ref_sealed, state, received_at)
  values (${company}, ${conversationId}, ${messageId}, ${vault.seal(file.name, nameOf(company))}, ${file.bytes}, null,
    'read', ${file.at})
  on conflict (company_id, conversation_id, message_id) do update
    set name_sealed = excluded.name_sealed, bytes = excluded.bytes, ref_sealed = null, state = 'read'`;

/** A file was not read, and its sender was told why: nothing of it stays. */
export const dropWaitingFile = (tx: Tx, { company, conversationId, messageId }: FileOf) => tx`
  delete from candidate_files where company_id = ${company} and conversation_id = ${conversationId}
    and message_id = ${messageId} and state = 'waiting'`;

const Waiting = z.object({
  messageId: z.string(),
  name: z.instanceof(Uint8Array),
  ref: z.instanceof(Uint8Array),
  bytes: z.int().nullable(),
  thread: z.instanceof(Uint8Array),
});

/** A file whose reading was cut short, and the thread to answer in. */
export type WaitingFile = {
  messageId: string;
  threadId: string;
  name: string;
  ref: string;
  bytes: number | null;
};

/** Files of one account that were accepted and never answered, the longest wait first. */
export async function waitingFiles(
  sql: Sql,
  vault: Vault,
  of: { company: string; channel: string; account: string },
): Promise<WaitingFile[]> {
  const { company, channel, account } = of;
  const rows = await sql`
    select f.message_id as "messageId", f.name_sealed as name, f.ref_sealed as ref, f.bytes, v.thread_sealed as thread
    from candidate_files f join conversations v on v.company_id = f.company_id and v.id = f.conversation_id
    where f.company_id = ${company} and f.state = 'waiting' and f.ref_sealed is not null and v.channel = ${channel}
      and v.account = ${account} and v.erased_at is null and v.thread_sealed is not null
    order by f.received_at, f.message_id limit 1000`;
  const text = (sealed: Uint8Array, of: string) => z.string().parse(vault.open(sealed, of));
  return rows
    .map((row) => Waiting.parse(row))
    .map(({ messageId, name, ref, bytes, thread }) => ({
      messageId,
      bytes,
      name: text(name, nameOf(company)),
      ref: text(ref, refOf(company)),
      threadId: text(thread, `${company}:thread`),
    }));
}

const Kept = z.object({
  name: z.instanceof(Uint8Array),
  bytes: z.int().nullable(),
  at: z.date().transform((date) => date.getTime()),
});

/** The files a person sent in any chat of theirs, the oldest first. */
export async function filesOf(sql: Sql | Tx, vault: Vault, company: string, candidateId: string) {
  const rows = await sql`
    select f.name_sealed as name, f.bytes, f.received_at as at from candidate_files f
    join conversations v on v.company_id = f.company_id and v.id = f.conversation_id
    join applications a on a.company_id = v.company_id and a.id = v.application_id
    where f.company_id = ${company} and a.candidate_id = ${candidateId} order by f.received_at, f.message_id`;
  return rows
    .map((row) => Kept.parse(row))
    .map(({ name, ...rest }) => ({ ...rest, name: z.string().parse(vault.open(name, nameOf(company))) }));
}
