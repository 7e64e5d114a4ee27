import { z } from "zod";
import type { Orm, Sql } from "./client.ts";
import { addJob, type Job } from "./jobs.ts";
import { ensureLink, type Link } from "./links.ts";
import { recruiterInbox } from "./schema.ts";

export type JobOpening = {
  company: string;
  deliveryId: string;
  title: string;
  scenarioId: string;
  ruleId: string;
  scenarioIds?: string[] | undefined;
  ruleIds?: string[] | undefined;
  source: string;
  by: string;
};

/** Opens a job with its first tracking link, once per delivery; null = this delivery did it before. */
export async function openJob(orm: Orm, o: JobOpening): Promise<{ job: Job; link: Link } | null> {
  return await orm.transaction(async (tx) => {
    const fresh = await tx
      .insert(recruiterInbox)
      .values({ companyId: o.company, deliveryId: o.deliveryId })
      .onConflictDoNothing()
      .returning({ id: recruiterInbox.deliveryId });
    if (fresh.length === 0) return null;
    const { title, scenarioId, ruleId, scenarioIds, ruleIds } = o;
    const job = await addJob(tx, {
      companyId: o.company,
      title,
      scenarioId,
      ruleId,
      scenarioIds,
      ruleIds,
      createdBy: o.by,
    });
    const link = await ensureLink(tx, {
      companyId: o.company,
      jobId: job.id,
      source: o.source,
      campaign: null,
      createdBy: o.by,
    });
    if (!link) tx.rollback();
    return link ? { job, link } : null;
  });
}

const Counted = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(["open", "closed"]),
  candidates: z.int(),
  waiting: z.int(),
  createdAt: z.date(),
});
export type CountedJob = z.infer<typeof Counted>;

export type JobsAsked = { status?: "open" | "closed" | undefined; text?: string | undefined };

/**
 * A page of the company's jobs with how many applied and how many of them wait for a decision; open ones first, then the
 * newest. `total` = how many there are of those asked for.
 */
export async function countedJobs(
  db: Sql,
  company: string,
  page: { limit: number; offset: number },
  { status, text }: JobsAsked = {},
): Promise<{ jobs: CountedJob[]; total: number }> {
  const rows = await db`
    select j.id, j.title, j.status, count(a.id)::int as candidates, count(*) over ()::int as total,
      (count(a.id) filter (where a.stage in ('manual', 'assessed', 'held')))::int as waiting, j.created_at as "createdAt"
    from jobs j left join applications a on a.company_id = j.company_id and a.job_id = j.id
    where j.company_id = ${company} ${status ? db`and j.status = ${status}` : db``}
      ${text ? db`and position(lower(${text}) in lower(j.title)) > 0` : db``}
    group by j.company_id, j.id
    order by j.status desc, j.created_at desc, j.id limit ${page.limit} offset ${page.offset}`;
  const [first] = rows;
  const total = first ? z.object({ total: z.int() }).parse(first).total : 0;
  return { jobs: rows.map((row) => Counted.parse(row)), total };
}
