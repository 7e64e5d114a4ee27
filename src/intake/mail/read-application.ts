import { contactKey } from "../../core/intake/contact-key.ts";
import { type MailBody, ownEmail, withoutTitles } from "../../core/mail/mail-body.ts";
import type { MailBoards } from "../../core/mail/rules.ts";
import { comesFrom } from "../../core/mail/sender.ts";
import { parseResume } from "../../core/resume/parse.ts";
import type { Resume } from "../../core/resume/vocabulary.ts";
import { withoutProtected } from "../../core/resume/without-protected.ts";
import type { MailFile, Message } from "./read-message.ts";

/** Reads the words of a file, away from this process; see src/intake/files. */
export type ReadFile = (file: {
  name: string;
  bytes: Uint8Array;
}) => Promise<{ text: string } | { refused: string }>;

/** A mail made ready for the rules: its words, and the file they are from. */
export type ReadMail = { body: MailBody; fileSha: string | null };

/** So much text at least is a résumé, not a signature. */
const leastText = 20;

/**
 * Finds the words of the résumé: of the first document that can be read, else of the mail itself. What is protected is
 * taken out here and goes no further.
 */
export async function readApplication(
  message: Message,
  readFile: ReadFile,
  from: { boards: MailBoards; trusted: readonly string[] },
): Promise<ReadMail> {
  const found = await firstReadable(message.files, readFile);
  const inMail = found.text === null ? await mailText(message, readFile) : "";
  const confirmed = Object.entries(from.boards.senders)
    .filter(([, domains]) => comesFrom(message.authentication, from.trusted, domains))
    .map(([channel]) => channel);
  const names = [...message.files.map(({ name }) => name), ...message.pictures].filter((name) => name !== "");
  const body: MailBody = {
    subjects: message.subjects.slice(0, 4).map(neutral),
    domain: message.domain,
    files: names.slice(0, 20).map(neutral),
    text: withoutProtected(found.text ?? inMail),
    from: found.text === null ? "" : neutral(found.name),
    confirmed,
    unread: found.text === null ? found.refused : null,
  };
  return { body, fileSha: found.sha };
}

/** The résumé in the words that are kept; `foreign` = domains whose addresses are nobody's own. */
export function resumeOf(body: MailBody, foreign: readonly string[], today: string): Resume {
  const resume = parseResume(body.text, today);
  const email = contactKey("email", ownEmail(resume.email, [...foreign, body.domain]));
  return { ...resume, phone: contactKey("phone", resume.phone), email };
}

const neutral = (title: string): string => withoutTitles(withoutProtected(title.slice(0, 300)));

type Found = { text: string | null; name: string; sha: string | null; refused: string | null };

async function firstReadable(files: readonly MailFile[], readFile: ReadFile): Promise<Found> {
  let refused: string | null = null;
  for (const { name, bytes, sha } of files) {
    const read = await readFile({ name, bytes });
    if ("refused" in read) refused ??= read.refused;
    else if (read.text.trim().length >= leastText) return { text: read.text, name, sha, refused: null };
  }
  return { text: null, name: "", sha: null, refused };
}

async function mailText({ text, html }: Message, readFile: ReadFile): Promise<string> {
  if (html.trim() !== "") {
    const page = `<meta charset="utf-8">${html}`;
    const read = await readFile({ name: "mail.html", bytes: Buffer.from(page, "utf8") });
    if ("text" in read && read.text.trim().length >= leastText) return read.text;
  }
  return text;
}
