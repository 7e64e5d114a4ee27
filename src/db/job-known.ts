import { z } from "zod";
import type { JobKnown } from "../core/faq/reply.ts";
import type { Sql, Tx } from "./client.ts";

const Row = z.object({
  job: z.string(),
  title: z.string(),
  company: z.string(),
  shift: z.enum(["day", "night", "rotating"]).nullable(),
  openings: z.int().nullable(),
  city: z.string().nullable(),
  payMin: z.int().nullable(),
  payMax: z.int().nullable(),
  employment: z.enum(["full_time", "part_time"]).nullable(),
  chinese: z.string().nullable(),
  english: z.string().nullable(),
  stamp: z.string(),
});

/** What an application's job is known for. `stamp` changes whenever an entry for it does. Null = no such application. */
export async function jobKnown(
  sql: Sql | Tx,
  company: string,
  applicationId: string,
): Promise<{ job: string; known: JobKnown; stamp: string } | null> {
  const [row] = await sql`
    select j.id as job, j.title, c.name as company, j.shift, j.openings, d.city, d.pay_min as "payMin",
      d.pay_max as "payMax", d.employment, d.about || E'\n' || d.needs || E'\n' || d.offers as chinese, d.english,
      (select coalesce(md5(string_agg(f.id || f.question || f.answer, '/' order by f.id)), '') from faq_entries f
        where f.company_id = a.company_id and f.job_id in ('', a.job_id)) as stamp
    from applications a
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    join companies c on c.id = a.company_id
    left join job_adverts d on d.company_id = a.company_id and d.job_id = a.job_id
    where a.company_id = ${company} and a.id = ${applicationId}`;
  if (!row) return null;
  const { job, stamp, city, payMin, payMax, employment, chinese, english, ...rest } = Row.parse(row);
  const advert =
    city === null || employment === null
      ? null
      : { city, payMin, payMax, employment, chinese: chinese ?? "", english: english ?? "" };
  return { job, stamp, known: { ...rest, advert } };
}

const Entry = z.object({ id: z.string(), question: z.string(), answer: z.string() });

/** The company's entries that hold for a job, its own first. */
export async function entriesFor(
  sql: Sql | Tx,
  company: string,
  job: string,
): Promise<z.infer<typeof Entry>[]> {
  const rows = await sql`
    select id::text, question, answer from faq_entries
    where company_id = ${company} and job_id in ('', ${job}) order by job_id desc, created_at, id`;
  return rows.map((row) => Entry.parse(row));
}
