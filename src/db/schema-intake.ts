import { boolean, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/**
 * Every applicant who was ever let in by a source, once per delivery; its key stays after erasure, so that the same
 * delivery never has an effect again. Nothing here names a person.
 */
export const intakes = pgTable(
  "intakes",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: ["mail", "csv", "webhook", "upload", "manual", "match"] }).notNull(),
    /** Keyed hash of the source's own id. */
    sourceIndex: text("source_index").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    applicationId: uuid("application_id"), // null = for no job in particular
    /** The import it came with, null = none. */
    importId: uuid("import_id"),
    /** What it made, so that it can be taken back exactly. */
    madeCandidate: boolean("made_candidate").notNull(),
    madeApplication: boolean("made_application").notNull(),
    madeTouch: boolean("made_touch").notNull(),
    gaveName: boolean("gave_name").notNull().default(false),
    gavePhone: boolean("gave_phone").notNull().default(false),
    /** Another person who has one of the same contacts: somebody should look whether they are one. */
    alsoCandidateId: uuid("also_candidate_id"),
    channel: text("channel").notNull(),
    campaign: text("campaign"),
    lawfulBasis: text("lawful_basis", { enum: ["applied", "consent", "public"] }).notNull(),
    actor: text("actor").notNull(),
    receivedAt: at("received_at").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("intakes_source").on(t.companyId, t.kind, t.sourceIndex),
    index("intakes_candidate").on(t.companyId, t.candidateId),
    index("intakes_import").on(t.companyId, t.importId),
  ],
);

/**
 * Whose a phone, e-mail address or openid is: by these and never by a name two deliveries are the same person. An
 * erased person's rows stay without their value, so that late data about them creates nothing.
 */
export const candidateContacts = pgTable(
  "candidate_contacts",
  {
    companyId: text("company_id").notNull(),
    kind: text("kind", { enum: ["phone", "email", "openid"] }).notNull(),
    valueIndex: text("value_index").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    valueSealed: bytea("value_sealed"),
    intakeId: uuid("intake_id"), // what brought it; null = a person or the chat
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.kind, t.valueIndex] }),
    index("candidate_contacts_candidate").on(t.companyId, t.candidateId),
    index("candidate_contacts_intake").on(t.companyId, t.intakeId),
  ],
);

/** What was read of a résumé: fields without a name or contact, and, sealed, the words they were read from. */
export const resumes = pgTable(
  "resumes",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    applicationId: uuid("application_id"),
    intakeId: uuid("intake_id").notNull(),
    fields: jsonb("fields").notNull(), // core/intake/applicant.ts ResumeFields
    bodySealed: bytea("body_sealed"), // {text, evidence}; null once they are forgotten
    receivedAt: at("received_at").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("resumes_candidate").on(t.companyId, t.candidateId, t.receivedAt),
    index("resumes_intake").on(t.companyId, t.intakeId),
    index("resumes_created").on(t.createdAt),
  ],
);
