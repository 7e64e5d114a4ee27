import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import { belongs } from "./rights.ts";
import type { Vault } from "./vault.ts";

const context = (company: string) => `${company}:questions`;

/** A question as the dialogue passes it on. */
export type Forwarded = { id: string; group: string; question: string; entry: string | null };

/** Keeps a question that people must answer; a repetition changes nothing. */
export const insertQuestion = (
  tx: Tx,
  vault: Vault,
  of: { company: string; applicationId: string; id: string },
  { id, group, question, entry }: Forwarded,
  now: Date,
) => tx`
  insert into candidate_questions (company_id, id, group_id, job_id, application_id, conversation_id, question_sealed,
    entry, asked_at)
  select company_id, ${id}, ${group}, job_id, id, ${of.id}, ${vault.seal(question.slice(0, 2000), context(of.company))},
    ${entry}, ${now}
  from applications where company_id = ${of.company} and id = ${of.applicationId}
  on conflict do nothing`;

const Waiting = z.object({
  group: z.uuid(),
  applicationId: z.uuid(),
  entry: z.string().nullable(),
  sealed: z.instanceof(Uint8Array),
});

/** A question that waits for people. */
export type WaitingQuestion = { group: string; own: boolean; entry: string | null; question: string };

/** The newest questions about a job that nobody answered; `own` = this application asked it. */
export async function waitingQuestions(
  sql: Sql | Tx,
  vault: Vault,
  of: { company: string; job: string; applicationId: string },
): Promise<WaitingQuestion[]> {
  const rows = await sql`
    select group_id as "group", application_id as "applicationId", entry, question_sealed as sealed
    from candidate_questions
    where company_id = ${of.company} and job_id = ${of.job} and state = 'open' order by asked_at desc, id limit 60`;
  return rows.map((row) => {
    const { sealed, applicationId, ...rest } = Waiting.parse(row);
    const question = z.string().parse(vault.open(sealed, context(of.company)));
    return { ...rest, own: applicationId === of.applicationId, question };
  });
}

const Group = z.object({
  group: z.uuid(),
  state: z.enum(["open", "answered", "accepted", "rejected"]),
  job: z.string(),
  jobTitle: z.string().nullable(),
  entry: z.string().nullable(),
  askers: z.int(),
  applicationId: z.uuid(),
  number: z.int(),
  askedAt: z.date(),
  sealed: z.instanceof(Uint8Array),
  answerSealed: z.instanceof(Uint8Array).nullable(),
  answeredBy: z.string().nullable(),
});

/** The same question of one or more people; `applicationId` and `number` of who asked first. */
export type QuestionGroup = Omit<z.infer<typeof Group>, "sealed" | "answerSealed"> & {
  question: string;
  answer: string | null;
};

/**
 * Questions that wait for people or whose answer is suggested as an entry, the oldest first; with `ownOf` only those
 * about this recruiter's jobs, with `group` or `applicationId` only these.
 */
export async function questionGroups(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  only: { ownOf?: string | null; group?: string; applicationId?: string; limit?: number } = {},
): Promise<QuestionGroup[]> {
  const { ownOf = null, group, applicationId, limit = 20 } = only;
  const rows = await sql`
    select distinct on (q.group_id) q.group_id as "group", q.state, q.job_id as job, j.title as "jobTitle", q.entry,
      (select count(*)::int from candidate_questions s where s.company_id = q.company_id and s.group_id = q.group_id)
        as askers,
      q.application_id as "applicationId", a.number, q.asked_at as "askedAt", q.question_sealed as sealed,
      q.answer_sealed as "answerSealed", q.answered_by as "answeredBy"
    from candidate_questions q
    join applications a on a.company_id = q.company_id and a.id = q.application_id
    left join jobs j on j.company_id = q.company_id and j.id = q.job_id
    where q.company_id = ${company}
      ${group === undefined ? sql`and q.state in ('open', 'answered')` : sql`and q.group_id = ${group}`}
      ${applicationId === undefined ? sql`` : sql`and q.application_id = ${applicationId}`}
      ${ownOf ? sql`and ${belongs(sql, company, sql`q.job_id`, sql`${ownOf}::text`)}` : sql``}
    order by q.group_id, q.asked_at, q.id`;
  return rows
    .map((row) => {
      const { sealed, answerSealed, ...rest } = Group.parse(row);
      const open = (value: Uint8Array) => z.string().parse(vault.open(value, context(company)));
      return { ...rest, question: open(sealed), answer: answerSealed && open(answerSealed) };
    })
    .sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime())
    .slice(0, limit);
}

/** Locks everybody who asked this; gives their conversations and what each of them wrote. */
export async function lockAskers(
  tx: Tx,
  vault: Vault,
  company: string,
  group: string,
): Promise<{ conversationId: string; question: string; state: string }[]> {
  const rows = await tx`
    select conversation_id as "conversationId", question_sealed as sealed, state from candidate_questions
    where company_id = ${company} and group_id = ${group} order by asked_at, id for update`;
  const Asker = z.object({ conversationId: z.uuid(), sealed: z.instanceof(Uint8Array), state: z.string() });
  return rows.map((row) => {
    const { sealed, ...rest } = Asker.parse(row);
    return { ...rest, question: z.string().parse(vault.open(sealed, context(company))) };
  });
}

/** Keeps the answer with everybody who asked. */
export const answerQuestion = (
  tx: Tx,
  vault: Vault,
  of: { company: string; group: string },
  answer: string,
  by: string,
  now: Date,
) => tx`
  update candidate_questions set state = 'answered', answer_sealed = ${vault.seal(answer, context(of.company))},
    answered_by = ${by}, answered_at = ${now}
  where company_id = ${of.company} and group_id = ${of.group} and state = 'open'`;

/** Settles a suggestion. */
export const settleSuggestion = (
  tx: Tx,
  of: { company: string; group: string },
  state: "accepted" | "rejected",
  by: string,
) => tx`
  update candidate_questions set state = ${state}, settled_by = ${by}
  where company_id = ${of.company} and group_id = ${of.group} and state <> 'accepted'`;
