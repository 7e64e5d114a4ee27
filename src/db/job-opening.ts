import { z } from "zod";
import type { Orm, Sql } from "./client.ts";
import { addJob, type Job } from "./jobs.ts";
import { ensureLink, type Link } from "./links.ts";
import { belongs } from "./rights.ts";
import { audit, jobRecruiters, recruiterInbox } from "./schema.ts";

export type JobOpening = {
  company: string;
  deliveryId: string;
  title: string;
  scenarioId: string;
  ruleId: string;
  scenarioIds?: string[] | undefined;
  ruleIds?: string[] | undefined;
  shift: Job["shift"];
  openings: number | null;
  /** Recruiting channels; each gets its link. */
  sources: readonly string[];
  /** Whose job it is; nobody = every recruiter's. */
  recruiters: readonly string[];
  by: string;
};

/** Opens a job with its tracking links, once per delivery; null = this delivery did it before. */
export async function openJob(orm: Orm, o: JobOpening): Promise<{ job: Job; links: Link[] } | null> {
  const { company: companyId, by: createdBy } = o;
  return await orm.transaction(async (tx) => {
    const fresh = await tx
      .insert(recruiterInbox)
      .values({ companyId, deliveryId: o.deliveryId })
      .onConflictDoNothing()
      .returning({ id: recruiterInbox.deliveryId });
    if (fresh.length === 0) return null;
    const { title, scenarioId, ruleId, scenarioIds, ruleIds, shift, openings } = o;
    const content = { scenarioId, ruleId, scenarioIds, ruleIds };
    const job = await addJob(tx, { companyId, title, ...content, shift, openings, createdBy });
    const links: Link[] = [];
    for (const source of o.sources) {
      const link = await ensureLink(tx, { companyId, jobId: job.id, source, campaign: null, createdBy });
      if (!link) throw new Error(`job ${job.id} vanished while it was opened: try again`);
      links.push(link);
    }
    if (o.recruiters.length > 0) {
      const assigned = o.recruiters.map((recruiterId) => ({
        companyId,
        jobId: job.id,
        recruiterId,
        assignedBy: createdBy,
      }));
      await tx.insert(jobRecruiters).values(assigned).onConflictDoNothing();
    }
    const after = { title, shift, openings, sources: o.sources, recruiters: o.recruiters };
    await tx.insert(audit).values({
      companyId,
      at: job.createdAt,
      actor: createdBy,
      action: "job_opened",
      subject: job.id,
      after,
    });
    return { job, links };
  });
}

const Counted = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["open", "closed"]),
  candidates: z.int(),
  waiting: z.int(),
  createdAt: z.date(),
  openings: z.int().nullable(),
  /** Names of those it is assigned to; none = everybody's. */
  recruiters: z.array(z.string()),
});
export type CountedJob = z.infer<typeof Counted>;

export type JobsAsked = {
  status?: "open" | "closed" | undefined;
  /** A part of the title. */
  text?: string | undefined;
  /** Only those of this recruiter. */
  ownOf?: string | null | undefined;
};

/**
 * A page of the company's jobs with how many applied and how many of them wait for a decision; open ones first, then the
 * newest. `total` = how many there are of those asked for.
 */
export async function countedJobs(
  db: Sql,
  company: string,
  page: { limit: number; offset: number },
  { status, text, ownOf }: JobsAsked = {},
): Promise<{ jobs: CountedJob[]; total: number }> {
  const rows = await db`
    select j.id, j.title, j.status, count(a.id)::int as candidates, count(*) over ()::int as total, j.openings,
      (count(a.id) filter (where a.stage in ('manual', 'assessed', 'held')))::int as waiting, j.created_at as "createdAt",
      coalesce((select array_agg(r.name order by r.name) from job_recruiters o
        join recruiters r on r.company_id = o.company_id and r.id = o.recruiter_id
        where o.company_id = j.company_id and o.job_id = j.id), '{}') as recruiters
    from jobs j left join applications a on a.company_id = j.company_id and a.job_id = j.id
    where j.company_id = ${company} ${status ? db`and j.status = ${status}` : db``}
      ${text ? db`and position(lower(${text}) in lower(j.title)) > 0` : db``}
      ${ownOf ? db`and ${belongs(db, company, db`j.id`, db`${ownOf}::text`)}` : db``}
    group by j.company_id, j.id
    order by j.status desc, j.created_at desc, j.id limit ${page.limit} offset ${page.offset}`;
  const [first] = rows;
  const total = first ? z.object({ total: z.int() }).parse(first).total : 0;
  return { jobs: rows.map((row) => Counted.parse(row)), total };
}
