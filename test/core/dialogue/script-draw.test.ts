import { describe, expect, it } from "vitest";
import type { Script } from "../../../src/core/content/script.ts";
import { pinsOf, scriptFor } from "../../../src/core/dialogue/script-draw.ts";
import { Chat, chatAt } from "./chat.ts";
import { script as one } from "./script.ts";

const brief = (text: string) => ({ zh: text, en: text });
const second = { ...one.scenario, id: "S02", brief: brief("第二个情景") };
const script: Script = {
  ...one,
  pins: { ...one.pins, "scenarios/S02": "s2" },
  choice: { scenarios: [one.scenario, second], rules: [one.rule] },
};

describe("a job with several scenarios", () => {
  it("draws each about equally often, the same for the same seed, another for the next attempt", () => {
    const drawn = Array.from(
      { length: 400 },
      (_, seed) => scriptFor(script, { seed, attempt: 1 }).scenario.id,
    );
    expect(drawn.filter((id) => id === "S02").length).toBeGreaterThan(150);
    expect(drawn.filter((id) => id === "S02").length).toBeLessThan(250);
    for (let seed = 0; seed < 20; seed += 1) {
      const first = scriptFor(script, { seed, attempt: 1 }).scenario.id;
      expect(first).toBe(drawn[seed]);
      expect(scriptFor(script, { seed, attempt: 2 }).scenario.id).not.toBe(first);
    }
  });

  it("leaves a job with one scenario as it is", () => {
    expect(scriptFor(one, { seed: 3, attempt: 2 })).toBe(one);
  });

  it("keeps with the score only what was played", () => {
    const seed = Array.from({ length: 50 }, (_, i) => i).find(
      (i) => scriptFor(script, { seed: i, attempt: 1 }).scenario.id === "S02",
    );
    const chat = chatAt("done", { script, seed: seed ?? 0 });
    const result = chat.of("assessed").at(-1)?.assessment;
    expect(result?.complaint).toMatchObject({ scenario: "S02", version: "s2" });
    expect(Object.keys(result?.versions ?? {})).not.toContain("scenarios/S01");
    expect(pinsOf(script)).not.toHaveProperty(["scenarios/S02"]);
  });

  it("briefs the second attempt on its own scenario", () => {
    const chat = chatAt("done", { script, seed: 1 });
    const first = chat.of("assessed").at(-1)?.assessment.complaint.scenario;
    chat.say("重新开始").say("确认");
    expect(chat.heard.includes("第二个情景")).toBe(first === "S01");
  });
});

describe("rules that rest", () => {
  it("stay out of every attempt of a conversation that began while they did", () => {
    const resting = ["C-0", "C-1", "C-2", "C-3"];
    const chat = new Chat();
    const started = chat.events[0];
    if (started?.type !== "started") throw new Error("no start");
    chat.events.length = 0;
    chat.effects.length = 0;
    chat.state = { status: "new" };
    chat.apply({ ...started, restingCards: resting });
    expect(chat.state).toMatchObject({ common: { restingCards: resting } });
    chat.say("1").say("是").say("立即").say("1").say("6k").say("淘宝").say("跳过").say("开始");
    chat.wait(400).say("继续").say("官方，以页面为准").say("好了").say("继续");
    for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
    const asked = chat.of("assessed").at(-1)?.assessment.short?.items ?? [];
    expect(asked).toHaveLength(6);
    expect(asked.filter(({ card }) => resting.includes(card))).toEqual([]);
  });
});
