import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, bytea } from "./schema-columns.ts";

/**
 * Questions of candidates that no entry answers. `groupId` joins the same question of several people: it is asked of
 * recruiters once and answered to all. An answer is a suggested entry until a recruiter accepts or rejects it.
 */
export const candidateQuestions = pgTable(
  "candidate_questions",
  {
    companyId: text("company_id").notNull(),
    id: uuid("id").notNull(),
    groupId: uuid("group_id").notNull(),
    jobId: text("job_id").notNull(),
    applicationId: uuid("application_id").notNull(),
    conversationId: uuid("conversation_id").notNull(),
    questionSealed: bytea("question_sealed").notNull(),
    /** The default entry that answers it for any shop, where there is one. */
    entry: text("entry"),
    state: text("state", { enum: ["open", "answered", "accepted", "rejected"] })
      .notNull()
      .default("open"),
    answerSealed: bytea("answer_sealed"),
    answeredBy: text("answered_by"),
    askedAt: at("asked_at").notNull(),
    answeredAt: at("answered_at"),
    settledBy: text("settled_by"),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.id] }),
    index("candidate_questions_group").on(t.companyId, t.groupId),
    index("candidate_questions_job").on(t.companyId, t.jobId, t.state),
    index("candidate_questions_application").on(t.companyId, t.applicationId),
    index("candidate_questions_age").on(t.askedAt),
  ],
);
