import type { JobQuestion } from "./event.ts";
import { notify, type Scene, say, sayText } from "./scene.ts";

/** Gives the answer to a question about the job; what no entry answers, or not for this job, goes to people. */
export function answerQuestion(scene: Scene, asked: JobQuestion): void {
  const negotiates = asked.person.includes("pay");
  if (asked.entry !== null) sayText(scene, asked.answer);
  if (asked.entry !== null && !asked.general && !negotiates) return;
  if (asked.waits) return void say(scene, "question.waits");
  say(scene, asked.entry === null ? "question.passed_on" : "question.more_passed_on");
  const { id, group, question, entry } = asked;
  scene.effects.push({ type: "forward", id, group, question, entry });
  // The same question of somebody else is with people already.
  if (group === id) notify(scene, { kind: "question", id, text: question });
}
