import { dayIn } from "../core/calendar-days.ts";
import { readChannel } from "../core/channel-names.ts";
import type { IntakeKind } from "../core/intake/applicant.ts";
import type { Arrival, ArrivalProblem, ArrivalResult } from "../core/intake/arrival.ts";
import { contactKey } from "../core/intake/contact-key.ts";
import { personOf } from "../core/intake/reading.ts";
import { ownChannelIds } from "../db/channels.ts";
import type { Sql } from "../db/client.ts";
import { companyTimeZone } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { jobByWord } from "../db/jobs.ts";
import { type AcceptDeps, acceptApplicant } from "./accept.ts";

/** One person by a webhook or a form, once per `source`. */
export async function arrive(
  deps: AcceptDeps & { sql: Sql },
  company: string,
  source: { kind: Extract<IntakeKind, "webhook" | "manual">; id: string; actor: string },
  a: Arrival,
): Promise<ArrivalResult | { problem: ArrivalProblem }> {
  const { sql } = deps;
  const [now, timeZone, own, job] = await Promise.all([
    readNow(sql, deps.clock()),
    companyTimeZone(sql, company),
    ownChannelIds(sql, company),
    a.job === undefined ? null : jobByWord(sql, company, a.job),
  ]);
  if (a.job !== undefined && job === null) return { problem: "job" };
  const channel = a.channel === undefined ? "unknown" : readChannel(a.channel, own);
  if (channel === null) return { problem: "channel" };
  for (const kind of ["phone", "email"] as const)
    if (a[kind] !== undefined && contactKey(kind, a[kind]) === null) return { problem: kind };
  const today = dayIn(timeZone, now);
  const read = a.resume_text === undefined ? null : personOf(a.resume_text, today);
  const accepted = await acceptApplicant(deps, company, {
    source,
    jobId: job,
    channel,
    campaign: a.campaign ?? null,
    lawfulBasis: a.lawful_basis,
    consentPool: a.consent_pool ?? null,
    name: a.name ?? read?.name ?? null,
    contacts: {
      phone: a.phone ?? read?.phone ?? null,
      email: a.email ?? read?.email ?? null,
      openid: a.openid ?? null,
    },
    resume: read?.resume ?? null,
    receivedAt: a.received_at === undefined ? now : new Date(a.received_at),
    actor: source.actor,
    locale: "zh-CN",
    importId: null,
  });
  if (accepted.outcome === "unknown_job") return { problem: "job" };
  const [row] = await sql<{ number: number }[]>`
    select number from applications where company_id = ${company} and id = ${accepted.applicationId}`;
  return { outcome: accepted.outcome, application: row ? `C${row.number}` : null };
}
