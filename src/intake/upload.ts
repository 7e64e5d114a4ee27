import { dayIn } from "../core/calendar-days.ts";
import type { InboundMessage } from "../core/channel.ts";
import type { Bilingual } from "../core/locale.ts";
import { parseAndClean } from "../core/resume/parse.ts";
import type { SecondReader } from "../core/resume/second-reading.ts";
import type { Resume } from "../core/resume/vocabulary.ts";
import type { CleanText } from "../core/resume/without-protected.ts";
import type { Sql, Tx } from "../db/client.ts";
import { dropWaitingFile, noteReadFile } from "../db/files.ts";
import { holdIntake } from "../db/intake-lookup.ts";
import { agreedToModel } from "../db/model-consent.ts";
import { noteOpenid, type UploadPlace, uploadPlace } from "../db/uploads.ts";
import { type AcceptDeps, acceptIn } from "./accept.ts";
import type { IncomingFile, ResumeFile } from "./files/read-resume-file.ts";
import { refusalWords } from "./files/words.ts";
import { contactIndex } from "./people.ts";
import { completed, readAgain, type SecondReading } from "./second-reading.ts";
import { uploadWords } from "./upload-words.ts";

export type UploadDeps = AcceptDeps & {
  sql: Sql;
  read(file: IncomingFile): Promise<ResumeFile>;
  /** Reads what the rules have read once more, of whoever agreed to it; null = no model is configured. */
  second?: SecondReader | null;
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
 * candidate's, and tells them what came of it, once per message. The file itself is not kept,
 * only its name and size. Without their consent it is
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
  const read = await readFor(deps, company, place, fetchFile);
  const outcome = await deps.transact(async (tx) => {
    if ("text" in read && !(await letIn(deps, tx, from, place, read))) return "gone";
    const of = { company, conversationId: place.conversationId, messageId: from.messageId };
    if ("text" in read)
      await noteReadFile(tx, deps.vault, of, { ...read.file, at: deps.clock() ?? new Date() });
    else await dropWaitingFile(tx, of);
    await deps.answer(tx, company, place.conversationId, { messageId: from.messageId, words: read.words });
    return "text" in read ? "read" : "refused";
  });
  deps.wake(company, place.conversationId);
  return outcome;
}

type ReadUpload = {
  text: CleanText;
  rules: Resume;
  second: SecondReading | null;
  words: Bilingual;
  file: { name: string; bytes: number };
};

/** The words of the file with what to say, or only what to say. */
async function readFor(
  deps: Pick<UploadDeps, "read" | "second" | "clock" | "sql">,
  company: string,
  place: UploadPlace,
  fetchFile: () => Promise<IncomingFile | NoFile>,
): Promise<ReadUpload | { words: Bilingual }> {
  if (!place.consented) return { words: uploadWords("consent_first") };
  if (place.files >= filesPerDay) return { words: uploadWords("enough_today") };
  const file = await fetchFile();
  if (file === "not_fetched") return { words: uploadWords("not_fetched") };
  if (file === "too_large") return { words: refusalWords("too_large") };
  const read = await deps.read(file);
  if ("refused" in read) return { words: read.reason };
  const { resume: rules, text } = parseAndClean(
    read.text,
    dayIn("Asia/Shanghai", deps.clock() ?? new Date()),
  );
  const agreed = deps.second ? await agreedToModel(deps.sql, company, place.candidateId) : false;
  return {
    text,
    rules,
    second: agreed ? await readAgain(deps.second, rules, read.text) : null,
    file: { name: file.name, bytes: file.bytes.length },
    words: uploadWords(read.flags.includes("name_only") ? "name_only" : "read"),
  };
}

/** False = the person was erased meanwhile; then nothing is kept. */
async function letIn(
  deps: UploadDeps,
  tx: Tx,
  { company, channel, account, threadId, messageId }: FileMessage,
  place: UploadPlace,
  { text, rules, second }: ReadUpload,
): Promise<boolean> {
  const now = deps.clock() ?? new Date();
  // Whoever withdrew their consent meanwhile: what the model brought is not kept.
  const kept = second && (await agreedToModel(tx, company, place.candidateId)) ? second : null;
  const { resume, model } = completed(rules, kept);
  const { name, phone, email, evidence, protected_info_present: _, ...fields } = resume;
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
      resume: { fields, evidence, text, model },
      receivedAt: now,
      own: true,
      actor: "candidate",
      locale: place.locale,
      importId: null,
    },
  ]);
  return accepted?.outcome !== "erased";
}
