import { bigserial, boolean, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** What a company chose, one row per subject (`digests` = core/digest/times.ts); absent = the defaults. */
export const companySettings = pgTable(
  "company_settings",
  {
    companyId: text("company_id").notNull(),
    key: text("key").notNull(),
    value: jsonb("value").notNull(),
    updatedBy: text("updated_by"),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.key] })],
);

/** What a recruiter chose for themselves; absent = the defaults of OwnSettings. */
export const recruiterSettings = pgTable(
  "recruiter_settings",
  {
    companyId: text("company_id").notNull(),
    recruiterId: text("recruiter_id").notNull(),
    locale: text("locale", { enum: ["zh-CN", "en"] }),
    digests: boolean("digests").notNull().default(true),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.recruiterId] })],
);

/** Whose job it is. A job nobody is assigned to belongs to every recruiter. */
export const jobRecruiters = pgTable(
  "job_recruiters",
  {
    companyId: text("company_id").notNull(),
    jobId: text("job_id").notNull(),
    recruiterId: text("recruiter_id").notNull(),
    assignedBy: text("assigned_by"),
    assignedAt: at("assigned_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.jobId, t.recruiterId] }),
    index("job_recruiters_recruiter").on(t.companyId, t.recruiterId),
  ],
);

/** Questions candidates ask, with the company's answers; `jobId` '' = for every job. */
export const faqEntries = pgTable(
  "faq_entries",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    jobId: text("job_id").notNull().default(""),
    question: text("question").notNull(),
    answer: text("answer").notNull(),
    updatedBy: text("updated_by"),
    updatedAt: at("updated_at").notNull().defaultNow(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), index("faq_entries_job").on(t.companyId, t.jobId)],
);

/**
 * Who changed or looked at what, besides the facts about applications. Nothing about a candidate but the application's
 * id: no words, no numbers. Only ever added to.
 */
export const audit = pgTable(
  "audit",
  {
    companyId: text("company_id").notNull(),
    id: bigserial("id", { mode: "number" }).notNull(),
    at: at("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** What it was about: a job, a person, an application, a setting. */
    subject: text("subject").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), index("audit_at").on(t.companyId, t.at)],
);
