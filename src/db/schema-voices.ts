import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** Voice messages: first where to fetch them, then the file itself, for as long as a recruiter may want to listen. */
export const voices = pgTable(
  "voices",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull().defaultRandom(),
    conversationId: uuid("conversation_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    channel: text("channel").notNull(),
    messageId: text("message_id").notNull(),
    /** keep = for recruiters to listen; write = also to be written down. */
    wish: text("wish", { enum: ["keep", "write"] }).notNull(),
    /** wanted = there is something to do; resting = the file is here and nothing is to be done; over = the file is gone. */
    state: text("state", { enum: ["wanted", "resting", "over"] })
      .notNull()
      .default("wanted"),
    refSealed: bytea("ref_sealed"), // {file, …}: where the platform keeps it
    audioSealed: bytea("audio_sealed"), // {base64}
    paceSealed: bytea("pace_sealed"), // how fast it was spoken, where that is counted
    tries: integer("tries").notNull().default(0),
    due: at("due").notNull().defaultNow(),
    token: uuid("token"),
    leaseUntil: at("lease_until"),
    /** When it was sent, by the platform's clock. */
    at: at("at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId, t.messageId] }),
    unique("voices_id").on(t.companyId, t.id),
    index("voices_application").on(t.companyId, t.applicationId),
    index("voices_due").on(t.due).where(sql`state = 'wanted'`),
    index("voices_age").on(t.createdAt),
  ],
);
