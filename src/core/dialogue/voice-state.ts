import type { JobQuestion } from "./event.ts";

/** A voice message on its way to becoming words. */
export type Voice = {
  /** Ties the buttons to it. */
  token: string;
  messageId: string;
  /** Platform time: whenever it becomes words, they were said then. */
  at: number;
  /** Where the candidate was (`progressOf`) when it came. */
  progress: string;
  /** asking = may it be written down?, writing = under way, shown = sent as heard or corrected?, correcting = being typed. */
  stage: "asking" | "writing" | "shown" | "correcting";
  /** What was heard. */
  text: string;
  /** What it asks about the job. */
  asked?: JobQuestion | undefined;
  /** In a timed section it waits until then, database time; null = as long as it takes. */
  until: number | null;
};
