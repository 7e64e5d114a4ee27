import type { ConversationDeps, Conversations } from "./conversation/types.ts";
import type { SecondReader } from "./core/resume/second-reading.ts";
import { type IncomingFile, type ResumeFile, readResumeFile } from "./intake/files/read-resume-file.ts";
import { type FileMessage, type NoFile, takeUpload } from "./intake/upload.ts";

/** How platforms give in a résumé file: read apart, let in by the door, answered in the conversation. */
export function createUpload(
  { db, vault, clock }: ConversationDeps,
  { applyIn, wake }: Conversations,
  read: (file: IncomingFile) => Promise<ResumeFile> = (file) => readResumeFile(file),
  second: SecondReader | null = null,
) {
  const deps: Parameters<typeof takeUpload>[0] = {
    sql: db.sql,
    read,
    second,
    transact: db.transact,
    vault,
    clock,
    answer: (tx, company, conversationId, said) =>
      applyIn(tx, company, conversationId, { type: "fileRead", ...said }),
    wake,
  };
  return (from: FileMessage, fetchFile: () => Promise<{ name: string; bytes: Uint8Array } | NoFile>) =>
    takeUpload(deps, from, fetchFile);
}
