import { addDays, dayIn } from "../core/calendar-days.ts";
import type { MilestoneStage } from "../core/milestones.ts";
import { reachOf } from "../core/rights.ts";
import { listApplications } from "../db/applications.ts";
import { readNow } from "../db/decisions.ts";
import { countedJobs } from "../db/job-opening.ts";
import { waitingQueue } from "../db/queue.ts";
import { belongs } from "../db/rights.ts";
import { pipelineCounts, pipelineSteps } from "../metrics/pipeline-counts.ts";
import { ownOnly } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import { type HomeRow, homeCard, homeRows } from "./cards/home.ts";
import { ownRequests } from "./pages.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** Days the funnel looks back. */
const days = 30;

const stepNames: Partial<Record<MilestoneStage, { zh: string; en: string }>> = {
  applied: { zh: "投递", en: "Applied" },
  assessment_started: { zh: "开始测评", en: "Began the screening" },
  assessment_completed: { zh: "完成测评", en: "Finished it" },
  assessment_passed: { zh: "通过并邀请", en: "Passed, invited" },
  interviewed: { zh: "面试", en: "Interviewed" },
  offer: { zh: "录用通知", en: "Offer" },
  hired: { zh: "入职", en: "Hired" },
};

/** The start page of a person as of now: their queue, their funnel, their ways on. */
export async function homeView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const { sql } = deps.db;
  const { company } = who;
  const own = ownOnly(who, "page candidates");
  const [now, timeZone] = await Promise.all([readNow(sql, deps.clock()), companyTimeZone(sql, company)]);
  const today = dayIn(timeZone, now);
  const window = { from: addDays(today, 1 - days), to: today };
  const scope = { sql, company, timeZone, now, today, ...window, channels: null, job: null, shift: null };
  const mine = own ? sql`and ${belongs(sql, company, sql`j.id`, sql`${own}::text`)}` : sql``;
  const [all, requests, counts, jobs] = await Promise.all([
    waitingQueue(sql, company, today, own),
    ownRequests(deps, who),
    pipelineCounts(scope, mine),
    countedJobs(sql, company, { limit: 1, offset: 0 }, { ownOf: own }),
  ]);
  // Whoever waits for an answer is one row, though a person has to look at them for more than one reason.
  const answering = new Set(requests.map(({ applicationId }) => applicationId));
  const queue = all.filter(({ id }) => !answering.has(id));
  const reviews = queue.filter(({ kind }) => kind === "review");
  const held = queue.filter(({ kind }) => kind === "held");
  const asked = requests.map(({ applicationId: id, at: since, reason: fact }) => ({
    id,
    since,
    fact,
    kind: "request" as const,
  }));
  const waiting = [...asked, ...queue].sort((a, b) => a.since.getTime() - b.since.getTime());
  return homeCard(
    {
      who,
      now,
      counts: { reviews: reviews.length, held: held.length, requests: asked.length },
      oldest: reviews[0]?.since ?? null,
      rows: await withApplications(deps, company, waiting.slice(0, homeRows)),
      funnel: pipelineSteps.flatMap((stage) => {
        const name = stepNames[stage];
        return name ? [{ name, n: counts.get(stage) ?? 0 }] : [];
      }),
      days,
      jobs: jobs.total,
      may: { open: reachOf(who.role, "action job_new") !== "no" },
    },
    deps.locale,
  );
}

async function withApplications(
  { db, vault }: RecruiterDeps,
  company: string,
  waiting: readonly (Omit<HomeRow, "application"> & { id: string })[],
): Promise<HomeRow[]> {
  const ids = [...new Set(waiting.map(({ id }) => id))];
  const rows = await listApplications(db.sql, vault, company, { ids }, { limit: ids.length, offset: 0 });
  return waiting.flatMap(({ id, ...row }) => {
    const application = rows.find((one) => one.id === id);
    return application ? [{ ...row, application }] : [];
  });
}
