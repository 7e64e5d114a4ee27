import { deriveSeed } from "../random.ts";
import { enterReady } from "./ready.ts";
import { answerOf, type Said, type Scene, say, sayText } from "./scene.ts";
import type { Ready, Warmup } from "./state.ts";
import { text, texts } from "./text.ts";
import { isSkip } from "./words.ts";

/** A copy with less than this share of the sentence is no copy. */
const enough = 0.6;
const patience = 2;

/** Asks the candidate to copy a neutral sentence: slow typists are not to lose points in the role-play. */
export function enterWarmup(scene: Scene): Warmup {
  scene.section = "warmup";
  say(scene, "warmup.intro");
  return askWarmup(scene);
}

export function askWarmup(scene: Scene, misses = 0): Warmup {
  const sentences = texts(scene.script, scene.locale, "warmup.sentences");
  const sentence = (deriveSeed(scene.common.seed, "warmup") + misses) % sentences.length;
  const skip = text(scene.script, scene.locale, "warmup.choice_skip");
  const key = sayText(scene, sentences[sentence] ?? "", {
    choices: [{ value: "warmup:skip", label: skip }],
    tracked: true,
  });
  return { status: "warmup", key, sentence, shownAt: scene.event.at, misses };
}

export function hearWarmup(scene: Scene, step: Warmup, event: Said): Warmup | Ready | null {
  const answer = answerOf(event, "warmup");
  if (answer === null) return null;
  if (isSkip(answer)) return leave(scene, null, "warmup.skipped");
  const sentence = texts(scene.script, scene.locale, "warmup.sentences")[step.sentence] ?? "";
  const share = copiedShare(sentence, answer);
  if (!isCopy(share)) {
    if (step.misses + 1 >= patience) return leave(scene, null, "warmup.skipped");
    say(scene, "warmup.again");
    return askWarmup(scene, step.misses + 1);
  }
  const seconds = (event.at - step.shownAt) / 1000;
  return leave(scene, typingSpeed(sentence, share, seconds), "warmup.done");
}

/** Whether a copy with this share of the sentence counts as one. */
export const isCopy = (share: number): boolean => share >= enough;

/** Characters a minute; null in a text without Chinese characters, where no adjustment is made, or when no time passed. */
function typingSpeed(sentence: string, share: number, seconds: number): number | null {
  const characters = [...sentence.matchAll(/\p{Script=Han}/gu)].length;
  return characters === 0 || seconds < 1 ? null : Math.round((characters * share * 60) / seconds);
}

function leave(scene: Scene, cpm: number | null, key: string): Ready {
  scene.common.typingCpm = cpm;
  say(scene, key);
  return enterReady(scene, "roleplay");
}

/** Share of the letters of `sentence` that `answer` repeats in order (longest common subsequence), 0..1. */
export function copiedShare(sentence: string, answer: string): number {
  const wanted = [...letters(sentence)];
  const typed = [...letters(answer.slice(0, 400))];
  let row = new Array<number>(typed.length + 1).fill(0);
  for (const char of wanted) {
    const next = [0];
    for (const [i, other] of typed.entries()) {
      next.push(char === other ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0));
    }
    row = next;
  }
  return wanted.length === 0 ? 0 : (row.at(-1) ?? 0) / wanted.length;
}

const letters = (value: string): string =>
  value
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
