import { randomUUID } from "node:crypto";
import { dayIn } from "../core/calendar-days.ts";
import type { LawfulBasis } from "../core/intake/lawful-basis.ts";
import { type MailBody, withoutTitles } from "../core/mail/mail-body.ts";
import { withoutProtected } from "../core/resume/without-protected.ts";
import type { Tx } from "../db/client.ts";
import { readNow } from "../db/decisions.ts";
import { holdIntake } from "../db/intake-lookup.ts";
import { isLate, knowsMail, type NewMail, noteMail } from "../db/mails.ts";
import { decideMail } from "./mail/decide.ts";
import { resumeOf } from "./mail/read-application.ts";
import { foreignDomains, knowledgeOf, letIn, type TakeDeps } from "./mail/take-mail.ts";
import { contactIndex } from "./people.ts";

/** A file with what whoever brings it says: "unknown" leaves the channel to its name. */
export type NamedFile = {
  name: string;
  text: string;
  sha: string;
  channel: string;
  lawfulBasis: LawfulBasis;
};

/** What became of a file: let in, waiting for a person among the mails, here before, or about somebody who was erased. */
export type NamedOutcome =
  | { is: "in"; applicationId: string | null; repeated: boolean; isNew: boolean }
  | { is: "waits" | "repeated" | "erased" };

/**
 * Lets in whom a résumé is about when its file is named as boards name them ("【岗位_城市】 姓名 …"); any other waits for a
 * person among the mails. Once per file.
 */
export async function takeNamedFile(
  deps: TakeDeps,
  tx: Tx,
  company: string,
  file: NamedFile,
  by: string,
): Promise<NamedOutcome> {
  const { vault, boards } = deps;
  await holdIntake(tx, company);
  const digestIndex = vault.index(file.sha, `${company}:named-file`);
  if (await knowsMail(tx, company, digestIndex)) return { is: "repeated" };
  const now = await readNow(tx, deps.clock());
  const body = bodyOf(file);
  const resume = resumeOf(body, foreignDomains(boards), dayIn("Asia/Shanghai", now));
  const verdict = decideMail(body, resume, await knowledgeOf(tx, company, boards));
  const { rule, verified } = verdict;
  const channel = file.channel === "unknown" ? verdict.channel : file.channel;
  const contacts = (["phone", "email"] as const).flatMap((kind) =>
    resume[kind] === null ? [] : [contactIndex(vault, company, kind, resume[kind])],
  );
  const note: NewMail = {
    company,
    id: randomUUID(),
    digestIndex,
    fileIndex: vault.index(file.sha, `${company}:mail-file`),
    state: "open",
    reason: verdict.is === "open" ? verdict.reason : "no_rule",
    channel,
    rule,
    verified,
    jobId: null,
    candidateId: null,
    applicationId: null,
    contactIndexes: contacts,
    body,
    receivedAt: now,
  };
  if (verdict.is === "application") {
    const mail = { id: digestIndex, body, resume, receivedAt: now };
    const done = await letIn(
      deps,
      tx,
      company,
      mail,
      { ...verdict, channel: channel ?? verdict.channel },
      by,
    );
    await noteMail(tx, vault, { ...note, ...done, state: "accepted", contactIndexes: [], body: null }, now);
    if (done.reason === "erased") return { is: "erased" };
    const { applicationId, reason } = done;
    return { is: "in", applicationId, repeated: reason === "repeated", isNew: reason === "created" };
  }
  if (await isLate(tx, company, contacts, now, false)) {
    const bare = { state: "ignored" as const, reason: "erased", contactIndexes: [], body: null };
    await noteMail(tx, vault, { ...note, ...bare }, now);
    return { is: "erased" };
  }
  await noteMail(tx, vault, note, now);
  return { is: "waits" };
}

/** The file as if a mail had brought it; sex and whatever else is protected is taken out of its name too. */
function bodyOf({ name, text, lawfulBasis }: NamedFile): MailBody {
  const title = withoutTitles(withoutProtected(name.slice(0, 300)));
  return {
    subjects: [title.replace(/\.[a-z0-9]{1,5}$/i, "")],
    domain: "",
    files: [title],
    text: withoutProtected(text),
    from: title,
    confirmed: [],
    unread: null,
    basis: lawfulBasis,
  };
}
