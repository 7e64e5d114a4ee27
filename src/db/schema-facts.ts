import { date, doublePrecision, index, numeric, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/**
 * Facts that metrics are computed from, in one shape for live candidates and imported history. An application is
 * (candidate, job). Nothing here names a person.
 */

/** A candidate came to a job by a recruiting channel; the earliest one is the first touch. */
export const touches = pgTable(
  "touches",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    at: at("at").notNull(),
    jobId: text("job_id").notNull(),
    channel: text("channel").notNull(), // boss, zhilian, …; unknown = no or an unknown tracking code
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.candidateId, t.at, t.jobId, t.channel] }),
    index("touches_at").on(t.companyId, t.at),
    index("touches_channel").on(t.companyId, t.channel, t.at),
    index("touches_job").on(t.companyId, t.jobId, t.at),
  ],
);

/** When an application first reached a stage; derived from application_events as they are written, or imported. */
export const milestones = pgTable(
  "milestones",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    stage: text("stage").notNull(), // one of core/milestones.ts
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.candidateId, t.jobId, t.stage] }),
    index("milestones_stage").on(t.companyId, t.stage, t.at),
  ],
);

/** The total of a completed assessment. */
export const scores = pgTable(
  "scores",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    at: at("at").notNull(),
    score: doublePrecision("score").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.candidateId, t.jobId, t.at] }),
    index("scores_at").on(t.companyId, t.at),
  ],
);

/** What a channel cost on a local day of the company. */
export const spend = pgTable(
  "spend",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    day: date("day").notNull(),
    amountCny: numeric("amount_cny", { precision: 12, scale: 2 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.day] })],
);

/** People who were hired and what became of them; earlier staff have no candidate. Days are local days. */
export const employees = pgTable(
  "employees",
  {
    companyId: text("company_id").notNull(),
    /** Keyed hash of the other system's id, or the candidate's id: makes an import repeatable. */
    key: text("key").notNull(),
    jobId: text("job_id").notNull(),
    candidateId: uuid("candidate_id"),
    hiredOn: date("hired_on").notNull(),
    leftOn: date("left_on"),
    exitReason: text("exit_reason"),
    sat: doublePrecision("sat"),
    threeMinRate: doublePrecision("three_min_rate"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key, t.jobId] }),
    index("employees_job").on(t.companyId, t.jobId),
  ],
);
