import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/** What a recruiter asked in one place lately, so that "and last month?" makes sense; kept for a day. */
export const askedQuestions = pgTable(
  "asked_questions",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull().defaultRandom(),
    /** Who asked, and where: a channel, a chat, a command. */
    person: text("person").notNull(),
    place: text("place").notNull(),
    /** Masked before it is sealed; of a refused question only that there was one. */
    questionSealed: bytea("question_sealed").notNull(),
    askedAt: at("asked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("asked_questions_lately").on(t.companyId, t.person, t.place, t.askedAt),
    index("asked_questions_age").on(t.askedAt),
  ],
);
