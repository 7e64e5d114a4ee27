import { z } from "zod";

/** How fast somebody spoke: for information only, never scored. Seconds. */
export const Pace = z.strictObject({
  /** Characters of Chinese and words of other languages. */
  units: z.int().min(0),
  speech: z.number().min(0),
  /** Silences of at least a quarter of a second between speech, and the longest of them. */
  pauses: z.int().min(0),
  longest: z.number().min(0),
});
export type Pace = z.infer<typeof Pace>;

const shortestPause = 0.25;

/** Characters of Chinese and words of other languages in a text. */
export const unitsOf = (text: string): number =>
  (text.match(/\p{Script=Han}|[\p{L}\p{N}'’-]+?(?=\p{Script=Han}|[^\p{L}\p{N}'’-]|$)/gu) ?? []).length;

/** Pace from which frames of `frameSeconds` held speech; what is silent before and after it is no pause. */
export function paceOf(speaking: readonly boolean[], frameSeconds: number, text: string): Pace {
  const spoken = speaking.slice(speaking.indexOf(true), speaking.lastIndexOf(true) + 1);
  const silences: number[] = [];
  let silent = 0;
  for (const speaks of spoken) {
    if (speaks && silent > 0) silences.push(silent * frameSeconds);
    silent = speaks ? 0 : silent + 1;
  }
  const pauses = silences.filter((seconds) => seconds >= shortestPause);
  const speech = spoken.filter((speaks) => speaks).length * frameSeconds;
  return { units: unitsOf(text), speech, pauses: pauses.length, longest: Math.max(0, ...pauses) };
}
