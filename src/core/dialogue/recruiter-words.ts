import { offerChoices } from "./offer.ts";
import { offerReceipt } from "./receipt.ts";
import { type Scene, sayText } from "./scene.ts";
import type { Letter } from "./state.ts";
import { text } from "./text.ts";

/** Questions kept until they are answered; who asks more at once gets one answer to the newest of them. */
const keptQuestions = 5;

/** A recruiter's words reach the candidate, marked as a person's. */
export function deliverWords(scene: Scene, { kind, text: words, key, attempt, job, answers }: Letter): void {
  const choices = kind === "offer" && job ? offerChoices(job, scene.locale) : [];
  sayText(scene, inReply(scene, words, answers), { author: "recruiter", section: "human", choices });
  const { common } = scene;
  switch (kind) {
    case "reply":
    case "offer":
      return;
    case "question":
      common.question = true;
      if (key !== undefined)
        common.asked = [...(common.asked ?? []), { key, text: words }].slice(-keptQuestions);
      return;
    case "invitation":
    case "decline":
      common.decision = kind;
      common.decidedAt = scene.event.now;
      common.decidedAttempt = attempt;
      // What was asked to be looked at again was something else; this decision can be contested in its own right.
      common.reviewRequested = false;
      return offerReceipt(scene, kind);
    default:
      return kind satisfies never;
  }
}

/** An answer that comes long after the question says what it answers. */
function inReply({ script, locale }: Scene, words: string, question: string | undefined): string {
  return question === undefined
    ? words
    : `${text(script, locale, "question.answered", { question })}\n${words}`;
}
