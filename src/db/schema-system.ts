import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** Sessions of pages (web chat, console); the token itself is never stored. */
export const webSessions = pgTable(
  "web_sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    companyId: text("company_id").notNull(),
    kind: text("kind", { enum: ["chat", "console", "console_invite"] }).notNull(),
    conversationId: uuid("conversation_id"),
    threadId: text("thread_id"), // chat: random thread id of this browser
    recruiterId: text("recruiter_id"),
    /** Hash this one was rotated from; it dies when this one is first used, so a lost answer locks nobody out. */
    replaces: text("replaces"),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [index("web_sessions_expires").on(t.expiresAt)],
);

/** Every version of a content file that a conversation may be pinned to. */
export const contentVersions = pgTable(
  "content_versions",
  {
    fileId: text("file_id").notNull(), // e.g. scenarios/S01
    version: text("version").notNull(), // content hash
    body: jsonb("body").notNull(),
    firstSeenAt: at("first_seen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.fileId, t.version] })],
);

/** Small facts about this installation (encryption key check value, console address). */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
});
