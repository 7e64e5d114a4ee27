import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** How far a mailbox has been read, and which process reads it. `account` is a keyed hash of server, user and folder. */
export const mailboxes = pgTable(
  "mailboxes",
  {
    companyId: text("company_id").notNull(),
    account: text("account").notNull(),
    /** Numbers of mails mean something only under one of these; a new one = read again from the beginning. */
    uidValidity: text("uid_validity"),
    lastUid: bigint("last_uid", { mode: "number" }).notNull().default(0),
    /** Mails that arrived earlier are not read. */
    since: date("since").notNull(),
    token: uuid("token"),
    leaseUntil: at("lease_until"),
    /** When it was last looked at without an error. */
    checkedAt: at("checked_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.account] })],
);

/** Every mail that was read, once; keyed hashes of what it was stay, so that it never has an effect twice. */
export const mails = pgTable(
  "mails",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    digestIndex: text("digest_index").notNull(),
    /** Of the résumé file: a board that sends it again writes a new mail around it. */
    fileIndex: text("file_index"),
    /** open = a person has to look; ignored = no application, by us or by a person. */
    state: text("state", { enum: ["accepted", "open", "ignored", "repeated"] }).notNull(),
    reason: text("reason"),
    channel: text("channel"),
    rule: text("rule"),
    /** The mailbox's provider confirmed that the board sent it. */
    verified: boolean("verified").notNull().default(false),
    jobId: text("job_id"),
    candidateId: uuid("candidate_id"),
    applicationId: uuid("application_id"),
    /** Keyed hashes of phone and e-mail address in what is kept below, to find it when the person has all erased. */
    contactIndexes: text("contact_indexes").array().notNull().default([]),
    /** What people need to decide, and the rules to read it again; only while it is open or was ignored lately. */
    bodySealed: bytea("body_sealed"),
    receivedAt: at("received_at").notNull(),
    createdAt: at("created_at").notNull(),
    settledBy: text("settled_by"),
    settledAt: at("settled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("mails_digest").on(t.companyId, t.digestIndex),
    index("mails_file").on(t.companyId, t.fileIndex),
    index("mails_state").on(t.companyId, t.state, t.createdAt),
    index("mails_candidate").on(t.companyId, t.candidateId),
  ],
);

/** A company's own rules for boards' mails; one with the id of a rule of ours stands in its place. */
export const mailRules = pgTable(
  "mail_rules",
  {
    companyId: text("company_id").notNull(),
    id: text("id").notNull(),
    channel: text("channel").notNull(),
    of: text("of", { enum: ["subject", "file"] }).notNull(),
    pattern: text("pattern").notNull(),
    enabled: boolean("enabled").notNull().default(true),
    /** The order among the company's own; they come before ours. */
    place: integer("place").notNull().default(0),
    updatedBy: text("updated_by").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** Which job a board's name for a position means, as a person said. */
export const mailPositions = pgTable(
  "mail_positions",
  {
    companyId: text("company_id").notNull(),
    position: text("position").notNull(), // core/mail/job-of.ts positionKey
    jobId: text("job_id").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.position] })],
);
