import type { Said } from "./scene.ts";
import type { Bubble } from "./state.ts";

/** 12 s of silence or three bubbles end the candidate's turn. */
export const turnSilenceMs = 12_000;
export const turnBubbles = 3;

/** A line that reached the candidate later than this, or a timer of ours that fired so late, is our failure. */
export const deliveryMs = 60_000;
export const lateTimerMs = 30_000;
/** A page that was gone for longer than this has lost its link. */
export const lostLinkMs = 60_000;

/** What one section keeps: more than anybody writes in five minutes, and a state that stays small. */
const bubbleChars = 1000;
const sectionChars = 8000;
const sectionBubbles = 100;

/** The bubble of a message, cut to what still fits beside `kept`; null = nothing fits. */
export function bubbleOf(event: Said, kept: readonly { text: string }[]): Bubble | null {
  const room = sectionChars - kept.reduce((sum, { text }) => sum + text.length, 0);
  if (room <= 0 || kept.length >= sectionBubbles) return null;
  const { messageId, at } = event;
  const text = event.text.slice(0, Math.min(bubbleChars, room));
  return { messageId, text, at, ...(event.spoken ? { spoken: true } : {}) };
}
