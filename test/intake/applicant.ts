import type { Applicant } from "../../src/core/intake/applicant.ts";
import { parseResume } from "../../src/core/resume/parse.ts";

/** An applicant of a test; what a test is about it says itself. */
export const applicant = (id: string, own: Partial<Applicant> = {}): Applicant => ({
  source: { kind: "mail", id },
  jobId: "job-1",
  channel: "boss",
  campaign: null,
  lawfulBasis: "applied",
  consentPool: null,
  name: "王小雨",
  contacts: { phone: null, email: null, openid: null },
  resume: null,
  receivedAt: new Date("2026-11-20T02:00:00Z"),
  actor: "candidate",
  locale: "zh-CN",
  importId: null,
  ...own,
});

/** A résumé as a source hands it over. */
export function readResume(text: string): NonNullable<Applicant["resume"]> {
  const {
    name: _,
    phone: __,
    email: ___,
    evidence,
    protected_info_present: ____,
    ...fields
  } = parseResume(text, "2026-11-26");
  return { fields, evidence, text };
}
