import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** Everything belongs to a company; every key starts with it. `*_sealed` = AES-256-GCM, `*_index` = keyed hash for look-up. */
export const companies = pgTable("companies", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull().default("Asia/Shanghai"),
  /** Last application number given out. */
  lastNumber: integer("last_number").notNull().default(1000),
  createdAt: at("created_at").notNull().defaultNow(),
});

export const jobs = pgTable(
  "jobs",
  {
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    id: text("id").notNull(), // short readable id, e.g. job_7f3k
    title: text("title").notNull(),
    scenarioId: text("scenario_id").notNull(),
    ruleId: text("rule_id").notNull(),
    /** Where there are several: an attempt draws one. The single ids are the first of these. */
    scenarioIds: text("scenario_ids").array(),
    ruleIds: text("rule_ids").array(),
    /** For trying out: the receipt comes at once and no recruiter is asked to decide. */
    practice: boolean("practice").notNull().default(false),
    shift: text("shift", { enum: ["day", "night", "rotating"] }),
    /** Local day from which time to fill counts; null = the day it was made. */
    openedOn: date("opened_on"),
    /** How many people are wanted; null = not said. */
    openings: integer("openings"),
    status: text("status", { enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    createdBy: text("created_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    closedAt: at("closed_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** A tracking code stands for company + job + recruiting channel + campaign. */
export const trackingLinks = pgTable(
  "tracking_links",
  {
    companyId: text("company_id").notNull(),
    code: text("code").notNull(),
    jobId: text("job_id").notNull(),
    source: text("source").notNull(), // recruiting channel: boss, zhilian, douyin, …
    campaign: text("campaign"),
    createdBy: text("created_by"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.code] }), unique("tracking_links_code").on(t.code)],
);

export const candidates = pgTable(
  "candidates",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    nameSealed: bytea("name_sealed"),
    nameIndex: text("name_index"),
    phoneSealed: bytea("phone_sealed"),
    phoneIndex: text("phone_index"),
    /** Keyed hash of the id in the system a history came from; stays after erasure, so that an import never brings the person back. */
    externalIndex: text("external_index"),
    locale: text("locale").notNull(),
    consentScreening: boolean("consent_screening"),
    consentModel: boolean("consent_model"),
    consentPool: boolean("consent_pool"),
    consentVoice: boolean("consent_voice"),
    createdAt: at("created_at").notNull().defaultNow(),
    erasedAt: at("erased_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("candidates_name").on(t.companyId, t.nameIndex),
    index("candidates_phone").on(t.companyId, t.phoneIndex),
    unique("candidates_external").on(t.companyId, t.externalIndex),
  ],
);

export const applications = pgTable(
  "applications",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    /** Short readable number within the company, shown to people: "C1042". */
    number: integer("number").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    stage: text("stage", {
      enum: ["started", "screening", "assessed", "manual", "held", "invited", "declined", "withdrawn"],
    })
      .notNull()
      .default("started"),
    /** Counts stage changes; a decision names the version it saw. */
    version: integer("version").notNull().default(0),
    firstTouch: text("first_touch"), // tracking code, null = unknown
    lastTouch: text("last_touch"),
    jobFit: jsonb("job_fit"),
    total: doublePrecision("total"), // T of the last assessment
    band: text("band"),
    createdAt: at("created_at").notNull().defaultNow(),
    stageAt: at("stage_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("applications_number").on(t.companyId, t.number),
    index("applications_stage").on(t.companyId, t.stage, t.stageAt),
    index("applications_candidate").on(t.companyId, t.candidateId),
    index("applications_first_touch").on(t.companyId, t.firstTouch),
  ],
);

/** What happened, with time and actor; only ever added. */
export const applicationEvents = pgTable(
  "application_events",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    id: bigint("id", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    /** Makes the fact happen once. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    actor: text("actor").notNull(), // "candidate", "system" or a recruiter's id
    data: jsonb("data"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.applicationId, t.key] }),
    index("application_events_name").on(t.companyId, t.name, t.at),
  ],
);

export const assessments = pgTable(
  "assessments",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    applicationId: uuid("application_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    attempt: integer("attempt").notNull(),
    /** Hash of all content versions it was computed with. */
    rubricVersion: text("rubric_version").notNull(),
    inputHash: text("input_hash").notNull(),
    total: doublePrecision("total").notNull(),
    band: text("band").notNull(),
    passed: boolean("passed").notNull(),
    dimensions: jsonb("dimensions").notNull(), // numbers only
    bodySealed: bytea("body_sealed"), // the whole Assessment with quotes
    /** The result that is shown; false = kept beside a later version, or computed after a person had decided. */
    standing: boolean("standing").notNull().default(true),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("assessments_once").on(t.companyId, t.conversationId, t.attempt, t.rubricVersion, t.inputHash),
    index("assessments_application").on(t.companyId, t.applicationId),
  ],
);

/** One try of a model at the evidence of an assessment: what it cost and what came of it. Holds no words. */
export const judgements = pgTable(
  "judgements",
  {
    companyId: text("company_id").notNull(),
    assessmentId: uuid("assessment_id").notNull(), // the assessment by rules
    run: integer("run").notNull(), // 1, or 2 after a fallback
    applicationId: uuid("application_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    state: text("state", { enum: ["waiting", "running", "done"] })
      .notNull()
      .default("waiting"),
    notBefore: at("not_before").notNull(),
    token: uuid("token"),
    leaseUntil: at("lease_until"),
    tries: integer("tries").notNull().default(0),
    /** model, fallback (rules only), or dropped (nothing was asked). */
    source: text("source", { enum: ["model", "fallback", "dropped"] }),
    reason: text("reason"),
    model: text("model"),
    calls: integer("calls").notNull().default(0),
    tokens: integer("tokens").notNull().default(0),
    ms: integer("ms").notNull().default(0),
    resultId: uuid("result_id"), // the assessment with the model's evidence
    createdAt: at("created_at").notNull().defaultNow(),
    settledAt: at("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.assessmentId, t.run] }),
    index("judgements_conversation").on(t.companyId, t.conversationId),
    index("judgements_open").on(t.notBefore).where(sql`state <> 'done'`),
  ],
);

export const recruiters = pgTable(
  "recruiters",
  {
    companyId: text("company_id").notNull(),
    id: text("id").notNull(), // slack:<team>:<user> or console:<name>
    name: text("name").notNull(),
    role: text("role", { enum: ["recruiter", "lead", "admin", "auditor"] }).notNull(),
    addedBy: text("added_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** Where a card or thread was posted, so that it can be updated and answered. */
export const recruiterPosts = pgTable(
  "recruiter_posts",
  {
    companyId: text("company_id").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(), // card, thread, digest
    applicationId: uuid("application_id"),
    place: text("place").notNull(), // Slack channel id
    ts: text("ts").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key] }),
    index("recruiter_posts_ts").on(t.companyId, t.place, t.ts),
    index("recruiter_posts_application").on(t.companyId, t.applicationId),
  ],
);

/** One-time effects of recruiters' clicks and commands: unique per delivery. */
export const recruiterInbox = pgTable(
  "recruiter_inbox",
  {
    companyId: text("company_id").notNull(),
    deliveryId: text("delivery_id").notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.deliveryId] })],
);
