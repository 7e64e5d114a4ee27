import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** A place recruiters are written to (a Slack channel or person; "" = the digest channel), and when it may be written to again. */
export const postingPlaces = pgTable(
  "posting_places",
  {
    companyId: text("company_id").notNull(),
    place: text("place").notNull(),
    nextAt: at("next_at").notNull(),
    /** Calls that failed since the last one that did not. */
    failures: integer("failures").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.place] })],
);

/** A digest that was put together for somebody. Names nobody: people are in digest_rows, as ids. */
export const digests = pgTable(
  "digests",
  {
    companyId: text("company_id").notNull(),
    /** Kind, slot and audience in one: the same digest is never made twice. */
    id: text("id").notNull(),
    kind: text("kind", { enum: ["matched", "channels", "alert"] }).notNull(),
    /** A recruiter's id; "" = everybody in the digest channel. */
    audience: text("audience").notNull(),
    /** Local date and time it was due, or the key of the alert. */
    slot: text("slot").notNull(),
    /** What does not name people: the figures of a week, the subject of an alert. */
    body: jsonb("body"),
    madeAt: at("made_at").notNull(),
    /** As of when the messages show it; null = not posted anywhere. */
    shownAt: at("shown_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("digests_audience").on(t.companyId, t.kind, t.audience, t.madeAt),
    index("digests_made").on(t.companyId, t.madeAt),
  ],
);

/** Whom a digest of matched candidates lists, in order. */
export const digestRows = pgTable(
  "digest_rows",
  {
    companyId: text("company_id").notNull(),
    digestId: text("digest_id").notNull(),
    position: integer("position").notNull(),
    applicationId: uuid("application_id").notNull(),
    /** Not in the digest before. */
    fresh: boolean("fresh").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.digestId, t.position] }),
    index("digest_rows_application").on(t.companyId, t.applicationId),
  ],
);

/** Conditions that were told when they began, and are told once more when they end. */
export const alerts = pgTable(
  "alerts",
  {
    companyId: text("company_id").notNull(),
    /** What it is about, e.g. "job_silent:job-3f7k". */
    key: text("key").notNull(),
    beganAt: at("began_at").notNull(),
    endedAt: at("ended_at"),
    body: jsonb("body").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key, t.beganAt] }),
    uniqueIndex("alerts_open").on(t.companyId, t.key).where(sql`ended_at is null`),
  ],
);
