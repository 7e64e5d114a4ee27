import { offerReceipt } from "./receipt.ts";
import { type Scene, sayText } from "./scene.ts";
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
    case "decline":
      scene.common.decision = kind;
      scene.common.decidedAt = scene.event.now;
      return offerReceipt(scene, kind);
    default:
      return kind satisfies never;
  }
}
