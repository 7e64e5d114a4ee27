import type { PersonTable } from "./tables.ts";

/** What the tables of interviews hold of a candidate. */
export const interviewTables = {
  interview_bookings: {
    holds: "handling",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "created_at" },
  },
  interview_times: {
    holds: "handling",
    erase: { by: "application_id" },
    keep: { period: "traces", since: "ends_at" },
  },
  interview_reminders: {
    holds: "handling",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "due_at" },
  },
  interview_feedback: {
    holds: "scores",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "at" },
  },
} as const satisfies Record<string, PersonTable>;
