import type { Applicant } from "../../core/intake/applicant.ts";
import { jobOf } from "../../core/mail/job-of.ts";
import { looksLikeApplication, type MailBody, nameOf, type OpenReason } from "../../core/mail/mail-body.ts";
import { type MailSaid, type ReadyRules, readMail } from "../../core/mail/rules.ts";
import { unwrapSubject } from "../../core/mail/spelling.ts";
import type { Resume } from "../../core/resume/vocabulary.ts";
import { withoutProtected } from "../../core/resume/without-protected.ts";

/** What a company's mails are read with, as of now. */
export type MailKnowledge = {
  rules: ReadyRules;
  jobs: readonly { id: string; title: string }[];
  positions: ReadonlyMap<string, string>;
};

type About = { channel: string | null; rule: string | null; verified: boolean; said: MailSaid | null };

/** What a mail is: an application for a job, one that a person has to look at, or none of ours. */
export type Verdict =
  | (About & { is: "application"; channel: string; jobId: string })
  | (About & { is: "open"; reason: OpenReason })
  | (About & { is: "other" });

/** Decides by rules alone; nothing is guessed, what is not clear waits for a person. */
export function decideMail(body: MailBody, resume: Resume, known: MailKnowledge): Verdict {
  const titles = { files: body.files };
  const said =
    body.subjects
      .map((subject) => readMail(known.rules, { subject, ...titles }))
      .find((one) => one !== null) ?? null;
  const about = {
    channel: said?.channel ?? null,
    rule: said?.rule ?? null,
    verified: said !== null && body.confirmed.includes(said.channel),
    said,
  };
  if (!said)
    return looksLikeApplication(body, resume) || body.confirmed.length > 0
      ? { is: "open", reason: "no_rule", ...about }
      : { is: "other", ...about };
  if (body.unread !== null && body.text.trim() === "") return { is: "open", reason: "unreadable", ...about };
  const { position } = said.fields;
  if (position === undefined) return { is: "open", reason: "no_position", ...about };
  const jobId = jobOf(position, known.jobs, known.positions);
  if (jobId === null) return { is: "open", reason: "no_job", ...about };
  return { is: "application", ...about, channel: said.channel, jobId };
}

/** Whether a mail is the application itself, and none that a person passed on later. */
export const isOwn = (body: MailBody): boolean =>
  body.basis === undefined &&
  !body.subjects.some((subject) => unwrapSubject(subject).forwarded) &&
  body.subjects.length <= 1;

/** The applicant a mail brings, for the common door; `id` names the mail for ever. */
export function applicantOf(
  mail: { id: string; body: MailBody; resume: Resume; model?: string | null; receivedAt: Date },
  to: { channel: string; jobId: string; said: MailSaid | null; actor: string },
): Applicant {
  const { name, phone, email, evidence, protected_info_present: _, ...fields } = mail.resume;
  return {
    source: { kind: "mail", id: mail.id },
    jobId: to.jobId,
    channel: to.channel,
    campaign: null,
    lawfulBasis: mail.body.basis ?? "applied",
    consentPool: null,
    name: nameOf(to.said?.fields.name ?? null, name),
    contacts: { phone, email, openid: null },
    resume: {
      ...{ fields, evidence, model: mail.model ?? null },
      text: mail.body.text.trim() === "" ? null : withoutProtected(mail.body.text),
    },
    receivedAt: mail.receivedAt,
    own: isOwn(mail.body),
    actor: to.actor,
    locale: /\p{Script=Han}/u.test(mail.body.text + mail.body.subjects.join("")) ? "zh-CN" : "en",
    importId: null,
  };
}
