import { type Scene, say, sayText } from "./scene.ts";
import type { RecruiterWords } from "./state.ts";

/** A recruiter's words reach the candidate, marked as a person's. */
export function deliverWords(scene: Scene, kind: RecruiterWords, text: string): void {
  sayText(scene, text, { author: "recruiter", section: "human" });
  switch (kind) {
    case "reply":
      return;
    case "question":
      scene.common.question = true;
      return;
    case "invitation":
      scene.common.decision = kind;
      return;
    case "decline":
      scene.common.decision = kind;
      say(scene, "closing.contest");
      return;
    default:
      return kind satisfies never;
  }
}
