import {
  bigint,
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/**
 * Derived from the facts, so that a question about ten million of them is answered at once. Triggers keep these tables
 * exact in the transaction that changes a fact; `rebuild_timelines(company)` makes them anew. Nothing here names a person.
 */

/** One application, (candidate, job), with everything that is asked of it. */
export const timelines = pgTable(
  "timelines",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    /** Of the person's first touch, whatever the job; unknown = no touch. */
    channel: text("channel").notNull(),
    firstAt: at("first_at"),
    /** The first touch of this application. */
    touchedAt: at("touched_at"),
    touchedChannel: text("touched_channel"),
    /** The person's first application to any job that is no practice, and to any such job of this shift. */
    leads: boolean("leads").notNull(),
    leadsShift: boolean("leads_shift").notNull(),
    /** The earliest interview the person has for any job that is no practice, and for any such job of this shift. */
    interviewAny: at("interview_any"),
    interviewShift: at("interview_shift"),
    applied: at("applied"),
    assessmentStarted: at("assessment_started"),
    assessmentCompleted: at("assessment_completed"),
    assessmentPassed: at("assessment_passed"),
    interviewScheduled: at("interview_scheduled"),
    interviewed: at("interviewed"),
    offer: at("offer"),
    hired: at("hired"),
    rejected: at("rejected"),
    withdrawn: at("withdrawn"),
    scoredAt: timestamp("scored_at", { withTimezone: true }).array(),
    scores: doublePrecision("scores").array(),
    /** The local time of the hire, and how many days after the application that was. */
    hiredOn: date("hired_on"),
    hiredHour: smallint("hired_hour"),
    hireDays: integer("hire_days"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.candidateId, t.jobId] }),
    index("timelines_job").on(t.companyId, t.jobId),
    index("timelines_touched").on(t.companyId, t.touchedAt),
    index("timelines_applied").on(t.companyId, t.applied),
    index("timelines_started").on(t.companyId, t.assessmentStarted),
    index("timelines_completed").on(t.companyId, t.assessmentCompleted),
    index("timelines_scheduled").on(t.companyId, t.interviewScheduled),
    index("timelines_interviewed").on(t.companyId, t.interviewed),
    // Holds all that time to hire asks for.
    index("timelines_hired").on(t.companyId, t.hired, t.hiredOn, t.hiredHour, t.hireDays, t.jobId, t.channel),
  ],
);

const cell = {
  companyId: text("company_id").notNull(),
  kind: text("kind").notNull(),
  hourly: boolean("hourly").notNull(),
  day: date("day").notNull(),
  hour: smallint("hour").notNull(),
  channel: text("channel").notNull(),
  jobId: text("job_id").notNull(),
  n: integer("n").notNull(),
  hits: integer("hits").notNull(),
  amount: numeric("amount").notNull(),
  /** Of the kind "steps": how many entered each step to a hire, then how many of these got no further. */
  steps: integer("steps").array(),
};

/**
 * Counts of applications by local day, channel and job; `hourly`: by quarter, weekday and hour, `day` being the first
 * such weekday of the quarter (else `hour` is -1). The sum of both tables is always exact.
 */
export const tallies = pgTable("tallies", cell, (t) => [
  primaryKey({ columns: [t.companyId, t.kind, t.hourly, t.day, t.hour, t.channel, t.jobId] }),
]);

/** What is still to be added to the tallies: only ever inserted, so that nobody waits for anybody. */
export const tallyChanges = pgTable(
  "tally_changes",
  { ...cell, id: bigserial("id", { mode: "bigint" }) },
  (t) => [primaryKey({ columns: [t.companyId, t.kind, t.hourly, t.day, t.id] })],
);

/** A candidate's first word to a person and the first answer, of those who got one. */
export const waits = pgTable(
  "waits",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    channel: text("channel").notNull(),
    firstAt: at("first_at"),
    /** The event; an answer is a later one. */
    askedId: bigint("asked_id", { mode: "bigint" }).notNull(),
    askedAt: at("asked_at").notNull(),
    /** Of the first answer that was not undone; null = all were. */
    answeredAt: at("answered_at"),
    /** Since when that is the answer: it was given, and those before it were undone. */
    settledAt: at("settled_at").notNull(),
    /** The local time of the question. */
    askedOn: date("asked_on"),
    askedHour: smallint("asked_hour"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.applicationId] }),
    index("waits_candidate").on(t.companyId, t.candidateId),
    index("waits_asked").on(t.companyId, t.askedAt),
    index("waits_settled").on(t.companyId, t.settledAt),
  ],
);

/** Employees with the channel by which they first came. */
export const tenures = pgTable(
  "tenures",
  {
    companyId: text("company_id").notNull(),
    key: text("key").notNull(),
    jobId: text("job_id").notNull(),
    candidateId: uuid("candidate_id"),
    channel: text("channel").notNull(),
    firstAt: at("first_at"),
    hiredOn: date("hired_on").notNull(),
    leftOn: date("left_on"),
    exitReason: text("exit_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key, t.jobId] }),
    index("tenures_candidate").on(t.companyId, t.candidateId),
    index("tenures_hired").on(t.companyId, t.hiredOn),
    index("tenures_left").on(t.companyId, t.leftOn),
  ],
);
