import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** Two entries that somebody has looked at and found to be two persons; they are not proposed as one again. */
export const keptApart = pgTable(
  "kept_apart",
  {
    companyId: text("company_id").notNull(),
    /** The smaller of the two ids. */
    firstId: uuid("first_id").notNull(),
    secondId: uuid("second_id").notNull(),
    by: text("by").notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.firstId, t.secondId] })],
);
