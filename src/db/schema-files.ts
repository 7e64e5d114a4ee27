import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/**
 * Files candidates sent in a chat: what there was and what became of it, never the file itself. A row is there from the
 * moment the message was accepted, so that a file whose reading was cut short is taken up again; of one that was not
 * read it goes.
 */
export const candidateFiles = pgTable(
  "candidate_files",
  {
    companyId: text("company_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    messageId: text("message_id").notNull(),
    nameSealed: bytea("name_sealed").notNull(),
    bytes: integer("bytes"), // null = the platform does not say
    /** By what the platform hands it over; null once it was read. */
    refSealed: bytea("ref_sealed"),
    state: text("state", { enum: ["waiting", "read"] }).notNull(),
    receivedAt: at("received_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId, t.messageId] }),
    index("candidate_files_waiting").on(t.companyId, t.receivedAt).where(sql`state = 'waiting'`),
  ],
);
