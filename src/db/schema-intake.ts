import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
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
    madeMilestone: boolean("made_milestone").notNull().default(false),
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
    index("intakes_also").on(t.companyId, t.createdAt).where(sql`also_candidate_id is not null`),
  ],
);

/**
 * Whose a phone, e-mail address or openid is: by these and never by a name two deliveries are the same person. An
 * erased person's rows stay without their value, so that late data about them creates nothing; when they come again by
 * themselves, a row becomes the new person's, and what was sent before the erasure still creates nothing.
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
    /** Until then it was somebody's who had themselves erased: what was sent by then creates nothing. */
    notBefore: at("not_before"),
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

/** One import of a table: what was read, what came of it, and whether it was taken back. No cell of it is kept. */
export const imports = pgTable(
  "imports",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    /** The name people gave the file; sealed, for it may hold a person's. */
    nameSealed: bytea("name_sealed"),
    /** Keyed hash of its bytes, to say that it was here before. */
    fileIndex: text("file_index").notNull(),
    /** The whole file, only until it has been run or given up. */
    fileSealed: bytea("file_sealed"),
    format: text("format").notNull(),
    /** ImportPlan of intake/table/plan.ts: kinds of the columns and what holds for all rows. */
    plan: jsonb("plan").notNull(),
    state: text("state", { enum: ["preview", "running", "done", "failed", "undone"] }).notNull(),
    /** Rows read so far, and what became of them. */
    rows: integer("rows").notNull().default(0),
    created: integer("created").notNull().default(0),
    joined: integer("joined").notNull().default(0),
    repeated: integer("repeated").notNull().default(0),
    erased: integer("erased").notNull().default(0),
    bad: integer("bad").notNull().default(0),
    /** Undone: how many were taken back, how many stayed because something had happened with them. */
    removed: integer("removed"),
    kept: integer("kept"),
    actor: text("actor").notNull(),
    createdAt: at("created_at").notNull(),
    /** Last sign of life of whoever runs it or takes it back; null = nobody did, or it was taken back to the end. */
    aliveAt: at("alive_at"),
    /** How often it was taken up since without getting on. */
    stalls: integer("stalls").notNull().default(0),
    finishedAt: at("finished_at"),
    undoneBy: text("undone_by"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("imports_created").on(t.companyId, t.createdAt),
  ],
);

/** Rows of an import that were not taken, with the reason and none of their words. */
export const importBadRows = pgTable(
  "import_bad_rows",
  {
    companyId: text("company_id").notNull(),
    importId: uuid("import_id").notNull(),
    line: integer("line").notNull(),
    reason: text("reason").notNull(), // RowProblem of core/intake/table-row.ts
  },
  (t) => [primaryKey({ columns: [t.companyId, t.importId, t.line] })],
);

/** Two persons whom somebody found to be one, and all that was moved, so that it can be reversed exactly. */
export const candidateMerges = pgTable(
  "candidate_merges",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    keptId: uuid("kept_id").notNull(),
    goneId: uuid("gone_id").notNull(),
    /** MergeRecord of db/merge-record.ts: what stood where before; erased with the person. */
    recordSealed: bytea("record_sealed"),
    mergedBy: text("merged_by").notNull(),
    mergedAt: at("merged_at").notNull(),
    undoneBy: text("undone_by"),
    undoneAt: at("undone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("candidate_merges_kept").on(t.companyId, t.keptId),
    index("candidate_merges_gone").on(t.companyId, t.goneId),
  ],
);
