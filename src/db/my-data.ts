import { z } from "zod";
import { stages } from "./applications.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

const ms = z.date().transform((at) => at.getTime());
const Sealed = z.instanceof(Uint8Array).nullable();

const Person = z.object({
  id: z.uuid(),
  nameSealed: Sealed,
  phoneSealed: Sealed,
  since: ms,
  screening: z.boolean().nullable(),
  model: z.boolean().nullable(),
  pool: z.boolean().nullable(),
  voice: z.boolean().nullable(),
  timeZone: z.string(),
  now: ms,
});

/** The person a conversation is with, opened; null = erased, or never there. */
export async function readPerson(sql: Sql | Tx, vault: Vault, company: string, conversationId: string) {
  const [row] = await sql`
    select c.id, c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed", c.created_at as since,
      c.consent_screening as screening, c.consent_model as model, c.consent_pool as pool, c.consent_voice as voice,
      co.time_zone as "timeZone", clock_timestamp() as now
    from conversations v
    join applications a on a.company_id = v.company_id and a.id = v.application_id
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    join companies co on co.id = v.company_id
    where v.company_id = ${company} and v.id = ${conversationId} and v.erased_at is null and c.erased_at is null`;
  if (!row) return null;
  const { nameSealed, phoneSealed, ...person } = Person.parse(row);
  const opened = (sealed: Uint8Array | null, field: string) =>
    sealed ? z.string().parse(vault.open(sealed, `${company}:${field}`)) : null;
  return { ...person, name: opened(nameSealed, "candidates"), phone: opened(phoneSealed, "phone") };
}

const At = z.object({ at: ms });
const Application = z.object({
  id: z.uuid(),
  number: z.int(),
  job: z.string(),
  createdAt: ms,
  stage: z.enum(stages),
  jobFit: z.record(z.string(), z.unknown()).nullable(),
  platform: z.string().nullable(),
  stateSealed: Sealed,
  pins: z.record(z.string(), z.string()).nullable(),
  mailSource: z.string().nullable(),
  results: z.coerce.number(),
  modelCalls: z.coerce.number(),
  models: z.array(z.string()),
  posts: z.coerce.number(),
});

/** A person's applications, the oldest first; `stateSealed` is that of the newest conversation. */
export async function readApplications(sql: Sql | Tx, company: string, candidateId: string) {
  const rows = await sql`
    select a.id, a.number, j.title as job, a.created_at as "createdAt", a.stage, a.job_fit as "jobFit",
      v.channel as platform, v.state_sealed as "stateSealed", v.pins,
      (select m.channel from mail_sources m where m.company_id = a.company_id and m.application_id = a.id) as "mailSource",
      (select count(*) from assessments s where s.company_id = a.company_id and s.application_id = a.id) as results,
      (select coalesce(sum(calls), 0) from judgements g where g.company_id = a.company_id and g.application_id = a.id
        and g.state = 'done') as "modelCalls",
      array(select distinct g.model from judgements g where g.company_id = a.company_id and g.application_id = a.id
        and g.model is not null order by 1) as models,
      (select count(*) from recruiter_posts p where p.company_id = a.company_id and p.application_id = a.id) as posts
    from applications a
    join jobs j on j.company_id = a.company_id and j.id = a.job_id
    left join lateral (
      select channel, state_sealed, pins from conversations x
      where x.company_id = a.company_id and x.application_id = a.id order by x.created_at desc limit 1) v on true
    where a.company_id = ${company} and a.candidate_id = ${candidateId} order by a.created_at, a.number`;
  return rows.map((row) => Application.parse(row));
}

const Fact = At.extend({ applicationId: z.uuid(), name: z.string() });
const Touch = At.extend({ applicationId: z.uuid(), channel: z.string() });
const Employment = z.object({
  hiredOn: z.string(),
  leftOn: z.string().nullable(),
  exitReason: z.string().nullable(),
  figures: z.coerce.number(),
  applicationId: z.uuid(),
});

/** What happened, how they came, and where they worked, by application. */
export async function readPast(sql: Sql | Tx, company: string, candidateId: string) {
  const mine = sql`select id from applications where company_id = ${company} and candidate_id = ${candidateId}`;
  const [facts, touches, employments] = await Promise.all([
    sql`select application_id as "applicationId", name, at from application_events
      where company_id = ${company} and application_id in (${mine}) order by id`,
    sql`select t.at, t.channel, a.id as "applicationId" from touches t
      join applications a on a.company_id = t.company_id and a.candidate_id = t.candidate_id and a.job_id = t.job_id
      where t.company_id = ${company} and t.candidate_id = ${candidateId} order by t.at`,
    sql`select a.id as "applicationId", e.hired_on::text as "hiredOn", e.left_on::text as "leftOn",
        e.exit_reason as "exitReason", (e.sat is not null)::int + (e.three_min_rate is not null)::int as figures
      from employees e
      join applications a on a.company_id = e.company_id and a.candidate_id = e.candidate_id and a.job_id = e.job_id
      where e.company_id = ${company} and e.candidate_id = ${candidateId} order by e.hired_on`,
  ]);
  return {
    facts: facts.map((row) => Fact.parse(row)),
    touches: touches.map((row) => Touch.parse(row)),
    employments: employments.map((row) => Employment.parse(row)),
  };
}

const Contact = z.object({ kind: z.string(), sealed: z.instanceof(Uint8Array) });
const ResumeRow = z.object({
  receivedAt: ms,
  channel: z.string(),
  basis: z.string(),
  fields: z.record(z.string(), z.unknown()),
  bodySealed: Sealed,
});
const ResumeBody = z.object({ text: z.string().nullable().catch(null) });

/** What deliveries brought about a person: contacts and résumés, opened, the oldest first. */
export async function readDeliveries(sql: Sql | Tx, vault: Vault, company: string, candidateId: string) {
  const [contacts, resumes] = await Promise.all([
    sql`select kind, value_sealed as sealed from candidate_contacts
      where company_id = ${company} and candidate_id = ${candidateId} and value_sealed is not null
      order by created_at, kind`,
    sql`select r.received_at as "receivedAt", i.channel, i.lawful_basis as basis, r.fields, r.body_sealed as "bodySealed"
      from resumes r join intakes i on i.company_id = r.company_id and i.id = r.intake_id
      where r.company_id = ${company} and r.candidate_id = ${candidateId} order by r.received_at`,
  ]);
  return {
    contacts: contacts.map((row) => {
      const { kind, sealed } = Contact.parse(row);
      return { kind, value: z.string().parse(vault.open(sealed, `${company}:contacts`)) };
    }),
    resumes: resumes.map((row) => {
      const { bodySealed, ...rest } = ResumeRow.parse(row);
      const text = bodySealed ? ResumeBody.parse(vault.open(bodySealed, `${company}:resumes`)).text : null;
      return { ...rest, text };
    }),
  };
}
