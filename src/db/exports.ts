import { createHash, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { milestoneStages } from "../core/milestones.ts";
import type { Sql } from "./client.ts";

export const exportFormats = ["csv", "xlsx", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Which applications: those that came on these local days, for one job or all. */
export const ExportFilter = z.strictObject({
  jobId: z.string().nullable(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
});
export type ExportFilter = z.infer<typeof ExportFilter>;

const Line = z.object({
  number: z.int(),
  job: z.string(),
  stage: z.string(),
  band: z.string().nullable(),
  score: z.number().nullable(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  mail: z.string().nullable(),
  came: z.string(),
  reached: z.record(z.string(), z.string()),
  hiredOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  exitReason: z.string().nullable(),
});
/** One application with its facts; nothing that says who it is. Times are local, like 2026-11-18 09:30. */
export type ExportLine = z.infer<typeof Line>;

/** Applications in the order in which they came, practice left out, at most `limit`. */
export async function exportLines(
  sql: Sql,
  company: string,
  timeZone: string,
  { jobId, from, to }: ExportFilter,
  limit: number,
): Promise<ExportLine[]> {
  const touch = (order: "asc" | "desc") => sql`
    (select t.channel from touches t where t.company_id = a.company_id and t.candidate_id = a.candidate_id
     order by t.at ${order === "asc" ? sql`asc` : sql`desc`}, t.channel limit 1)`;
  const local = (column: string) =>
    sql`to_char(${sql(column)} at time zone ${timeZone}, 'YYYY-MM-DD HH24:MI')`;
  const rows = await sql`
    select a.number, j.title as job, a.stage, a.band, a.total as score, ${touch("asc")} as first, ${touch("desc")} as last,
      s.channel as mail, ${local("a.created_at")} as came,
      coalesce((select jsonb_object_agg(m.stage, ${local("m.at")}) from milestones m
        where m.company_id = a.company_id and m.candidate_id = a.candidate_id and m.job_id = a.job_id
          and m.stage = any(${[...milestoneStages]}::text[])), '{}') as reached,
      e.hired_on::text as "hiredOn", e.left_on::text as "leftOn", e.exit_reason as "exitReason"
    from applications a
    join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
    left join mail_sources s on s.company_id = a.company_id and s.application_id = a.id
    left join employees e on e.company_id = a.company_id and e.key = a.candidate_id::text and e.job_id = a.job_id
    where a.company_id = ${company} ${jobId === null ? sql`` : sql`and a.job_id = ${jobId}`}
      ${from === null ? sql`` : sql`and a.created_at >= (${from}::text::timestamp at time zone ${timeZone})`}
      ${to === null ? sql`` : sql`and a.created_at < ((${to}::text::timestamp + interval '1 day') at time zone ${timeZone})`}
    order by a.number limit ${limit}`;
  return rows.map((row) => Line.parse(row));
}

export type NewExport = {
  company: string;
  actor: string;
  format: ExportFormat;
  filter: ExportFilter;
  now: Date;
};

/** Notes that somebody took `rows` applications out. */
export const noteExport = (sql: Sql, e: NewExport, rows: number) => sql`
  insert into exports_made (company_id, id, actor, format, filter, rows, at, fetched_at)
  values (${e.company}, ${randomUUID()}, ${e.actor}, ${e.format}, ${sql.json(e.filter)}, ${rows}, ${e.now}, ${e.now})`;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A token under which the file can be fetched for `minutes`; only its hash is kept. */
export async function promiseExport(sql: Sql, e: NewExport, minutes: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await sql`
    insert into exports_made (company_id, id, actor, format, filter, token_hash, at, expires_at)
    values (${e.company}, ${randomUUID()}, ${e.actor}, ${e.format}, ${sql.json(e.filter)}, ${hashOf(token)}, ${e.now},
      ${new Date(e.now.getTime() + minutes * 60_000)})`;
  return token;
}

const Promised = z.object({
  company: z.string(),
  id: z.uuid(),
  actor: z.string(),
  format: z.enum(exportFormats),
  filter: ExportFilter,
});
export type PromisedExport = z.infer<typeof Promised>;

/** What a token stands for; null = unknown or expired. */
export async function promisedExport(sql: Sql, token: string, now: Date): Promise<PromisedExport | null> {
  const [row] = await sql`
    select company_id as company, id, actor, format, filter from exports_made
    where token_hash = ${hashOf(token)} and expires_at > ${now}`;
  return row ? Promised.parse(row) : null;
}

/** Notes that the file behind a token was taken, and how much was in it. */
export const noteFetched = (sql: Sql, company: string, id: string, rows: number, now: Date) => sql`
  update exports_made set rows = ${rows}, fetched_at = ${now} where company_id = ${company} and id = ${id}`;
