import type { Choice } from "../channel.ts";
import { inLocale, type Locale } from "../locale.ts";
import { type Said, type Scene, sayText } from "./scene.ts";
import type { Place } from "./state.ts";

/** What somebody of the talent pool answers to an invitation; yes is handled where a new application is opened. */
export const offerAnswers = ["yes", "no", "never"] as const;
export type OfferAnswer = (typeof offerAnswers)[number];

const labels: Record<OfferAnswer, { zh: string; en: string }> = {
  yes: { zh: "有兴趣，开始应聘", en: "Interested, apply" },
  no: { zh: "这次不考虑", en: "Not this time" },
  never: { zh: "以后不用再邀请", en: "No more invitations" },
};

/** The buttons below an invitation to a job. They stand in code: conversations of earlier have earlier texts. */
export const offerChoices = (job: string, locale: Locale): Choice[] =>
  offerAnswers.map((answer) => ({
    value: `offer:${answer}:${job}`,
    label: inLocale(labels[answer], locale),
  }));

/** The answer in a pressed button; null = it is another button. */
export function readOffer(choice: string | undefined): { answer: OfferAnswer; job: string } | null {
  const [kind, said, job] = (choice ?? "").split(":");
  const answer = offerAnswers.find((one) => one === said);
  return kind === "offer" && answer && job ? { answer, job } : null;
}

/** A no to an invitation, for now or for ever. A yes that comes too late for its job is answered like that. */
export function hearOffer(scene: Scene, place: Place, event: Said): Place | null {
  const offer = readOffer(event.choice);
  if (!offer) return null;
  scene.effects.push({ type: "offerAnswered", ...offer });
  sayText(scene, inLocale(replies[offer.answer], scene.locale));
  return place;
}

const replies: Record<OfferAnswer, { zh: string; en: string }> = {
  yes: {
    zh: "这个岗位现在不能在这里开始：可能已经招满，或者您正在答题。答完再点一次就好。",
    en: "This cannot be started right now: the job may be filled, or you are in the middle of a task. Try again when it is done.",
  },
  no: {
    zh: "好的，这次就不打扰了。有别的合适岗位再联系您。",
    en: "All right. We may ask about another job that fits.",
  },
  never: {
    zh: "好的，以后不再邀请您。您随时可以自己回来应聘。",
    en: "All right, no more invitations. You can always come back yourself.",
  },
};
