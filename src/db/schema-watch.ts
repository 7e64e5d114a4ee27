import { date, doublePrecision, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** Up to which local day a company's channels have been looked at. */
export const channelChecks = pgTable(
  "channel_checks",
  { companyId: text("company_id").notNull(), checkedDay: date("checked_day") },
  (t) => [primaryKey({ columns: [t.companyId] })],
);

/** Falls of a channel that were told, from the day of the alarm to the day of recovery (null = still fallen). */
export const channelAlerts = pgTable(
  "channel_alerts",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    beganOn: date("began_on").notNull(),
    /** Résumés on an average day before the fall. */
    perDay: doublePrecision("per_day").notNull(),
    endedOn: date("ended_on"),
    ended: text("ended", { enum: ["recovered", "settled"] }),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.beganOn] })],
);
