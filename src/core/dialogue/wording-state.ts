import type { DialogueEvent, JobQuestion } from "./event.ts";

/** A question whose answer waits for a model, with what of the same message answers the step. */
export type WaitingAnswer = { asked: JobQuestion; rest: Extract<DialogueEvent, { type: "said" }> | null };

/** The consents nobody needs to give; absent = not asked. */
export type OptionalConsents = {
  /** Model services abroad; `answers` = agreed since it names answers to questions, too. */
  model: boolean;
  answers?: boolean | undefined;
  pool: boolean;
  voice?: boolean | undefined;
};
