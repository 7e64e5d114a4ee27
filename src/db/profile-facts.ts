import { z } from "zod";
import { addDays, type Day } from "../core/calendar-days.ts";
import type { ProfileFacts, ShownFacts } from "../core/profile/derive.ts";
import { Fit } from "./applications.ts";
import { openAssessment } from "./assessments-read.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** How long a consent to the talent pool lasts, as the consent screen says. */
const poolDays = 365;

/** What is known about a candidate: facts for tags, jobs they applied for, and up to when they are in the pool. */
export type KnownPerson = { id: string; facts: ProfileFacts; jobs: string[]; poolUntil: Day | null };

const Person = z.object({
  id: z.uuid(),
  /** null = was never asked. */
  pool: z.boolean().nullable(),
  poolFrom: z.string(),
  /** Since when another lawful basis than an application is recorded. */
  basisFrom: z.string().nullable(),
});
const Application = z.object({
  id: z.uuid(),
  candidate: z.uuid(),
  job: z.string(),
  fit: Fit.nullable(),
  on: z.string(),
  stage: z.string(),
});
const Shown = z.object({
  id: z.uuid(),
  candidate: z.uuid(),
  on: z.string(),
  total: z.number(),
  passed: z.boolean(),
  dimensions: z.object({ emotion: z.number().catch(0), completeness: z.number().catch(0) }),
  bodySealed: z.instanceof(Uint8Array).nullable(),
});
const Resume = z.object({
  id: z.uuid(),
  candidate: z.uuid(),
  on: z.string(),
  fields: z.object({
    platforms: z.array(z.string()).catch([]),
    tags: z.array(z.string()).catch([]),
    night_shift: z.boolean().nullable().catch(null),
    single_rest_ok: z.boolean().nullable().catch(null),
    expected_salary_min: z.number().nullable().catch(null),
    years_experience: z.number().nullable().catch(null),
    available_from: z.string().nullable().catch(null),
  }),
});
const Note = z.object({
  candidate: z.uuid(),
  tag: z.string(),
  holds: z.boolean(),
  by: z.string(),
  on: z.string(),
});

/**
 * The facts of these candidates. Whoever was erased, or refused the screening, is left out: nothing of them may be
 * matched. Practice leaves no trace here either.
 */
export async function readPeople(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  timeZone: string,
  ids: readonly string[],
): Promise<KnownPerson[]> {
  const day = (column: string) => sql`to_char(${sql(column)} at time zone ${timeZone}, 'YYYY-MM-DD')`;
  const whom = [...ids];
  const [people, applications, shown, notes, resumes] = await Promise.all([
    sql`
      select c.id, c.consent_pool as pool, (
          select max(${day("n.received_at")}) from intakes n where n.company_id = c.company_id
            and n.candidate_id = c.id and n.lawful_basis in ('consent', 'public')) as "basisFrom",
        to_char(coalesce((
          select max(e.at) from applications a join application_events e on e.company_id = a.company_id
            and e.application_id = a.id and e.name = 'consented'
          where a.company_id = c.company_id and a.candidate_id = c.id), c.created_at) at time zone ${timeZone},
        'YYYY-MM-DD') as "poolFrom"
      from candidates c where c.company_id = ${company} and c.id = any(${whom}::uuid[]) and c.erased_at is null
        and c.consent_screening is not false
      order by c.created_at, c.id`,
    sql`
      select a.id, a.candidate_id as candidate, a.job_id as job, a.job_fit as fit, a.stage, to_char(coalesce((
          select max(e.at) from application_events e where e.company_id = a.company_id and e.application_id = a.id
            and e.name = 'facts_given'), a.created_at) at time zone ${timeZone}, 'YYYY-MM-DD') as on
      from applications a join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
      where a.company_id = ${company} and a.candidate_id = any(${whom}::uuid[]) order by a.created_at, a.number`,
    sql`
      select s.id, a.candidate_id as candidate, ${day("s.created_at")} as on, s.total, s.passed, s.dimensions,
        s.body_sealed as "bodySealed"
      from applications a join jobs j on j.company_id = a.company_id and j.id = a.job_id and not j.practice
      join assessments s on s.company_id = a.company_id and s.application_id = a.id and s.standing
      where a.company_id = ${company} and a.candidate_id = any(${whom}::uuid[]) order by s.created_at, s.attempt`,
    sql`
      select candidate_id as candidate, tag, holds, noted_by as by, ${day("noted_at")} as on from tag_notes
      where company_id = ${company} and candidate_id = any(${whom}::uuid[]) order by noted_at, tag`,
    sql`
      select id, candidate_id as candidate, ${day("received_at")} as on, fields from resumes
      where company_id = ${company} and candidate_id = any(${whom}::uuid[]) order by received_at, created_at, id`,
  ]);
  const applied = grouped(applications.map((row) => Application.parse(row)));
  const assessed = grouped(shown.map((row) => Shown.parse(row)));
  const written = grouped(resumes.map((row) => Resume.parse(row)));
  const noted = grouped(notes.map((row) => Note.parse(row)));
  return people
    .map((row) => Person.parse(row))
    .map((person) => {
      const { id } = person;
      const own = applied.get(id) ?? [];
      return {
        id,
        jobs: [...new Set(own.filter(({ stage }) => stage !== "withdrawn").map(({ job }) => job))],
        poolUntil: poolUntil(person),
        facts: {
          said: own.flatMap(({ id: application, on, fit }) => (fit ? [{ application, on, fit }] : [])),
          shown: (assessed.get(id) ?? []).map((one) => shownOf(vault, company, one)),
          resumes: (written.get(id) ?? []).map(({ id: resume, on, fields }) => ({
            id: resume,
            on,
            platforms: fields.platforms,
            tags: fields.tags,
            nightShift: fields.night_shift,
            singleRest: fields.single_rest_ok,
            payMin: fields.expected_salary_min,
            years: fields.years_experience,
            availableFrom: fields.available_from,
          })),
          noted: (noted.get(id) ?? []).map(({ tag, holds, by, on }) => ({ tag, holds, by, on })),
        },
      };
    });
}

/** What recruiters noted about somebody, whatever they agreed to. */
export async function notesOf(sql: Sql | Tx, company: string, timeZone: string, id: string) {
  const rows = await sql`
    select candidate_id as candidate, tag, holds, noted_by as by,
      to_char(noted_at at time zone ${timeZone}, 'YYYY-MM-DD') as on
    from tag_notes where company_id = ${company} and candidate_id = ${id} order by noted_at, tag`;
  return rows.map((row) => Note.parse(row)).map(({ tag, holds, on }) => ({ tag, holds, on }));
}

/**
 * Up to when somebody may be matched to jobs they did not apply for: as long as their consent to the talent pool lasts; whoever
 * was never asked but was added with consent given elsewhere, or from what they published, as long from that day. A no
 * stands above every other basis.
 */
function poolUntil({ pool, poolFrom, basisFrom }: z.infer<typeof Person>): Day | null {
  if (pool === null) return basisFrom === null ? null : addDays(basisFrom, poolDays);
  return pool ? addDays(poolFrom, poolDays) : null;
}

function grouped<T extends { candidate: string }>(rows: T[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const row of rows) by.set(row.candidate, [...(by.get(row.candidate) ?? []), row]);
  return by;
}

/** Which cards the rules were about stands in the sealed result; when its words were forgotten the figures are left. */
function shownOf(vault: Vault, company: string, row: z.infer<typeof Shown>): ShownFacts {
  const { id, on, total, passed, dimensions, bodySealed } = row;
  const bare = { id, on, total, passed, ...dimensions, rules: [] };
  if (!bodySealed) return bare;
  try {
    const { complaint, rule, short } = openAssessment(vault, company, bodySealed);
    const rules = [
      ...(short?.items ?? []).map(({ card, score }) => ({ card, score, explained: false })),
      ...(rule ? [{ card: rule.card, score: rule.total, explained: true }] : []),
    ];
    return { ...bare, emotion: complaint.emotion, completeness: complaint.completeness, rules };
  } catch {
    // A result of another layout: its figures stand in columns of their own.
    return bare;
  }
}
