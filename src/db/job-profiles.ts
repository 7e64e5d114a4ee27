import { z } from "zod";
import { defaultProfile, JobProfile } from "../core/profile/criteria.ts";
import type { Sql, Tx } from "./client.ts";

const Row = z.object({
  id: z.string(),
  title: z.string(),
  shift: z.enum(["day", "night", "rotating"]).nullable(),
  status: z.enum(["open", "closed"]),
  practice: z.boolean(),
  profile: JobProfile.nullable().catch(null),
});

/** A job with what it asks for; `own` = somebody said so, else it is the default. */
export type JobWithProfile = Omit<z.infer<typeof Row>, "profile"> & { profile: JobProfile; own: boolean };

/** Null = the company has no such job. */
export async function jobProfile(sql: Sql | Tx, company: string, id: string): Promise<JobWithProfile | null> {
  const [row] = await sql`
    select j.id, j.title, j.shift, j.status, j.practice, p.profile from jobs j
    left join job_profiles p on p.company_id = j.company_id and p.job_id = j.id
    where j.company_id = ${company} and j.id = ${id}`;
  if (!row) return null;
  const { profile, ...job } = Row.parse(row);
  return { ...job, profile: profile ?? defaultProfile(job), own: profile !== null };
}

/** Says what a job asks for, with what stood before in the audit trail. Nothing else is touched: the next look ranks by it. */
export async function setJobProfile(
  tx: Tx,
  company: string,
  id: string,
  profile: JobProfile,
  by: string,
  now: Date,
): Promise<void> {
  const before = await jobProfile(tx, company, id);
  const after = JSON.stringify(profile);
  await tx`
    insert into job_profiles (company_id, job_id, profile, updated_by, updated_at)
    values (${company}, ${id}, ${after}::text::jsonb, ${by}, ${now})
    on conflict (company_id, job_id) do update
      set profile = excluded.profile, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
  await tx`
    insert into audit (company_id, at, actor, action, subject, before, after)
    values (${company}, ${now}, ${by}, 'job_profile', ${id}, ${JSON.stringify(before?.profile ?? null)}::text::jsonb,
      ${after}::text::jsonb)`;
}
