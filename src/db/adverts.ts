import { z } from "zod";
import { Advert, type Behind, type PublicJob } from "../core/adverts/advert.ts";
import type { Sql, Tx } from "./client.ts";

/** A job's advert; null = none was written yet. */
export async function readAdvert(sql: Sql | Tx, company: string, job: string): Promise<Advert | null> {
  const [row] = await sql`
    select about, needs, offers, english, city, pay_min as "payMin", pay_max as "payMax", employment,
      closes_on::text as "closesOn"
    from job_adverts where company_id = ${company} and job_id = ${job}`;
  return row ? Advert.parse({ ...row }) : null;
}

/** Writes a job's advert in place of the one before. */
export const writeAdvert = (tx: Tx, company: string, job: string, a: Advert, by: string, now: Date) => tx`
  insert into job_adverts (company_id, job_id, about, needs, offers, english, city, pay_min, pay_max, employment,
    closes_on, updated_by, updated_at)
  values (${company}, ${job}, ${a.about}, ${a.needs}, ${a.offers}, ${a.english}, ${a.city}, ${a.payMin}, ${a.payMax},
    ${a.employment}, ${a.closesOn}::text::date, ${by}, ${now})
  on conflict (company_id, job_id) do update set about = excluded.about, needs = excluded.needs,
    offers = excluded.offers, english = excluded.english, city = excluded.city, pay_min = excluded.pay_min,
    pay_max = excluded.pay_max, employment = excluded.employment, closes_on = excluded.closes_on,
    updated_by = excluded.updated_by, updated_at = excluded.updated_at`;

const Shown = z.object({
  id: z.string(),
  title: z.string(),
  company: z.string(),
  companyId: z.string(),
  shift: z.enum(["day", "night", "rotating"]).nullable(),
  openings: z.int().nullable(),
  postedOn: z.iso.date(),
  code: z.string(),
});

/** Columns of a job on a channel; `j` jobs, `c` companies, `d` job_adverts, `l` tracking_links. */
const shown = (sql: Sql) => sql`
  j.id, j.title, c.name as company, c.id as "companyId", j.shift, j.openings, l.code,
  (coalesce((select min(p.at) from posting_events p where p.company_id = j.company_id and p.job_id = j.id
    and p.kind = 'posted'), j.created_at) at time zone c.time_zone)::date::text as "postedOn",
  d.about, d.needs, d.offers, d.english, d.city, d.pay_min as "payMin", d.pay_max as "payMax", d.employment,
  d.closes_on::text as "closesOn"`;

/** The job takes applications today. */
const takes = (sql: Sql, now: Date) => sql`
  j.status = 'open' and not j.practice and (d.closes_on is null or d.closes_on >= (${now}::timestamptz at time zone c.time_zone)::date)`;

/** How the channel of a link stands: the kind of its last event. */
const standing = (sql: Sql) => sql`
  (select p.kind from posting_events p where p.company_id = j.company_id and p.job_id = j.id and p.channel = l.source
    order by p.at desc, p.id desc limit 1)`;

const readShown = (row: Record<string, unknown>): PublicJob => {
  const { about, needs, offers, english, city, payMin, payMax, employment, closesOn } = row;
  const advert = { about, needs, offers, english, city, payMin, payMax, employment, closesOn };
  return { ...Shown.parse(row), advert: Advert.parse(advert) };
};

const Found = z.object({
  company: z.string(),
  companyId: z.string(),
  title: z.string(),
  open: z.boolean(),
  takes: z.boolean().nullable(),
  posted: z.boolean(),
});

/** The job behind a tracking code, whichever company it belongs to. */
export async function jobBehind(sql: Sql, code: string, now: Date): Promise<Behind> {
  const [row] = await sql`
    select ${shown(sql)}, j.status = 'open' as open, (${takes(sql, now)}) as takes,
      d.job_id is not null and exists (select 1 from posting_events p where p.company_id = j.company_id
        and p.job_id = j.id) as posted
    from tracking_links l
    join jobs j on j.company_id = l.company_id and j.id = l.job_id
    join companies c on c.id = j.company_id
    left join job_adverts d on d.company_id = j.company_id and d.job_id = j.id
    where l.code = ${code}`;
  if (!row) return { kind: "unknown" };
  const found = Found.parse(row);
  const { company, companyId, title } = found;
  if (!found.open || (found.posted && !found.takes)) return { kind: "closed", company, companyId, title };
  return found.posted
    ? { kind: "job", job: readShown({ ...row }) }
    : { kind: "unpublished", company, companyId, title };
}

/** The company's jobs that are published on a channel now, the newest first. */
export async function jobsOn(sql: Sql, company: string, channel: string, now: Date): Promise<PublicJob[]> {
  const rows = await sql`
    select ${shown(sql)} from jobs j
    join companies c on c.id = j.company_id
    join job_adverts d on d.company_id = j.company_id and d.job_id = j.id
    join tracking_links l on l.company_id = j.company_id and l.job_id = j.id and l.source = ${channel}
      and l.campaign is null
    where j.company_id = ${company} and ${takes(sql, now)} and ${standing(sql)} in ('posted', 'refreshed')
    order by j.created_at desc, j.id limit 1000`;
  return rows.map((row) => readShown({ ...row }));
}
