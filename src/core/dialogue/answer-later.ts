import { type Scene, say, sayText } from "./scene.ts";

/** Answers kept at most: a role-play is no place for more. */
const kept = 3;

/** Keeps an answer until the running role-play is over: the customer stays in character. */
export function keepForLater(scene: Scene, question: string, answer: string): void {
  const later = scene.common.later ?? [];
  if (later.some((one) => one.answer === answer)) return;
  scene.common.later = [...later, { question: question.slice(0, 60), answer }].slice(-kept);
}

/** Says what was kept. */
export function answerLater(scene: Scene): void {
  const { later } = scene.common;
  if (!later || later.length === 0) return;
  scene.common.later = undefined;
  say(scene, "question.later");
  for (const { question, answer } of later) sayText(scene, `${question}\n${answer}`);
}
