import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** Times at which an interviewer can see candidates. One interviewer may offer the same hour for several jobs. */
export const interviewSlots = pgTable(
  "interview_slots",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    /** "" = any job. */
    jobId: text("job_id").notNull(),
    interviewer: text("interviewer").notNull(), // a recruiter's id
    startsAt: at("starts_at").notNull(),
    endsAt: at("ends_at").notNull(),
    /** In which it was entered and is shown to recruiters. */
    timeZone: text("time_zone").notNull(),
    capacity: integer("capacity").notNull(),
    /** Minutes the interviewer needs free afterwards. */
    buffer: integer("buffer").notNull(),
    /** Address or meeting link; "" = said otherwise. */
    place: text("place").notNull(),
    state: text("state", { enum: ["open", "cancelled"] })
      .notNull()
      .default("open"),
    source: text("source", { enum: ["form", "ical"] }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: at("created_at").notNull(),
    cancelledBy: text("cancelled_by"),
    cancelledAt: at("cancelled_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    uniqueIndex("interview_slots_once")
      .on(t.companyId, t.interviewer, t.jobId, t.startsAt)
      .where(sql`state = 'open'`),
    index("interview_slots_start").on(t.companyId, t.startsAt),
    check(
      "interview_slots_sane",
      sql`ends_at > starts_at and capacity between 1 and 50 and buffer between 0 and 240`,
    ),
  ],
);

/** From the offer of times to what became of the interview. A move ends one row and begins the next. */
export const interviewBookings = pgTable(
  "interview_bookings",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    applicationId: uuid("application_id").notNull(),
    /** null = times are offered, none is chosen. */
    slotId: uuid("slot_id"),
    /** 1 to the slot's capacity. */
    seat: integer("seat"),
    state: text("state", {
      enum: [
        "offered",
        "booked",
        "confirmed",
        "rescheduled",
        "cancelled_by_candidate",
        "cancelled_by_recruiter",
        "attended",
        "no_show",
      ],
    }).notNull(),
    /** The candidate's. */
    timeZone: text("time_zone").notNull(),
    /** Of the calendar file: the same through all moves, with their number; the code opens it. */
    entry: uuid("entry").notNull(),
    moves: integer("moves").notNull().default(0),
    code: text("code").notNull(),
    createdAt: at("created_at").notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: at("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    unique("interview_bookings_code").on(t.code),
    uniqueIndex("interview_bookings_one")
      .on(t.companyId, t.applicationId)
      .where(sql`state in ('offered', 'booked', 'confirmed')`),
    uniqueIndex("interview_bookings_seat")
      .on(t.companyId, t.slotId, t.seat)
      .where(sql`state in ('booked', 'confirmed', 'attended', 'no_show')`),
    index("interview_bookings_application").on(t.companyId, t.applicationId, t.createdAt),
    check("interview_bookings_sane", sql`state = 'offered' or slot_id is not null or seat is null`),
  ],
);

/**
 * Whose time is taken, in pieces of five minutes. The key is why nobody is ever booked twice at a time: an interviewer by
 * another slot, a candidate by another interview.
 */
export const interviewTimes = pgTable(
  "interview_times",
  {
    companyId: text("company_id").notNull(),
    /** i:<recruiter id> or c:<candidate id>. */
    who: text("who").notNull(),
    /** Five minutes since 1970. */
    piece: integer("piece").notNull(),
    slotId: uuid("slot_id").notNull(),
    /** null = the interviewer's time. */
    applicationId: uuid("application_id"),
    endsAt: at("ends_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.who, t.piece] }),
    index("interview_times_slot").on(t.companyId, t.slotId),
    index("interview_times_application").on(t.companyId, t.applicationId),
    index("interview_times_end").on(t.endsAt),
  ],
);

/** The reminders of a booking, one row each, whatever restarts in between. */
export const interviewReminders = pgTable(
  "interview_reminders",
  {
    companyId: text("company_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    kind: text("kind", { enum: ["day", "hours"] }).notNull(),
    applicationId: uuid("application_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    dueAt: at("due_at").notNull(),
    /** When the interview begins: later it is of no use any more. */
    startsAt: at("starts_at").notNull(),
    state: text("state", { enum: ["armed", "said", "dropped"] })
      .notNull()
      .default("armed"),
    /** Key of its bubble. */
    bubble: text("bubble"),
    saidAt: at("said_at"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId, t.kind] }),
    index("interview_reminders_conversation").on(t.companyId, t.conversationId),
  ],
);

/** What an interviewer found, one row each. */
export const interviewFeedback = pgTable(
  "interview_feedback",
  {
    companyId: text("company_id").notNull(),
    bookingId: uuid("booking_id").notNull(),
    recruiterId: text("recruiter_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    scores: jsonb("scores").notNull(), // 1 to 5 by criterion
    recommend: boolean("recommend").notNull(),
    noteSealed: bytea("note_sealed"),
    at: at("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId, t.recruiterId] }),
    index("interview_feedback_application").on(t.companyId, t.applicationId),
  ],
);
