import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Attempt, Line } from "../../../src/core/dialogue/state.ts";

const Gold = z.object({
  cases: z.array(z.object({ id: z.string(), turns: z.array(z.object({ t: z.number(), text: z.string() })) })),
});

const gold = Gold.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/gold/S01.json", import.meta.url), "utf8")),
);

/** What the candidate wrote in a gold case of the milk-powder role-play, by its letter and number. */
export const goldLines = (id: string): Line[] =>
  (gold.cases.find((one) => one.id === id)?.turns ?? []).map(({ t, text }, i) => ({
    from: "candidate",
    t,
    text,
    messageId: `g${i}`,
  }));

/** An attempt with these lines in the role-play and this explanation. */
export const attemptOf = (
  lines: readonly Line[],
  answer: string | null = "官方补贴，以页面为准",
): Attempt => ({
  results: {
    play: { locale: "zh-CN", play: 1, startAt: 0, lines: [...lines] },
    rule:
      answer === null
        ? null
        : { locale: "zh-CN", seconds: 40, answers: [{ messageId: "r1", text: answer, at: 0 }] },
    short: [
      { item: "Q01", locale: "zh-CN", verdict: "true", bubbles: [{ messageId: "s1", text: "对", at: 0 }] },
    ],
  },
  seed: 7,
  attempt: 1,
  typingCpm: null,
  interrupted: false,
});

export const customer = (t: number, text: string): Line => ({ from: "customer", t, text });
export const candidate = (t: number, text: string): Line => ({
  from: "candidate",
  t,
  text,
  messageId: `t${t}`,
});
