import { randomInt } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Orm, Sql } from "./client.ts";
import { jobs } from "./schema.ts";

export type Job = typeof jobs.$inferSelect;
export type NewJob = {
  companyId: string;
  title: string;
  scenarioId: string;
  ruleId: string;
  /** Where there are several: an attempt draws one of each. */
  scenarioIds?: string[] | undefined;
  ruleIds?: string[] | undefined;
  practice?: boolean | undefined;
  shift?: Job["shift"];
  openings?: number | null;
  createdBy: string;
};

/** Opens a job under a new readable id like job-3f7k. Throws when the company does not exist. */
export async function addJob(orm: Orm, job: NewJob): Promise<Job> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const [added] = await orm
      .insert(jobs)
      .values({ ...job, id: readableId() })
      .onConflictDoNothing()
      .returning();
    if (added) return added;
  }
  throw new Error("no free job id found in 20 tries: close and remove old jobs");
}

/** Sees to it that a job with this id is there; one that exists stays as it is. */
export async function ensureJob(orm: Orm, job: NewJob & { id: string }): Promise<Job> {
  await orm.insert(jobs).values(job).onConflictDoNothing();
  const found = await findJob(orm, job.companyId, job.id);
  if (!found) throw new Error(`job ${job.id} vanished while it was made: try again`);
  return found;
}

/** The company's jobs, newest first. */
export async function listJobs(
  orm: Orm,
  companyId: string,
  filter: { status?: Job["status"] } = {},
): Promise<Job[]> {
  return await orm
    .select()
    .from(jobs)
    .where(and(eq(jobs.companyId, companyId), filter.status && eq(jobs.status, filter.status)))
    .orderBy(desc(jobs.createdAt), jobs.id);
}

const Titled = z.object({ id: z.string(), title: z.string(), practice: z.boolean() });

/** Ids and titles of all jobs of a company, open ones first, then the newest. */
export async function companyJobs(sql: Sql, company: string): Promise<z.infer<typeof Titled>[]> {
  const rows = await sql`
    select id, title, practice from jobs where company_id = ${company} order by status desc, created_at desc, id`;
  return rows.map((row) => Titled.parse(row));
}

export async function findJob(orm: Orm, companyId: string, id: string): Promise<Job | null> {
  const [job] = await orm
    .select()
    .from(jobs)
    .where(and(eq(jobs.companyId, companyId), eq(jobs.id, id)));
  return job ?? null;
}

/** Closes a job: no new candidates; open conversations go on. Null = no open job of this id. */
export async function closeJob(orm: Orm, companyId: string, id: string, now: Date): Promise<Job | null> {
  const [closed] = await orm
    .update(jobs)
    .set({ status: "closed", closedAt: now })
    .where(and(eq(jobs.companyId, companyId), eq(jobs.id, id), eq(jobs.status, "open")))
    .returning();
  return closed ?? null;
}

/** No letters or digits that are taken for one another. */
const letters = "23456789abcdefghjkmnpqrstvwxyz";

const readableId = (): string =>
  `job-${Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")}`;

/** Job ids by title, also closed ones; of several with one title an open one, then the newest. */
export async function jobTitles(sql: Sql, company: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; title: string }[]>`
    select distinct on (title) id, title from jobs where company_id = ${company} and not practice
    order by title, (status = 'open') desc, created_at desc, id`;
  return new Map(rows.map(({ id, title }) => [title, id]));
}

/** A job by id, else by title as in `jobTitles`; null = there is none. */
export async function jobByWord(sql: Sql, company: string, word: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select id from jobs where company_id = ${company} and (id = ${word} or (title = ${word} and not practice))
    order by (id = ${word}) desc, (status = 'open') desc, created_at desc, id limit 1`;
  return row?.id ?? null;
}
