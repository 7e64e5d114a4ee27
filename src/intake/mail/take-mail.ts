import { randomUUID } from "node:crypto";
import { dayIn } from "../../core/calendar-days.ts";
import type { MailBody, OpenReason } from "../../core/mail/mail-body.ts";
import { type MailBoards, readyRules } from "../../core/mail/rules.ts";
import type { Resume } from "../../core/resume/vocabulary.ts";
import type { Tx } from "../../db/client.ts";
import { readNow } from "../../db/decisions.ts";
import { holdIntake } from "../../db/intake-lookup.ts";
import { mailJobs, ownMailRules, saidPositions } from "../../db/mail-rules.ts";
import { isLate, knowsMail, type NewMail, noteMail, sameFile, tellOpenMails } from "../../db/mails.ts";
import { contactsAgreedToModel } from "../../db/model-consent.ts";
import { noteMailSource } from "../../db/sources.ts";
import type { Vault } from "../../db/vault.ts";
import { acceptIn } from "../accept.ts";
import { contactIndex } from "../people.ts";
import { completed, type SecondReading } from "../second-reading.ts";
import { applicantOf, decideMail, isOwn, type MailKnowledge, type Verdict } from "./decide.ts";
import { resumeOf } from "./read-application.ts";

export type TakeDeps = {
  vault: Vault;
  /** null = the database's time. */
  clock(): Date | null;
  boards: MailBoards;
};

/** A mail as it arrived; `problem` = it could not be read at all, a person has to look into the mailbox. */
export type ArrivedMail = {
  digest: string;
  fileSha: string | null;
  body: MailBody;
  problem: OpenReason | null;
  receivedAt: Date;
  /** What a second reader said of it. */
  second?: SecondReading | null;
};

export type Taken = "application" | "open" | "other" | "repeated";

/** Lets in what a mail brings, once per mail whatever its number in the mailbox; the caller commits its cursor with it. */
export async function takeMail(deps: TakeDeps, tx: Tx, company: string, mail: ArrivedMail): Promise<Taken> {
  const { vault } = deps;
  await holdIntake(tx, company);
  const index = (value: string, of: string) => vault.index(value, `${company}:${of}`);
  const digestIndex = index(mail.digest, "mail");
  if (await knowsMail(tx, company, digestIndex)) return "repeated";
  const now = await readNow(tx, deps.clock());
  const resume = resumeOf(mail.body, foreignDomains(deps.boards), dayIn("Asia/Shanghai", now));
  const known = await knowledgeOf(tx, company, deps.boards);
  const verdict = mail.problem === null ? decideMail(mail.body, resume, known) : broken(mail.problem);
  const fileIndex = mail.fileSha === null ? null : index(mail.fileSha, "mail-file");
  const { channel, rule, verified } = verdict;
  const note: NewMail = {
    company,
    id: randomUUID(),
    digestIndex,
    fileIndex,
    ...{
      state: "ignored",
      reason: null,
      channel,
      rule,
      verified,
      jobId: null,
      candidateId: null,
      applicationId: null,
    },
    contactIndexes: contactIndexesOf(vault, company, resume),
    body: mail.body,
    receivedAt: mail.receivedAt,
  };
  switch (verdict.is) {
    case "other":
      await noteMail(tx, vault, note, now);
      return "other";
    case "open":
      if (await isLate(tx, company, note.contactIndexes, mail.receivedAt, isOwn(mail.body))) {
        await noteMail(tx, vault, { ...note, ...bare, reason: "erased" }, now);
        return "other";
      }
      await noteMail(tx, vault, { ...note, state: "open", reason: verdict.reason }, now);
      await tellOpenMails(tx, vault, company, now);
      return "open";
    case "application": {
      const before = fileIndex === null ? null : await sameFile(tx, company, fileIndex, mail.receivedAt);
      if (before?.jobId === verdict.jobId) {
        await noteMail(tx, vault, { ...note, ...bare, ...before, state: "repeated" }, now);
        return "repeated";
      }
      // Whoever withdrew their consent meanwhile: what the model brought is not kept.
      const agreed = mail.second && (await contactsAgreedToModel(tx, company, note.contactIndexes));
      const read = completed(resume, agreed ? (mail.second ?? null) : null);
      const done = await letIn(deps, tx, company, { ...mail, id: digestIndex, ...read }, verdict, "system");
      await noteMail(tx, vault, { ...note, ...bare, ...done, state: "accepted" }, now);
      return done.reason === "repeated" ? "repeated" : "application";
    }
    default:
      return verdict satisfies never;
  }
}

/** Nothing of a mail's words stays once its person is in. */
const bare = { body: null, contactIndexes: [] };

const broken = (reason: OpenReason): Verdict => ({
  is: "open",
  reason,
  channel: null,
  rule: null,
  verified: false,
  said: null,
});

/** Domains whose addresses in a mail are nobody's own: the boards'. */
export const foreignDomains = (boards: MailBoards): string[] => Object.values(boards.senders).flat();

/** What mails are read with now: the company's own rules first, then ours unless it replaced or switched them off. */
export async function knowledgeOf(tx: Tx, company: string, boards: MailBoards): Promise<MailKnowledge> {
  const [own, jobs, positions] = await Promise.all([
    ownMailRules(tx, company),
    mailJobs(tx, company),
    saidPositions(tx, company),
  ]);
  const replaced = new Set(own.map(({ id }) => id));
  const rules = [
    ...own.filter(({ enabled }) => enabled),
    ...boards.rules.filter(({ id }) => !replaced.has(id)),
  ];
  return { rules: readyRules(rules), jobs, positions };
}

/** Lets the applicant of a mail in; what became of it, for the mail's row. */
export async function letIn(
  deps: Pick<TakeDeps, "vault" | "clock">,
  tx: Tx,
  company: string,
  mail: { id: string; body: MailBody; resume: Resume; model?: string | null; receivedAt: Date },
  to: { channel: string; jobId: string; said: Verdict["said"] },
  actor: string,
): Promise<{ candidateId: string | null; applicationId: string | null; jobId: string; reason: string }> {
  const [accepted] = await acceptIn(deps, tx, company, [applicantOf(mail, { ...to, actor })]);
  const { candidateId = null, applicationId = null, outcome = "unknown_job" } = accepted ?? {};
  if (applicationId !== null && outcome !== "repeated")
    await noteMailSource(tx, company, applicationId, to.channel, mail.receivedAt);
  return { candidateId, applicationId, jobId: to.jobId, reason: outcome };
}

/** The hashes of the phone and the address in a mail. */
export function contactIndexesOf(vault: Vault, company: string, { phone, email }: Resume): string[] {
  return [
    ...(phone === null ? [] : [contactIndex(vault, company, "phone", phone)]),
    ...(email === null ? [] : [contactIndex(vault, company, "email", email)]),
  ];
}
