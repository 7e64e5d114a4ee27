import { dayIn } from "../core/calendar-days.ts";
import type { InboundMessage } from "../core/channel.ts";
import { personOf } from "../core/intake/reading.ts";
import type { Bilingual } from "../core/locale.ts";
import type { Sql, Tx } from "../db/client.ts";
import { holdIntake } from "../db/intake-lookup.ts";
import { noteOpenid, type UploadPlace, uploadPlace } from "../db/uploads.ts";
import { type AcceptDeps, acceptIn } from "./accept.ts";
import type { IncomingFile, ResumeFile } from "./files/read-resume-file.ts";
import { refusalWords } from "./files/words.ts";
import { contactIndex } from "./people.ts";
import { uploadWords } from "./upload-words.ts";

export type UploadDeps = AcceptDeps & {
  sql: Sql;
  read(file: IncomingFile): Promise<ResumeFile>;
  /** Tells the conversation, in the same transaction, what came of the file. */
  answer(
    tx: Tx,
    company: string,
    conversationId: string,
    said: { messageId: string; words: Bilingual },
  ): Promise<unknown>;
  /** Called after the commit. */
  wake(company: string, conversationId: string): void;
};

/** Where a file came from: the thread, and the message it hung on. */
export type FileMessage = Pick<InboundMessage, "company" | "channel" | "account" | "threadId"> & {
  messageId: string;
};

/** Why a platform could not hand a file over. */
export type NoFile = "too_large" | "not_fetched";

const filesPerDay = 5;

/**
 * Takes a résumé that a candidate sent in a conversation: gets it, has it read apart, lets it in by the door as this very
 * candidate's, and tells them what came of it, once per message. The file itself is not kept. Without their consent it is
 * not even fetched.
 */
export async function takeUpload(
  deps: UploadDeps,
  from: FileMessage,
  fetchFile: () => Promise<IncomingFile | NoFile>,
): Promise<"read" | "refused" | "gone"> {
  const { company, channel, account, threadId } = from;
  const threadIndex = deps.vault.index(threadId, `${company}:${channel}:${account}`);
  const place = await uploadPlace(deps.sql, { company, channel, account, threadIndex });
  if (!place) return "gone";
  const read = await readFor(deps, place, fetchFile);
  const outcome = await deps.transact(async (tx) => {
    if ("text" in read && !(await letIn(deps, tx, from, place, read.text))) return "gone";
    await deps.answer(tx, company, place.conversationId, { messageId: from.messageId, words: read.words });
    return "text" in read ? "read" : "refused";
  });
  deps.wake(company, place.conversationId);
  return outcome;
}

/** The words of the file with what to say, or only what to say. */
async function readFor(
  deps: Pick<UploadDeps, "read">,
  place: UploadPlace,
  fetchFile: () => Promise<IncomingFile | NoFile>,
): Promise<{ text: string; words: Bilingual } | { words: Bilingual }> {
  if (!place.consented) return { words: uploadWords("consent_first") };
  if (place.files >= filesPerDay) return { words: uploadWords("enough_today") };
  const file = await fetchFile();
  if (file === "not_fetched") return { words: uploadWords("not_fetched") };
  if (file === "too_large") return { words: refusalWords("too_large") };
  const read = await deps.read(file);
  if ("refused" in read) return { words: read.reason };
  return {
    text: read.text,
    words: uploadWords(read.flags.includes("name_only") ? "name_only" : "read"),
  };
}

/** False = the person was erased meanwhile; then nothing is kept. */
async function letIn(
  deps: UploadDeps,
  tx: Tx,
  { company, channel, account, threadId, messageId }: FileMessage,
  place: UploadPlace,
  text: string,
): Promise<boolean> {
  const now = deps.clock() ?? new Date();
  const { name, phone, email, resume } = personOf(text, dayIn("Asia/Shanghai", now));
  // Whose account this is is known without any résumé, and stronger than what one says.
  const openid = `${channel}:${account}:${threadId}`;
  await holdIntake(tx, company);
  await noteOpenid(tx, {
    company,
    candidateId: place.candidateId,
    index: contactIndex(deps.vault, company, "openid", openid),
    sealed: deps.vault.seal(openid, `${company}:contacts`),
  });
  const [accepted] = await acceptIn(deps, tx, company, [
    {
      source: { kind: "upload", id: `${place.conversationId}:${messageId}` },
      jobId: place.jobId,
      channel: place.source,
      campaign: null,
      lawfulBasis: "applied",
      consentPool: null,
      name,
      contacts: { phone, email, openid },
      resume,
      receivedAt: now,
      actor: "candidate",
      locale: place.locale,
      importId: null,
    },
  ]);
  return accepted?.outcome !== "erased";
}
