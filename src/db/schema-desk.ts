import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** Which recruiter an application is with; none = whoever comes first. Who handed it to whom is among its events. */
export const assignments = pgTable(
  "assignments",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    recruiterId: text("recruiter_id").notNull(),
    assignedAt: at("assigned_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.applicationId] }),
    index("assignments_recruiter").on(t.companyId, t.recruiterId),
  ],
);
