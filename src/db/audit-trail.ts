import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

export type AuditEntry = {
  actor: string;
  action: string;
  /** A job, a person, an application, a setting. */
  subject: string;
  before?: unknown;
  after?: unknown;
};

/** Notes who did what, in the transaction that did it. */
export const noteAudit = (tx: Tx, company: string, entry: AuditEntry, now: Date) => tx`
  insert into audit (company_id, at, actor, action, subject, before, after)
  values (${company}, ${now}, ${entry.actor}, ${entry.action}, ${entry.subject},
    ${jsonOf(entry.before)}::text::jsonb, ${jsonOf(entry.after)}::text::jsonb)`;

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

const Line = z.object({
  at: z.date(),
  actor: z.string(),
  /** The person's name, null when they are not known any more. */
  by: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditLine = z.infer<typeof Line>;

/** What people did, the newest first: changes and looks noted here, facts about applications that have a person as actor, exports and spend. */
export async function auditLines(
  sql: Sql | Tx,
  company: string,
  page: { limit: number; offset: number },
): Promise<AuditLine[]> {
  const upTo = page.limit + page.offset;
  const rows = await sql`
    select l.at, l.actor, r.name as by, l.action, l.subject, l.before, l.after from (
      (select at, actor, action, subject, before, after from audit
        where company_id = ${company} order by at desc, id desc limit ${upTo})
      union all
      (select e.at, e.actor, e.name, 'C' || a.number, e.data->'before', coalesce(e.data->'after', e.data->'reason')
        from application_events e join applications a on a.company_id = e.company_id and a.id = e.application_id
        where e.company_id = ${company} and (e.actor like 'slack:%' or e.actor like 'console:%')
        order by e.at desc, e.id desc limit ${upTo})
      union all
      (select at, actor, 'exported', format, null, filter from exports_made
        where company_id = ${company} order by at desc limit ${upTo})
      union all
      (select at, actor, 'spend_entered', channel || ' ' || from_day || '..' || to_day, null, to_jsonb(amount_cny)
        from spend_entries where company_id = ${company} order by at desc limit ${upTo})
      union all
      (select undone_at, undone_by, 'spend_undone', channel || ' ' || from_day || '..' || to_day, to_jsonb(amount_cny), null
        from spend_entries where company_id = ${company} and undone_at is not null order by undone_at desc limit ${upTo})
    ) l left join recruiters r on r.company_id = ${company} and r.id = l.actor
    order by l.at desc limit ${page.limit} offset ${page.offset}`;
  return rows.map((row) => Line.parse(row));
}
