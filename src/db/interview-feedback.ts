import { z } from "zod";
import { type Criterion, criterionIds } from "../core/interviews/sheet.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

const Row = z.object({
  recruiterId: z.string(),
  name: z.string().nullable(),
  scores: z.record(z.enum(criterionIds as [Criterion, ...Criterion[]]), z.int().min(1).max(5)),
  recommend: z.boolean(),
  noteSealed: z.instanceof(Uint8Array).nullable(),
  at: z.date(),
});
/** What one interviewer found, 1 to 5 by criterion. */
export type Feedback = Omit<z.infer<typeof Row>, "noteSealed"> & { note: string };

const context = (company: string) => `${company}:interview_feedback`;

/** Keeps what an interviewer found; the same person again replaces it. */
export const putFeedback = (
  tx: Tx,
  vault: Vault,
  company: string,
  f: {
    bookingId: string;
    applicationId: string;
    recruiterId: string;
    scores: Record<Criterion, number>;
    recommend: boolean;
    note: string;
    at: Date;
  },
) => tx`
  insert into interview_feedback (company_id, booking_id, recruiter_id, application_id, scores, recommend, note_sealed, at)
  values (${company}, ${f.bookingId}, ${f.recruiterId}, ${f.applicationId}, ${tx.json(f.scores)}, ${f.recommend},
    ${f.note ? vault.seal(f.note, context(company)) : null}, ${f.at})
  on conflict (company_id, booking_id, recruiter_id) do update set scores = excluded.scores, recommend = excluded.recommend,
    note_sealed = excluded.note_sealed, at = excluded.at`;

/** All feedback on an application, the oldest first. */
export async function feedbackOn(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  applicationId: string,
): Promise<Feedback[]> {
  const rows = await sql`
    select f.recruiter_id as "recruiterId", r.name, f.scores, f.recommend, f.note_sealed as "noteSealed", f.at
    from interview_feedback f left join recruiters r on r.company_id = f.company_id and r.id = f.recruiter_id
    where f.company_id = ${company} and f.application_id = ${applicationId} order by f.at`;
  return rows.map((row) => {
    const { noteSealed, ...rest } = Row.parse(row);
    return { ...rest, note: noteSealed ? z.string().parse(vault.open(noteSealed, context(company))) : "" };
  });
}
