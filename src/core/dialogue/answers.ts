import { fact, notify, type Said, type Scene } from "./scene.ts";

/** Passes a message on to people; with a question of theirs open it is the answer to it, and marked as that. */
export function passOn(scene: Scene, event: Said): void {
  const { common } = scene;
  const asked = common.question ? (common.asked ?? []) : [];
  notify(scene, {
    kind: "message",
    messageId: event.messageId,
    text: event.text,
    ...(asked.length > 0 ? { answers: asked.map(({ text }) => text) } : {}),
  });
  if (!common.question) return;
  const newest = asked.at(-1);
  fact(scene, "answered_recruiter", newest && { of: newest.key });
  common.question = false;
  if (common.asked) common.asked = undefined;
}
