import { z } from "zod";
import { MailRule } from "../core/mail/rules.ts";
import type { Sql, Tx } from "./client.ts";

const OwnRule = MailRule.extend({ enabled: z.boolean() });
/** A company's own rule; a disabled one with the id of one of ours switches that off. */
export type OwnRule = z.infer<typeof OwnRule>;

/** The company's own rules, in order. */
export async function ownMailRules(sql: Sql | Tx, company: string): Promise<OwnRule[]> {
  const rows = await sql`
    select id, channel, of, pattern, enabled from mail_rules where company_id = ${company} order by place, id`;
  return rows.map((row) => OwnRule.parse(row));
}

/** Adds a rule, or changes the one with this id. */
export const putMailRule = (tx: Tx, company: string, rule: OwnRule, by: string, at: Date) => tx`
  insert into mail_rules (company_id, id, channel, of, pattern, enabled, updated_by, updated_at)
  values (${company}, ${rule.id}, ${rule.channel}, ${rule.of}, ${rule.pattern}, ${rule.enabled}, ${by}, ${at})
  on conflict (company_id, id) do update set channel = excluded.channel, of = excluded.of,
    pattern = excluded.pattern, enabled = excluded.enabled, updated_by = excluded.updated_by,
    updated_at = excluded.updated_at`;

/** Removes a rule; one of ours with the same id counts again. */
export const dropMailRule = (tx: Tx, company: string, id: string) =>
  tx`delete from mail_rules where company_id = ${company} and id = ${id}`;

const Position = z.object({ position: z.string(), jobId: z.string() });

/** Which job each position means, as people said. */
export async function saidPositions(sql: Sql | Tx, company: string): Promise<Map<string, string>> {
  const rows =
    await sql`select position, job_id as "jobId" from mail_positions where company_id = ${company}`;
  return new Map(rows.map((row) => Position.parse(row)).map(({ position, jobId }) => [position, jobId]));
}

/** Keeps which job a position means. */
export const sayPosition = (
  tx: Tx,
  company: string,
  position: string,
  jobId: string,
  by: string,
  at: Date,
) => tx`
  insert into mail_positions (company_id, position, job_id, updated_by, updated_at)
  values (${company}, ${position}, ${jobId}, ${by}, ${at})
  on conflict (company_id, position) do update
    set job_id = excluded.job_id, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;

const Titled = z.object({ id: z.string(), title: z.string() });

/** Jobs that people can apply for by mail. */
export async function mailJobs(sql: Sql | Tx, company: string): Promise<z.infer<typeof Titled>[]> {
  const rows = await sql`
    select id, title from jobs where company_id = ${company} and status = 'open' and not practice
    order by created_at desc, id limit 500`;
  return rows.map((row) => Titled.parse(row));
}
