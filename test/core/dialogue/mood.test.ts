import { describe, expect, it } from "vitest";
import { isAngry, moodAfter, moodAfterSilence } from "../../../src/core/dialogue/roleplay-mood.ts";
import { findEvidence } from "../../../src/core/scoring/evidence.ts";
import { goodReplies } from "./chat.ts";
import { script } from "./script.ts";

const { scenario } = script;
const moodUpon = (texts: readonly string[], before: { mood: number; felt: string[] }, wait = 10) => {
  const turns = texts.map((text, i) => ({ from: "candidate" as const, t: 10 * (i + 1), text }));
  return moodAfter(scenario, before, findEvidence(scenario, turns), wait);
};

describe("the customer's mood", () => {
  const calm = { mood: 60, felt: [] };

  it("is calmed by an apology and safety advice: 60 - 15 - 10", () => {
    expect(moodUpon([goodReplies["zh-CN"][0]], calm).mood).toBe(35);
  });

  it("feels each thing once, however often it is said", () => {
    const once = moodUpon([goodReplies["zh-CN"][0]], calm);
    expect(moodUpon([goodReplies["zh-CN"][0], goodReplies["zh-CN"][0]], once)).toEqual(once);
  });

  it("rises by 20 with blame, by 20 after three minutes of waiting, by 10 with silence, within 0 to 100", () => {
    expect(moodUpon(["快递弄坏的你找快递去，跟我们没关系"], calm).mood).toBe(80);
    expect(moodUpon(["稍等"], calm, 181).mood).toBe(80);
    expect(moodUpon(["稍等"], calm, 180).mood).toBe(60);
    expect(moodAfterSilence(scenario, 60)).toBe(70);
    expect(moodAfterSilence(scenario, 95)).toBe(100);
    expect(moodUpon(goodReplies["zh-CN"], { mood: 10, felt: [] }).mood).toBe(0);
  });

  it("is angry from 80 on", () => {
    expect(isAngry(scenario, 79)).toBe(false);
    expect(isAngry(scenario, 80)).toBe(true);
  });
});
