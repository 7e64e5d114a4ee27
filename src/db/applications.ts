import { z } from "zod";
import { channelIds } from "../core/channel.ts";
import type { JobFit, Stage } from "../core/dialogue/effect.ts";
import { Locale } from "../core/locale.ts";
import type { Band } from "../core/scoring/assessment.ts";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";
import type { Vault } from "./vault.ts";

export const stages = [
  "started",
  "screening",
  "assessed",
  "manual",
  "held",
  "invited",
  "declined",
  "withdrawn",
] as const satisfies readonly Stage[];

export const bands = ["advance", "review", "decline_proposed"] as const satisfies readonly Band[];

/** The job-fit facts as they are stored. */
export const Fit: z.ZodType<JobFit> = z.object({
  startDate: z.string().optional(),
  shifts: z.enum(["any", "day", "evening", "limited"]).optional(),
  payMin: z.number().optional(),
  payMax: z.number().optional(),
  payNegotiable: z.boolean().optional(),
  platforms: z.array(z.string()).optional(),
});

const Row = z.object({
  id: z.uuid(),
  number: z.int(),
  version: z.int(),
  stage: z.enum(stages),
  nameSealed: z.instanceof(Uint8Array).nullable(),
  locale: Locale.catch("zh-CN"),
  jobId: z.string(),
  jobTitle: z.string(),
  jobFit: Fit.nullable(),
  total: z.number().nullable(),
  band: z.enum(bands).nullable(),
  source: z.string().nullable(),
  conversationId: z.uuid().nullable(),
  channel: z.enum(channelIds).nullable().catch(null),
  unreachable: z.boolean(),
  erased: z.boolean(),
  createdAt: z.date(),
  stageAt: z.date(),
});

/** An application with the candidate's name opened; `source` is the recruiting channel of the first touch. */
export type ApplicationRow = Omit<z.infer<typeof Row>, "nameSealed"> & { name: string | null };

/** What a list asks for; absent = no restriction. `name` and `number` are exact. */
export type ApplicationFilter = {
  stages?: readonly Stage[];
  band?: Band;
  job?: string;
  titlePart?: string;
  /** Recruiting channel of the person's first touch. */
  source?: string;
  /** Local days on which they came, both ends included; null = open. */
  came?: { from: string | null; to: string | null; timeZone: string };
  name?: string;
  number?: number;
  ids?: readonly string[];
  /** Only those who passed or are in review. */
  matched?: boolean;
  /** Only those of this recruiter's jobs. */
  ownOf?: string;
};

/** Context that names are sealed under. */
const names = (company: string) => `${company}:candidates`;

const filtered = (sql: Sql | Tx, vault: Vault, company: string, f: ApplicationFilter) => sql`
  a.company_id = ${company}
  ${f.stages ? sql`and a.stage = any(${[...f.stages]})` : sql``}
  ${f.band ? sql`and a.band = ${f.band}` : sql``}
  ${f.job ? sql`and a.job_id = ${f.job}` : sql``}
  ${f.titlePart ? sql`and position(lower(${f.titlePart}) in lower(j.title)) > 0` : sql``}
  ${
    f.source === undefined
      ? sql``
      : sql`and coalesce((select t.channel from touches t where t.company_id = a.company_id
          and t.candidate_id = a.candidate_id order by t.at, t.channel limit 1), 'unknown') = ${f.source}`
  }
  ${f.came?.from ? sql`and a.created_at >= (${f.came.from}::text::timestamp at time zone ${f.came.timeZone})` : sql``}
  ${f.came?.to ? sql`and a.created_at < ((${f.came.to}::text::timestamp + interval '1 day') at time zone ${f.came.timeZone})` : sql``}
  ${f.name ? sql`and c.name_index = ${vault.index(f.name, `${company}:name`)}` : sql``}
  ${f.number === undefined ? sql`` : sql`and a.number = ${f.number}`}
  ${f.ids ? sql`and a.id = any(${[...f.ids]}::uuid[])` : sql``}
  ${f.matched ? sql`and a.band in ('advance', 'review')` : sql``}
  ${f.ownOf ? sql`and ${belongs(sql, company, sql`a.job_id`, sql`${f.ownOf}::text`)}` : sql``}`;

/**
 * Applications of a company, those waiting for a person first (human path, then undecided, then on hold), then the
 * newest stage change first.
 */
export async function listApplications(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  filter: ApplicationFilter,
  page: { limit: number; offset: number },
): Promise<ApplicationRow[]> {
  const rows = await sql`
    select a.id, a.number, a.version, a.stage, c.name_sealed as "nameSealed", coalesce(v.locale, c.locale) as locale,
      a.job_id as "jobId", j.title as "jobTitle", a.job_fit as "jobFit", a.total, a.band, l.source,
      v.id as "conversationId", v.channel, coalesce(v.unreachable, true) as unreachable,
      c.erased_at is not null as erased, a.created_at as "createdAt", a.stage_at as "stageAt"
    from applications a
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    left join tracking_links l on l.company_id = a.company_id and l.code = a.first_touch
    left join lateral (
      select v.id, v.channel, v.locale, v.unreachable from conversations v
      where v.company_id = a.company_id and v.application_id = a.id order by v.created_at desc limit 1
    ) v on true
    where ${filtered(sql, vault, company, filter)}
    order by case a.stage when 'manual' then 0 when 'assessed' then 1 when 'held' then 2 else 3 end,
      a.stage_at desc, a.number desc
    limit ${page.limit} offset ${page.offset}`;
  return rows.map((row) => {
    const { nameSealed, ...rest } = Row.parse(row);
    return { ...rest, name: nameSealed ? z.string().parse(vault.open(nameSealed, names(company))) : null };
  });
}

/** How many applications the filter matches. */
export async function countApplications(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  filter: ApplicationFilter,
): Promise<number> {
  const [row] = await sql`
    select count(*)::int as n from applications a
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    where ${filtered(sql, vault, company, filter)}`;
  return z.object({ n: z.int() }).parse(row).n;
}

/** One application; null when the company has none with this id. */
export async function getApplication(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  id: string,
): Promise<ApplicationRow | null> {
  const [row] = await listApplications(sql, vault, company, { ids: [id] }, { limit: 1, offset: 0 });
  return row ?? null;
}
