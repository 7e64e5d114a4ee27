import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** How a company works: working time (core/reviews/working-time.ts) and the name candidates read; absent = the defaults. */
export const workSettings = pgTable("work_settings", {
  companyId: text("company_id").primaryKey(),
  workingTime: jsonb("working_time").notNull(),
  /** Who candidates are told they talk with; `{name}` = the recruiter's own. */
  shownZh: text("shown_zh").notNull(),
  shownEn: text("shown_en").notNull(),
  updatedBy: text("updated_by"),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

/** That somebody was reminded of a review: once per wait, level and person. */
export const reviewReminders = pgTable(
  "review_reminders",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    /** Since when it waited. */
    since: at("since").notNull(),
    level: text("level", { enum: ["owner", "lead"] }).notNull(),
    /** A recruiter's id; '' = everybody in the digest channel. */
    person: text("person").notNull(),
    sentAt: at("sent_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.applicationId, t.since, t.level, t.person] }),
    index("review_reminders_person").on(t.companyId, t.person, t.sentAt),
  ],
);
