import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** How much we may still write to a conversation, on platforms that limit it. Counts and times, nobody's words. */
export const replyWindows = pgTable(
  "reply_windows",
  {
    companyId: text("company_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    windows: jsonb("windows").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId] }),
    index("reply_windows_updated").on(t.updatedAt),
  ],
);

/** Access tokens that several processes share; whoever holds the lease fetches the next one. */
export const platformTokens = pgTable(
  "platform_tokens",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    account: text("account").notNull(),
    tokenSealed: bytea("token_sealed"),
    expiresAt: at("expires_at"),
    lease: uuid("lease"),
    leaseUntil: at("lease_until"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.account] })],
);

/** Addresses that a platform made for us, each once: WeChat's QR code of a tracking code, the customer service's link. */
export const carrierAddresses = pgTable(
  "carrier_addresses",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    account: text("account").notNull(),
    /** The tracking code; "" = it holds for every one. */
    code: text("code").notNull(),
    address: text("address").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.account, t.code] })],
);

/** How far messages were fetched from a platform that only tells that there are some. */
export const platformCursors = pgTable(
  "platform_cursors",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    account: text("account").notNull(),
    cursor: text("cursor").notNull().default(""),
    /** There is something to fetch. */
    due: boolean("due").notNull().default(false),
    /** Goes with the fetching, from the last notice. */
    ticketSealed: bytea("ticket_sealed"),
    /** Changes with every notice, so that one that comes while we fetch is not lost. */
    notice: uuid("notice"),
    lease: uuid("lease"),
    leaseUntil: at("lease_until"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.account] })],
);
