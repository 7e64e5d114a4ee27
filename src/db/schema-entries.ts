import { sql } from "drizzle-orm";
import { date, integer, jsonb, numeric, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { at } from "./schema-columns.ts";

/** What people and programs enter and take out by hand; only ever added to. Nothing here names a candidate. */

/** One entry of what a channel cost, with the amounts of its days before and after: who, when, and how to undo it. */
export const spendEntries = pgTable(
  "spend_entries",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    channel: text("channel").notNull(),
    fromDay: date("from_day").notNull(),
    toDay: date("to_day").notNull(),
    amountCny: numeric("amount_cny", { precision: 14, scale: 2 }).notNull(),
    /** [[day, fen or null], …], one per day that was set. */
    before: jsonb("before").notNull(),
    after: jsonb("after").notNull(),
    actor: text("actor").notNull(), // a recruiter's id, cli, or api:<name of the token>
    at: at("at").notNull(),
    undoneBy: text("undone_by"),
    undoneAt: at("undone_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** The recruiting channel that the mail with a résumé names; kept apart from the links a candidate came by. */
export const mailSources = pgTable(
  "mail_sources",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    channel: text("channel").notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.applicationId] })],
);

/** Programs that may enter facts; the token itself is not kept. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull(), // SHA-256 of 32 random bytes: nothing to guess, so no salt
    createdAt: at("created_at").notNull().default(sql`now()`),
    usedAt: at("used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), unique("api_tokens_hash").on(t.tokenHash)],
);

/** Who took what out, and how much of it; a row without `fetched_at` is a link nobody has followed. */
export const exportsMade = pgTable(
  "exports_made",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    actor: text("actor").notNull(),
    format: text("format", { enum: ["csv", "xlsx", "jsonl"] }).notNull(),
    filter: jsonb("filter").notNull(),
    /** SHA-256 of the link's token; null where no link was needed. */
    tokenHash: text("token_hash"),
    at: at("at").notNull(),
    expiresAt: at("expires_at"),
    rows: integer("rows"),
    fetchedAt: at("fetched_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] }), unique("exports_made_token").on(t.tokenHash)],
);
