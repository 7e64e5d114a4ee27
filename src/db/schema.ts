import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });
const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Everything belongs to a company; every key starts with it. `*_sealed` = AES-256-GCM, `*_index` = keyed hash for look-up. */
export const companies = pgTable("companies", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull().default("Asia/Shanghai"),
  /** Last application number given out. */
  lastNumber: integer("last_number").notNull().default(1000),
  createdAt: at("created_at").notNull().defaultNow(),
});

export const jobs = pgTable(
  "jobs",
  {
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    id: text("id").notNull(), // short readable id, e.g. job_7f3k
    title: text("title").notNull(),
    scenarioId: text("scenario_id").notNull(),
    ruleId: text("rule_id").notNull(),
    status: text("status", { enum: ["open", "closed"] })
      .notNull()
      .default("open"),
    createdBy: text("created_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    closedAt: at("closed_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** A tracking code stands for company + job + recruiting channel + campaign. */
export const trackingLinks = pgTable(
  "tracking_links",
  {
    companyId: text("company_id").notNull(),
    code: text("code").notNull(),
    jobId: text("job_id").notNull(),
    source: text("source").notNull(), // recruiting channel: boss, zhilian, douyin, …
    campaign: text("campaign"),
    createdBy: text("created_by"),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.code] }), unique("tracking_links_code").on(t.code)],
);

export const candidates = pgTable(
  "candidates",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    nameSealed: bytea("name_sealed"),
    nameIndex: text("name_index"),
    locale: text("locale").notNull(),
    consentScreening: boolean("consent_screening"),
    consentModel: boolean("consent_model"),
    consentPool: boolean("consent_pool"),
    createdAt: at("created_at").notNull().defaultNow(),
    erasedAt: at("erased_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("candidates_name").on(t.companyId, t.nameIndex),
  ],
);

export const applications = pgTable(
  "applications",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    /** Short readable number within the company, shown to people: "C1042". */
    number: integer("number").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    jobId: text("job_id").notNull(),
    stage: text("stage", {
      enum: ["started", "screening", "assessed", "manual", "held", "invited", "declined", "withdrawn"],
    })
      .notNull()
      .default("started"),
    /** Counts stage changes; a decision names the version it saw. */
    version: integer("version").notNull().default(0),
    firstTouch: text("first_touch"), // tracking code, null = unknown
    lastTouch: text("last_touch"),
    jobFit: jsonb("job_fit"),
    total: doublePrecision("total"), // T of the last assessment
    band: text("band"),
    createdAt: at("created_at").notNull().defaultNow(),
    stageAt: at("stage_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("applications_number").on(t.companyId, t.number),
    index("applications_stage").on(t.companyId, t.stage, t.stageAt),
    index("applications_candidate").on(t.companyId, t.candidateId),
  ],
);

/** What happened, with time and actor; only ever added. */
export const applicationEvents = pgTable(
  "application_events",
  {
    companyId: text("company_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    id: bigint("id", { mode: "bigint" }).generatedAlwaysAsIdentity(),
    /** Makes the fact happen once. */
    key: text("key").notNull(),
    name: text("name").notNull(),
    actor: text("actor").notNull(), // "candidate", "system" or a recruiter's id
    data: jsonb("data"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.applicationId, t.key] }),
    index("application_events_name").on(t.companyId, t.name, t.at),
  ],
);

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
    firstTryAt: at("first_try_at"),
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

export const assessments = pgTable(
  "assessments",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    applicationId: uuid("application_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    attempt: integer("attempt").notNull(),
    /** Hash of all content versions it was computed with. */
    rubricVersion: text("rubric_version").notNull(),
    inputHash: text("input_hash").notNull(),
    total: doublePrecision("total").notNull(),
    band: text("band").notNull(),
    passed: boolean("passed").notNull(),
    dimensions: jsonb("dimensions").notNull(), // numbers only
    bodySealed: bytea("body_sealed"), // the whole Assessment with quotes
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("assessments_once").on(t.companyId, t.conversationId, t.attempt, t.rubricVersion, t.inputHash),
    index("assessments_application").on(t.companyId, t.applicationId),
  ],
);

export const recruiters = pgTable(
  "recruiters",
  {
    companyId: text("company_id").notNull(),
    id: text("id").notNull(), // slack:<team>:<user> or console:<name>
    name: text("name").notNull(),
    role: text("role", { enum: ["recruiter", "admin"] }).notNull(),
    addedBy: text("added_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** Where a card or thread was posted, so that it can be updated and answered. */
export const recruiterPosts = pgTable(
  "recruiter_posts",
  {
    companyId: text("company_id").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(), // card, thread, digest
    applicationId: uuid("application_id"),
    place: text("place").notNull(), // Slack channel id
    ts: text("ts").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.key] }),
    index("recruiter_posts_ts").on(t.companyId, t.place, t.ts),
    index("recruiter_posts_application").on(t.companyId, t.applicationId),
  ],
);

/** One-time effects of recruiters' clicks and commands: unique per delivery. */
export const recruiterInbox = pgTable(
  "recruiter_inbox",
  {
    companyId: text("company_id").notNull(),
    deliveryId: text("delivery_id").notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.deliveryId] })],
);

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
