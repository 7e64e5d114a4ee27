import type { Locale } from "../locale.ts";
import type { Resume } from "../resume/vocabulary.ts";
import type { CleanText } from "../resume/without-protected.ts";
import type { LawfulBasis } from "./lawful-basis.ts";

/** The ways people come in other than by a chat. */
export const intakeKinds = ["mail", "csv", "webhook", "upload", "manual", "match"] as const;
export type IntakeKind = (typeof intakeKinds)[number];

/** What a résumé says without who says it; `match` and tags are computed from this. */
export type ResumeFields = Omit<Resume, "name" | "phone" | "email" | "evidence" | "protected_info_present">;

/** A résumé as it was read: its fields, and the words they were read from. */
export type ReadResume = {
  fields: ResumeFields;
  /** Field -> the words that say so. */
  evidence: Record<string, string>;
  /** The whole text without what is protected. null = there was only a form. */
  text: CleanText | null;
};

/** One person as one source delivers them. */
export type Applicant = {
  /** (kind, id) names the delivery for ever: what comes again under it changes nothing. */
  source: { kind: IntakeKind; id: string };
  /** null = for no job in particular: the person is in the pool, without an application. */
  jobId: string | null;
  /** Recruiting channel; "unknown" when it is not known. */
  channel: string;
  campaign: string | null;
  lawfulBasis: LawfulBasis;
  /** Whether the person agreed to be asked about later jobs; null = was not asked. */
  consentPool: boolean | null;
  name: string | null;
  /** As they were written; `openid` names platform and account too, like wechat:<app>:<openid>. */
  contacts: { phone: string | null; email: string | null; openid: string | null };
  resume: ReadResume | null;
  /** When the person sent it; one that lies in the future counts as now. */
  receivedAt: Date;
  /** Who brings them in: "candidate", "system", or a recruiter's id. */
  actor: string;
  locale: Locale;
  /** The import it belongs to, which can be taken back as a whole; null = none. */
  importId: string | null;
};

/**
 * What became of an applicant. created = a new person; joined = a person known by phone, e-mail or openid; repeated = this
 * very delivery was here before; erased = the person had everything erased, so nothing was kept; unknown_job = the company
 * has no such job, nothing was kept.
 */
export type Accepted = {
  outcome: "created" | "joined" | "repeated" | "erased" | "unknown_job";
  candidateId: string | null;
  applicationId: string | null;
};
