import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** What a job's advert says (core/adverts/advert.ts). Nothing here is about a candidate. */
export const jobAdverts = pgTable(
  "job_adverts",
  {
    companyId: text("company_id").notNull(),
    jobId: text("job_id").notNull(),
    about: text("about").notNull(),
    needs: text("needs").notNull(),
    offers: text("offers").notNull(),
    english: text("english").notNull(),
    city: text("city").notNull(),
    payMin: integer("pay_min"),
    payMax: integer("pay_max"),
    employment: text("employment", { enum: ["full_time", "part_time"] }).notNull(),
    closesOn: date("closes_on"),
    updatedBy: text("updated_by").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.jobId] })],
);

/** A job was posted, refreshed or closed on a channel; only ever added to. The last one of a channel is how it stands. */
export const postingEvents = pgTable(
  "posting_events",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    jobId: text("job_id").notNull(),
    channel: text("channel").notNull(),
    kind: text("kind", { enum: ["posted", "refreshed", "closed"] }).notNull(),
    actor: text("actor").notNull(),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("posting_events_job").on(t.companyId, t.jobId, t.channel, t.at),
  ],
);
