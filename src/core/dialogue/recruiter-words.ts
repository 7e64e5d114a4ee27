import type { Letter } from "./letter.ts";
import { offerChoices } from "./offer.ts";
import { offerReceipt } from "./receipt.ts";
import { type Scene, sayText } from "./scene.ts";
import { text } from "./text.ts";

/** Questions kept until they are answered; who asks more at once gets one answer to the newest of them. */
const keptQuestions = 5;

/** Words reach the candidate: a recruiter's marked as a person's, those about an interview as ours. Returns the bubble's key. */
export function deliverWords(scene: Scene, letter: Letter): string {
  const { kind, text: words, key, attempt, job, choices, answers } = letter;
  if (kind === "interview") return sayText(scene, words, { choices });
  const buttons = kind === "offer" && job ? offerChoices(job, scene.locale) : [];
  const said = inReply(scene, words, answers);
  const bubble = sayText(scene, said, { author: "recruiter", section: "human", choices: buttons });
  const { common } = scene;
  switch (kind) {
    case "reply":
    case "offer":
      return bubble;
    case "question":
      common.question = true;
      if (key !== undefined)
        common.asked = [...(common.asked ?? []), { key, text: words }].slice(-keptQuestions);
      return bubble;
    case "invitation":
    case "decline":
      common.decision = kind;
      common.decidedAt = scene.event.now;
      common.decidedAttempt = attempt;
      // What was asked to be looked at again was something else; this decision can be contested in its own right.
      common.reviewRequested = false;
      offerReceipt(scene, kind);
      return bubble;
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
