import {
  boolean,
  date,
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

/**
 * Tags of people and what jobs ask for (core/profile). `candidate_profiles` and `tag_bitmaps` are derived from facts
 * and can be rebuilt; `own_tags`, `tag_notes`, `job_profiles` and `pool_invitations` are what people entered.
 */

/** The tags of a candidate as of the last time they were derived, and the bits they have in the index. */
export const candidateProfiles = pgTable(
  "candidate_profiles",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    /** Place in the bitmaps; never given out twice. */
    ordinal: integer("ordinal").notNull(),
    tags: jsonb("tags").notNull(), // Tag[] of core/profile: ids and numbers, no words
    terms: text("terms").array().notNull(),
    availableFrom: date("available_from"),
    /** Up to which day they may be matched to jobs they did not apply for; null = they may not. */
    poolUntil: date("pool_until"),
    /** The day on which time alone changes the terms next; null = never. */
    dueOn: date("due_on"),
    derivedAt: at("derived_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.candidateId] }),
    unique("candidate_profiles_ordinal").on(t.companyId, t.ordinal),
    index("candidate_profiles_due").on(t.dueOn),
  ],
);

/** Who must be derived anew, because a fact was written. */
export const profileMarks = pgTable(
  "profile_marks",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    /** Counts marks, so that one written while a fold was under way is not lost. */
    marks: integer("marks").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.candidateId] })],
);

/** The index: for each term, pieces of 8192 people, one bit each. */
export const tagBitmaps = pgTable(
  "tag_bitmaps",
  {
    companyId: text("company_id").notNull(),
    term: text("term").notNull(),
    piece: integer("piece").notNull(),
    bits: bytea("bits").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.term, t.piece] })],
);

/** Tags of a company's own. */
export const ownTags = pgTable(
  "own_tags",
  {
    companyId: text("company_id").notNull(),
    id: text("id").notNull(), // own_3f7k
    name: text("name").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    removedAt: at("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.id] })],
);

/** What recruiters noted about a candidate: that a tag holds, or does not. */
export const tagNotes = pgTable(
  "tag_notes",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    tag: text("tag").notNull(),
    holds: boolean("holds").notNull(),
    notedBy: text("noted_by").notNull(),
    notedAt: at("noted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.candidateId, t.tag] })],
);

/** What a job asks for; absent = the default of its title and shift. */
export const jobProfiles = pgTable(
  "job_profiles",
  {
    companyId: text("company_id").notNull(),
    jobId: text("job_id").notNull(),
    profile: jsonb("profile").notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.jobId] })],
);

/** A candidate of earlier was invited to a job they did not apply for: once per job, whatever became of it. */
export const poolInvitations = pgTable(
  "pool_invitations",
  {
    companyId: text("company_id").notNull(),
    jobId: text("job_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    /** Through which application's chat it goes; null = a person sends it by hand. */
    applicationId: uuid("application_id"),
    /** Of the personal link that is sent by hand. */
    code: text("code"),
    invitedBy: text("invited_by").notNull(),
    invitedAt: at("invited_at").notNull(),
    /** Not before: quiet hours. */
    dueAt: at("due_at").notNull(),
    state: text("state", { enum: ["waiting", "sent", "dropped", "accepted", "refused", "linked"] })
      .notNull()
      .default("waiting"),
    /** Why it was dropped. */
    reason: text("reason"),
    sentAt: at("sent_at"),
    answeredAt: at("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.jobId, t.candidateId] }),
    index("pool_invitations_candidate").on(t.companyId, t.candidateId, t.invitedAt),
    index("pool_invitations_code").on(t.code),
  ],
);

/** Whoever wants no invitations any more; kept for ever, also when everything else about them is gone. */
export const poolOptouts = pgTable(
  "pool_optouts",
  {
    companyId: text("company_id").notNull(),
    candidateId: uuid("candidate_id").notNull(),
    since: at("since").notNull(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.candidateId] })],
);
