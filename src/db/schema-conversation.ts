import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

export const conversations = pgTable(
  "conversations",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    applicationId: uuid("application_id").notNull(),
    channel: text("channel").notNull(),
    account: text("account").notNull(),
    threadIndex: text("thread_index").notNull(),
    threadSealed: bytea("thread_sealed"),
    locale: text("locale").notNull(),
    status: text("status").notNull(),
    stateSealed: bytea("state_sealed"),
    pins: jsonb("pins").notNull(),
    /** Number of the last stored event, and of the last transcript line. */
    events: integer("events").notNull().default(0),
    lines: integer("lines").notNull().default(0),
    /** Last time the candidate's page was seen connected (pull channels). */
    linkSeenAt: at("link_seen_at"),
    unreachable: boolean("unreachable").notNull().default(false),
    /** Platform time of the newest message of the candidate; an older one arriving later is flagged late. */
    lastSaidAt: at("last_said_at"),
    /** Messages accepted so far, for the limit per conversation. */
    saidCount: integer("said_count").notNull().default(0),
    /** Flood control: messages counted since minuteStart. */
    minuteStart: at("minute_start"),
    minuteCount: integer("minute_count").notNull().default(0),
    noticeAt: at("notice_at"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    erasedAt: at("erased_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("conversations_thread").on(t.companyId, t.channel, t.account, t.threadIndex),
    index("conversations_application").on(t.companyId, t.applicationId),
  ],
);

/** Every delivery ever accepted; the unique key makes it have one effect. */
export const inbox = pgTable(
  "inbox",
  {
    companyId: text("company_id").notNull(),
    channel: text("channel").notNull(),
    account: text("account").notNull(),
    threadIndex: text("thread_index").notNull(),
    deliveryId: text("delivery_id").notNull(),
    conversationId: uuid("conversation_id"),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.channel, t.account, t.threadIndex, t.deliveryId] })],
);

/** The events of a conversation in order; reducing them gives its state. */
export const conversationEvents = pgTable(
  "conversation_events",
  {
    companyId: text("company_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    seq: integer("seq").notNull(),
    type: text("type").notNull(),
    at: at("at").notNull(),
    bodySealed: bytea("body_sealed"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.conversationId, t.seq] })],
);

/** The transcript: what was said, both ways. On pull channels it is also what clients read. */
export const messages = pgTable(
  "messages",
  {
    companyId: text("company_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    n: integer("n").notNull(),
    author: text("author", { enum: ["candidate", "bot", "customer", "recruiter"] }).notNull(),
    section: text("section").notNull(),
    /** Candidate: the platform's message id; ours: the bubble's key. */
    ref: text("ref").notNull(),
    bodySealed: bytea("body_sealed"), // {text, choices?, media?}
    at: at("at").notNull(),
    late: boolean("late").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.conversationId, t.n] }),
    unique("messages_ref").on(t.companyId, t.conversationId, t.author, t.ref),
  ],
);

/** Things to be sent, in order within a lane. */
export const outbox = pgTable(
  "outbox",
  {
    companyId: text("company_id").notNull(),
    lane: text("lane").notNull(), // c:<conversation id> or r:<application id>
    seq: bigint("seq", { mode: "number" }).generatedAlwaysAsIdentity(),
    key: text("key").notNull(),
    channel: text("channel").notNull(), // telegram, recruiters, …
    /** Recruiters: where it goes, see posting_places. */
    place: text("place").notNull().default(""),
    conversationId: uuid("conversation_id"),
    applicationId: uuid("application_id"),
    bodySealed: bytea("body_sealed"),
    tracked: boolean("tracked").notNull().default(false),
    state: text("state", { enum: ["pending", "inflight", "sent", "dead", "dropped"] })
      .notNull()
      .default("pending"),
    attempts: integer("attempts").notNull().default(0),
    token: uuid("token"),
    leaseUntil: at("lease_until"),
    notBefore: at("not_before").notNull().defaultNow(),
    externalId: text("external_id"),
    maybeDoubled: boolean("maybe_doubled").notNull().default(false),
    lastError: text("last_error"),
    createdAt: at("created_at").notNull().defaultNow(),
    settledAt: at("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.lane, t.key] }),
    index("outbox_open").on(t.companyId, t.lane, t.seq).where(sql`state in ('pending','inflight')`),
    index("outbox_due").on(t.notBefore).where(sql`state in ('pending','inflight')`),
    index("outbox_place")
      .on(t.companyId, t.place, t.seq)
      .where(sql`channel = 'recruiters' and state in ('pending','inflight')`),
    index("outbox_under_way")
      .on(t.companyId, t.place)
      .where(sql`channel = 'recruiters' and state = 'inflight'`),
  ],
);

export const timers = pgTable(
  "timers",
  {
    companyId: text("company_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    kind: text("kind").notNull(),
    generation: integer("generation").notNull(),
    due: at("due").notNull(),
    token: uuid("token"),
    leaseUntil: at("lease_until"),
    attempts: integer("attempts").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.conversationId, t.kind] }), index("timers_due").on(t.due)],
);
