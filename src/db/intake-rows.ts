import type { Applicant, IntakeKind } from "../core/intake/applicant.ts";
import type { ContactKind } from "../core/intake/contact-key.ts";
import type { LawfulBasis } from "../core/intake/lawful-basis.ts";
import type { Tx } from "./client.ts";
import { type Columns, insertRows } from "./insert-rows.ts";

type Row<T> = T & { company_id: string };

/** Everything a batch of applicants adds, as rows. */
export type IntakeRows = {
  candidates: Row<{
    id: string;
    name_sealed: Uint8Array | null;
    name_index: string | null;
    phone_sealed: Uint8Array | null;
    phone_index: string | null;
    locale: string;
    consent_pool: boolean | null;
    created_at: Date;
  }>[];
  applications: Row<{
    id: string;
    number: number;
    candidate_id: string;
    job_id: string;
    stage: "started";
    created_at: Date;
    stage_at: Date;
  }>[];
  facts: Row<{ application_id: string; key: string; name: string; actor: string; data: Fact; at: Date }>[];
  contacts: Row<{
    kind: ContactKind;
    value_index: string;
    candidate_id: string;
    value_sealed: Uint8Array;
    intake_id: string;
    created_at: Date;
  }>[];
  /** Contacts of somebody who was erased and is somebody new now. */
  taken: IntakeRows["contacts"];
  resumes: Row<{
    id: string;
    candidate_id: string;
    application_id: string | null;
    intake_id: string;
    fields: NonNullable<Applicant["resume"]>["fields"];
    body_sealed: Uint8Array;
    received_at: Date;
    created_at: Date;
  }>[];
  intakes: Row<{
    id: string;
    kind: IntakeKind;
    source_index: string;
    candidate_id: string;
    application_id: string | null;
    import_id: string | null;
    made_candidate: boolean;
    made_application: boolean;
    made_touch: boolean;
    made_milestone: boolean;
    gave_name: boolean;
    gave_phone: boolean;
    also_candidate_id: string | null;
    channel: string;
    campaign: string | null;
    lawful_basis: LawfulBasis;
    actor: string;
    received_at: Date;
    created_at: Date;
  }>[];
};

/** What a fact says besides its name: ids only, no words. */
type Fact = { source: IntakeKind; channel: string };

const columns: { [Table in keyof Omit<IntakeRows, "taken">]: Columns<IntakeRows[Table][number]> } = {
  candidates: {
    company_id: "text",
    id: "uuid",
    name_sealed: "bytea",
    name_index: "text",
    phone_sealed: "bytea",
    phone_index: "text",
    locale: "text",
    consent_pool: "boolean",
    created_at: "timestamptz",
  },
  applications: {
    company_id: "text",
    id: "uuid",
    number: "integer",
    candidate_id: "uuid",
    job_id: "text",
    stage: "text",
    created_at: "timestamptz",
    stage_at: "timestamptz",
  },
  facts: {
    company_id: "text",
    application_id: "uuid",
    key: "text",
    name: "text",
    actor: "text",
    data: "jsonb",
    at: "timestamptz",
  },
  contacts: {
    company_id: "text",
    kind: "text",
    value_index: "text",
    candidate_id: "uuid",
    value_sealed: "bytea",
    intake_id: "uuid",
    created_at: "timestamptz",
  },
  resumes: {
    company_id: "text",
    id: "uuid",
    candidate_id: "uuid",
    application_id: "uuid",
    intake_id: "uuid",
    fields: "jsonb",
    body_sealed: "bytea",
    received_at: "timestamptz",
    created_at: "timestamptz",
  },
  intakes: {
    company_id: "text",
    id: "uuid",
    kind: "text",
    source_index: "text",
    candidate_id: "uuid",
    application_id: "uuid",
    import_id: "uuid",
    made_candidate: "boolean",
    made_application: "boolean",
    made_touch: "boolean",
    made_milestone: "boolean",
    gave_name: "boolean",
    gave_phone: "boolean",
    also_candidate_id: "uuid",
    channel: "text",
    campaign: "text",
    lawful_basis: "text",
    actor: "text",
    received_at: "timestamptz",
    created_at: "timestamptz",
  },
};

/**
 * Writes the rows, as many statements as there are tables, in one round trip. Each is on its way while the next is being
 * written out.
 */
export async function insertIntake(tx: Tx, rows: IntakeRows): Promise<void> {
  const { candidates, applications, facts, contacts, taken, resumes, intakes } = rows;
  await Promise.all([
    candidates.length > 0 && insertRows(tx, "candidates", columns.candidates, candidates).execute(),
    applications.length > 0 && insertRows(tx, "applications", columns.applications, applications).execute(),
    facts.length > 0 &&
      insertRows(tx, "application_events", columns.facts, facts, "on conflict do nothing").execute(),
    contacts.length > 0 && insertRows(tx, "candidate_contacts", columns.contacts, contacts).execute(),
    ...taken.map((row) => takeContact(tx, row)),
    resumes.length > 0 && insertRows(tx, "resumes", columns.resumes, resumes).execute(),
    intakes.length > 0 && insertRows(tx, "intakes", columns.intakes, intakes).execute(),
  ]);
}

/** A contact of an erased person becomes another's; until when it was theirs stays, without their id. */
const takeContact = (tx: Tx, row: IntakeRows["contacts"][number]) => tx`
  update candidate_contacts k set candidate_id = ${row.candidate_id}, value_sealed = ${row.value_sealed},
    intake_id = ${row.intake_id}, created_at = ${row.created_at}, not_before = c.erased_at
  from candidates c
  where k.company_id = ${row.company_id} and k.kind = ${row.kind} and k.value_index = ${row.value_index}
    and c.company_id = k.company_id and c.id = k.candidate_id and c.erased_at is not null`;

/** The first of `count` fresh application numbers. */
export async function takeNumbers(tx: Tx, company: string, count: number): Promise<number> {
  const [row] = await tx<{ last: number }[]>`
    update companies set last_number = last_number + ${count} where id = ${company} returning last_number as last`;
  if (!row) throw new Error(`there is no company ${company}`);
  return row.last - count + 1;
}

/** Fills in what was not known of a person so far. */
export const completePerson = (
  tx: Tx,
  company: string,
  id: string,
  given: { name?: { sealed: Uint8Array; index: string }; phone?: { sealed: Uint8Array; index: string } },
) => tx`
  update candidates set name_sealed = coalesce(name_sealed, ${given.name?.sealed ?? null}),
    name_index = coalesce(name_index, ${given.name?.index ?? null}),
    phone_sealed = coalesce(phone_sealed, ${given.phone?.sealed ?? null}),
    phone_index = coalesce(phone_index, ${given.phone?.index ?? null})
  where company_id = ${company} and id = ${id}`;
