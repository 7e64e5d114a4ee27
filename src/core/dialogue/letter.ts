import type { Choice } from "../channel.ts";

type RecruiterWords = "reply" | "question" | "invitation" | "decline" | "offer" | "interview";

/** Words of a recruiter for the chat; what waited from before keys were kept has none. */
export type Letter = {
  kind: RecruiterWords;
  text: string;
  key?: string | undefined;
  attempt?: number | undefined;
  /** The job of an offer. */
  job?: string | undefined;
  /** The candidate's question that this answers. */
  answers?: string | undefined;
  /** Of words about an interview, which the assistant says. */
  choices?: Choice[] | undefined;
};
