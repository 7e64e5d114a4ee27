import type { Accepted, Applicant } from "../core/intake/applicant.ts";
import { type LawfulBasis, lawfulBases } from "../core/intake/lawful-basis.ts";
import { reachOf } from "../core/rights.ts";
import { listApplications } from "../db/applications.ts";
import type { Sql, Tx } from "../db/client.ts";
import { openJobs } from "../db/open-jobs.ts";
import { ownOnly } from "./access.ts";
import type { LetIn } from "./cards/let-in.ts";
import { channelChoices } from "./channel-choices.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** What this person may bring people in for. */
export async function placesFor(
  { db }: RecruiterDeps,
  who: Recruiter,
  right: "action candidate_new" | "action resumes_new",
) {
  const [jobs, channels] = await Promise.all([
    openJobs(db.sql, who.company, ownOnly(who, right)),
    channelChoices(db.sql, who.company),
  ]);
  // Whoever sees only their own jobs brings nobody in for none of them.
  return { jobs, channels, everywhere: reachOf(who.role, right) === "all" };
}

type Entered = Record<string, string>;
type Places = { jobs: readonly { id: string }[]; channels: readonly string[] };

/** Job, channel and basis as they were chosen, or what is missing; `none` = the choice that stands for no job. */
export function readPlace(
  form: Entered,
  { jobs, channels }: Places,
  none: string | null,
  locale: RecruiterDeps["locale"],
): { jobId: string | null; channel: string; lawfulBasis: LawfulBasis } | { errors: Record<string, string> } {
  const jobId = none !== null && form.job === none ? null : jobs.find(({ id }) => id === form.job)?.id;
  const channel = channels.find((one) => one === form.channel);
  const lawfulBasis = lawfulBases.find((one) => one === form.basis);
  if (jobId !== undefined && channel && lawfulBasis) return { jobId, channel, lawfulBasis };
  return {
    errors: {
      ...(jobId === undefined ? { job: say(locale, "请选择岗位。", "Please choose a job.") } : {}),
      ...(channel ? {} : { channel: say(locale, "请选择渠道。", "Please choose a channel.") }),
      ...(lawfulBasis ? {} : { basis: say(locale, "请选择依据。", "Please say why it is lawful.") }),
    },
  };
}

/** Somebody a recruiter brings in, for the common door. */
export const broughtBy = (
  who: Recruiter,
  of: Pick<Applicant, "source" | "jobId" | "channel" | "lawfulBasis" | "name" | "contacts" | "resume">,
  now: Date,
): Applicant => ({
  ...of,
  campaign: null,
  consentPool: null,
  receivedAt: now,
  actor: who.id,
  locale: "zh-CN",
  importId: null,
});

/** What the door answered, for people. */
export async function letInResult(
  sql: Sql | Tx,
  { vault }: RecruiterDeps,
  company: string,
  { outcome, applicationId }: Pick<Accepted, "outcome" | "applicationId">,
  file: string | null,
): Promise<LetIn> {
  switch (outcome) {
    case "created":
    case "joined": {
      const rows = applicationId
        ? await listApplications(sql, vault, company, { ids: [applicationId] }, { limit: 1, offset: 0 })
        : [];
      return { file, is: "in", new: outcome === "created", application: rows[0] ?? null };
    }
    case "repeated":
    case "erased":
      return { file, is: outcome };
    case "unknown_job":
      return { file, is: "unread", reason: "?" };
    default:
      return outcome satisfies never;
  }
}
