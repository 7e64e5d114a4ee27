import { describe, expect, it } from "vitest";
import { drawPlay } from "../../../src/core/dialogue/roleplay-draw.ts";
import type { State } from "../../../src/core/dialogue/state.ts";
import { type Chat, chatAt, goodReplies } from "./chat.ts";
import { script } from "./script.ts";

const { scenario } = script;
const [first, second, third] = goodReplies["zh-CN"];

/** Texts of the candidate that the role-play kept, whether it still runs or is over. */
const kept = (state: State): string[] => {
  if (!("common" in state)) return [];
  const lines = state.status === "roleplay" ? state.lines : (state.common.results.play?.lines ?? []);
  return lines.filter(({ from }) => from === "candidate").map(({ text }) => text);
};
const nodes = (state: State): (string | undefined)[] => {
  if (!("common" in state)) return [];
  const lines = state.status === "roleplay" ? state.lines : (state.common.results.play?.lines ?? []);
  return lines.filter(({ from }) => from === "customer").map(({ node }) => node);
};

describe("what is drawn", () => {
  const opening = (seed: number, play: number) => {
    const { opening: wording, slots } = drawPlay(scenario, "zh-CN", seed, play);
    return JSON.stringify([wording, slots]);
  };

  it("depends on the seed and the number of the play alone", () => {
    expect(opening(7, 1)).toBe(opening(7, 1));
    expect(drawPlay(scenario, "zh-CN", 7, 1)).toEqual(drawPlay(scenario, "zh-CN", 7, 1));
  });

  it("never repeats an opening before all combinations came, and the next one is worded differently", () => {
    for (const seed of [0, 1, 7, 4_294_967_295]) {
      const plays = Array.from({ length: 81 }, (_, i) => opening(seed, i + 1));
      expect(new Set(plays).size).toBe(81);
      for (let i = 1; i < 20; i += 1) {
        expect(drawPlay(scenario, "zh-CN", seed, i + 1).opening).not.toBe(
          drawPlay(scenario, "zh-CN", seed, i).opening,
        );
      }
    }
  });

  it("switches the bait on in about half of the sessions", () => {
    const on = Array.from(
      { length: 1000 },
      (_, seed) => drawPlay(scenario, "zh-CN", seed * 7919, 1).bait,
    ).filter(Boolean);
    expect(on.length).toBeGreaterThan(430);
    expect(on.length).toBeLessThan(570);
  });

  it("leaves no slot open in any line, in either language", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const chat = chatAt("roleplay", { locale, seed: 3 });
      expect(chat.customer().join()).not.toMatch(/[{}]/);
    }
  });
});

describe("the clock of the role-play", () => {
  it("starts when the opening was delivered, not when it was said", () => {
    const chat = chatAt("brief");
    chat.delivers = false;
    chat.say("开始");
    expect(chat.timers.has("limit")).toBe(false);
    chat.wait(20);
    const key = chat.answer.at(-1)?.key ?? "";
    chat.apply({ type: "delivered", key });
    chat.delivers = true;
    expect(chat.timers.get("limit")?.due).toBe(chat.now + 300_000);
    chat.say(first, { after: 10 }).wait(13);
    expect(chat.state).toMatchObject({
      status: "roleplay",
      lines: [{ t: 0 }, { from: "candidate", t: 10 }, {}],
    });
  });

  it("keeps a bubble that arrived before the news of the delivery, if it was written after it", () => {
    const chat = chatAt("brief");
    chat.delivers = false;
    chat.say("开始");
    const key = chat.answer.at(-1)?.key ?? "";
    const deliveredAt = chat.now + 1000;
    chat.say("好", { after: 0 }).say(first, { after: 8 });
    chat.delivers = true;
    chat.apply({ type: "delivered", key, at: deliveredAt });
    chat.wait(13);
    expect(kept(chat.state)).toEqual([first]);
  });

  it.each([-300_000, 300_000])("runs by our own clock when the platform's is %i ms off", (skew) => {
    const chat = chatAt("brief");
    chat.delivers = false;
    const deliver = () => {
      const key = chat.answer.at(-1)?.key ?? "";
      chat.apply({ type: "delivered", key, at: chat.now + skew });
    };
    const say = (text: string) => chat.say(text, { after: 10, at: chat.now + 10_000 + skew });
    say("开始");
    deliver();
    expect(chat.timers.get("limit")?.due).toBe(chat.now + 300_000);
    say(first).wait(13);
    deliver();
    expect(chat.state).toMatchObject({
      status: "roleplay",
      lines: [{ t: 0 }, { from: "candidate", t: 10 }, { from: "customer", t: 23 }],
    });
    expect(nodes(chat.state).at(-1)).not.toBe("C_timeout");
    chat.wait(300);
    expect(chat.status).toBe("ready");
    say("好的").wait(31);
    say("好的");
    expect(chat.status).toBe("rule");
  });

  it("ends with the customer leaving at 300 s; text at or after that never counts", () => {
    const chat = chatAt("roleplay").say("您好，请稍等", { after: 290 }).say("马上给您退款", { after: 10 });
    expect(chat.status).toBe("ready");
    expect(kept(chat.state)).toEqual(["您好，请稍等"]);
    expect(nodes(chat.state).at(-1)).toBe("C_timeout");
    expect(chat.facts()).toContain("roleplay_finished");
  });

  it("takes a late bubble neither as an answer nor as a start of the next part until 330 s", () => {
    const chat = chatAt("roleplay").say("您好", { after: 20 }).wait(281);
    expect(chat.status).toBe("ready");
    chat.say("好的", { after: 5 });
    expect(chat.status).toBe("ready");
    expect(chat.answer).toEqual([]);
    chat.say("然后呢", { after: 40 });
    expect(chat.heard).toContain("继续");
    expect(kept(chat.state)).toEqual(["您好"]);
  });

  it("counts a bubble written in time that arrives after the end", () => {
    const chat = chatAt("roleplay").say("您好", { after: 20 });
    const started = chat.now - 20_000;
    chat.wait(281);
    expect(chat.status).toBe("ready");
    chat.say(second, { after: 1, at: started + 299_000 });
    expect(kept(chat.state)).toEqual(["您好", second]);
    expect(chat.answer).toEqual([]);
  });

  it("closes at once on a message of after the limit whose timer has not fired yet", () => {
    const chat = chatAt("roleplay");
    const started = chat.now;
    chat.timers.delete("limit");
    chat.timers.delete("silence");
    chat.now = started + 301_000;
    chat.say("我来了", { after: 0 });
    expect(chat.status).toBe("ready");
    expect(kept(chat.state)).toEqual([]);
  });
});

describe("a turn of the candidate", () => {
  it("ends after 12 s of silence, counted anew from every bubble, and is answered once", () => {
    const chat = chatAt("roleplay").say("您好", { after: 5 }).say("非常抱歉", { after: 8 }).wait(11);
    expect(chat.customer()).toHaveLength(1);
    chat.wait(2);
    expect(chat.customer()).toHaveLength(2);
    expect(kept(chat.state)).toEqual(["您好", "非常抱歉"]);
  });

  it("ends with the third bubble; a fourth begins the next turn", () => {
    const chat = chatAt("roleplay").say("您好").say("非常抱歉").say("我来帮您处理");
    expect(chat.customer()).toHaveLength(2);
    chat.say("请稍等");
    expect(chat.customer()).toHaveLength(2);
    chat.wait(13);
    expect(chat.customer()).toHaveLength(3);
    expect(kept(chat.state)).toHaveLength(4);
  });

  it("takes surplus messages in without ending on them", () => {
    const chat = chatAt("roleplay");
    for (let i = 0; i < 30; i += 1) chat.say(`第${i}句`, { after: 0, surplus: true });
    expect(chat.customer()).toHaveLength(1);
    chat.wait(13);
    expect(chat.customer()).toHaveLength(2);
    expect(kept(chat.state)).toHaveLength(30);
  });

  it("may be corrected until it is over", () => {
    const chat = chatAt("roleplay").say("您号");
    const id = chat.events.findLast((event) => event.type === "said")?.messageId ?? "";
    chat.apply({ type: "edited", messageId: id, text: "您好" });
    chat.wait(13);
    expect(kept(chat.state)).toEqual(["您好"]);
    const before = chat.state;
    chat.apply({ type: "edited", messageId: id, text: "滚" });
    expect(chat.state).toBe(before);
  });

  it("puts an overtaken message where it was said, without a second answer", () => {
    const chat = chatAt("roleplay").say("您好", { after: 20 });
    const saidAt = chat.now;
    chat.wait(13);
    const customer = chat.customer().length;
    chat.say("非常抱歉", { after: 5, at: saidAt - 1000, late: true }).wait(13);
    expect(kept(chat.state)).toEqual(["非常抱歉", "您好"]);
    expect(chat.customer()).toHaveLength(customer);
  });

  it("does not count as an answer to a line that was said while it was on its way", () => {
    const chat = chatAt("roleplay").say("您好", { after: 20 }).wait(13);
    const reaction = chat.now;
    chat.say("非常抱歉让宝宝受委屈了", { after: 1, at: reaction - 2000 }).wait(13);
    const order = kept(chat.state);
    expect(order).toEqual(["您好", "非常抱歉让宝宝受委屈了"]);
    expect(nodes(chat.state).slice(0, 2)).toEqual(["N0", "B_no_apology"]);
    expect(chat.state).toMatchObject({
      lines: [{}, {}, { from: "candidate" }, { node: "B_no_apology" }, {}],
    });
  });

  it("answers a photo or voice message kindly while the clock runs", () => {
    const chat = chatAt("roleplay");
    const limit = chat.timers.get("limit");
    chat.answer = [];
    chat.apply({ type: "sentMedia", messageId: "v1", media: "voice" });
    expect(chat.heard).toContain("打字");
    expect(chat.timers.get("limit")).toEqual(limit);
    chat.apply({ type: "sentMedia", messageId: "v2", media: "voice" });
    expect(chat.answer).toHaveLength(1);
  });
});

describe("the customer", () => {
  it("follows the script's order: first the missing apology, then solution, safety, evidence", () => {
    const chat = chatAt("roleplay");
    for (const text of ["你好", "知道了", "我看一下", "稍等一下"]) chat.say(text, { after: 5 }).wait(13);
    expect(nodes(chat.state)).toEqual([
      "N0",
      "B_no_apology",
      "B_no_solution",
      "B_no_safety",
      "B_no_evidence",
    ]);
    chat.say("还在看", { after: 5 }).wait(13);
    expect(chat.status).toBe("ready");
    expect(nodes(chat.state)).toEqual([
      "N0",
      "B_no_apology",
      "B_no_solution",
      "B_no_safety",
      "B_no_evidence",
      "C_timeout",
    ]);
  });

  it("is satisfied when all critical elements and a time are there", () => {
    const chat = chatAt("gate");
    expect(nodes(chat.state).at(-1)).toBe("C_ok");
    expect(chat.of("fact").find(({ name }) => name === "roleplay_finished")?.data).toMatchObject({
      reason: "closed",
    });
  });

  it("is satisfied also when the time runs out within the turn that solves it", () => {
    const chat = chatAt("roleplay").say(`${first}${second}${third}`, { after: 295 }).wait(6);
    expect(chat.status).toBe("ready");
    expect(nodes(chat.state).at(-1)).toBe("C_ok");
    expect(chat.of("fact").find(({ name }) => name === "roleplay_finished")?.data).toMatchObject({
      reason: "limit",
    });
  });

  it("gives order number and photos when asked, in the same bubble, once", () => {
    const chat = chatAt("roleplay").say(second, { after: 10 }).wait(13);
    expect(chat.customer().at(-1)).toMatch(/5831.*批号\n./);
    chat.say("订单号和照片再发一下", { after: 5 }).wait(13);
    expect(chat.customer().at(-1)).not.toContain("5831");
  });

  it("reacts to an insult once and leaves", () => {
    const chat = chatAt("roleplay").say("你是想钱想疯了吧，爱退不退，滚", { after: 10 }).wait(13);
    expect(nodes(chat.state)).toEqual(["N0", "B_offensive"]);
    expect(chat.status).toBe("ready");
  });

  it("says at most two neutral lines and then gives up", () => {
    const quiet = {
      ...script,
      scenario: { ...scenario, branches: scenario.branches.filter(({ terminal }) => terminal) },
    };
    const chat = chatAt("roleplay", { script: quiet });
    for (const text of ["您好", "嗯嗯", "好的呢"]) chat.say(text, { after: 5 }).wait(13);
    expect(nodes(chat.state)).toEqual(["N0", undefined, undefined, "C_timeout"]);
    const neutral = chat.customer().slice(1, 3);
    expect(new Set(neutral).size).toBe(2);
    for (const line of neutral) expect(scenario.neutral.zh).toContain(line);
  });

  it("gets impatient after 60, 120 and 180 s of silence, which costs no follow-up", () => {
    const chat = chatAt("roleplay").wait(59);
    expect(chat.customer()).toHaveLength(1);
    chat.wait(2);
    expect(nodes(chat.state)).toEqual(["N0", "B_silence"]);
    chat.wait(60);
    expect(nodes(chat.state)).toEqual(["N0", "B_silence", "B_silence2"]);
    chat.wait(60);
    expect(nodes(chat.state)).toEqual(["N0", "B_silence", "B_silence2", "B_silence3"]);
    chat.wait(130);
    expect(chat.status).toBe("ready");
    expect(nodes(chat.state).at(-1)).toBe("C_timeout");
    expect(kept(chat.state)).toEqual([]);
  });

  it("takes an angrier wording when the mood is bad, and the score does not know it", () => {
    const angry = { zh: ["气死我了"], en: ["Furious"] };
    const branches = scenario.branches.map((branch) =>
      branch.id === "B_no_apology" ? { ...branch, angry } : branch,
    );
    const hot = {
      ...script,
      scenario: { ...scenario, branches, persona: { ...scenario.persona, mood_start: 90 } },
    };
    const calm = {
      ...script,
      scenario: { ...scenario, branches, persona: { ...scenario.persona, mood_start: 20 } },
    };
    const line = (chat: Chat) => chat.say("你好", { after: 5 }).wait(13).customer().at(-1);
    expect(line(chatAt("roleplay", { script: hot }))).toBe("气死我了");
    expect(line(chatAt("roleplay", { script: calm }))).not.toBe("气死我了");
  });

  it("baits only in sessions that drew it", () => {
    const baited = (seed: number) => {
      const chat = chatAt("roleplay", { seed });
      chat.say(third, { after: 5 }).wait(13).say(`${first}${second}`, { after: 5 }).wait(13);
      return nodes(chat.state).includes("B_bait");
    };
    const seeds = Array.from({ length: 30 }, (_, i) => i);
    for (const seed of seeds) expect(baited(seed)).toBe(drawPlay(scenario, "zh-CN", seed, 1).bait);
  });
});

describe("an interruption", () => {
  const openingOf = (chat: Chat) => chat.customer().at(-1);

  it.each<[string, (chat: Chat) => void]>([
    ["the page was away for more than 60 s", (chat) => void chat.apply({ type: "linked", awaySeconds: 61 })],
    [
      "a timer finds the page gone",
      (chat) => {
        chat.linkSeenAt = chat.now - 1000;
        chat.wait(61);
      },
    ],
    [
      "one of our lines could not be delivered",
      (chat) => {
        chat.delivers = false;
        chat.say("你好").wait(13);
        chat.apply({ type: "undelivered", key: chat.answer.at(-1)?.key ?? "" });
        chat.delivers = true;
      },
    ],
    [
      "one of our lines arrived more than 60 s late",
      (chat) => {
        chat.delivers = false;
        chat.say("你好").wait(13);
        const key = chat.answer.at(-1)?.key ?? "";
        chat.wait(61).apply({ type: "delivered", key });
        chat.delivers = true;
      },
    ],
    [
      "our timer fired more than 30 s late",
      (chat) => {
        const timer = chat.timers.get("silence");
        chat.timers.clear();
        chat.now += 100_000;
        chat.apply({
          type: "timedOut",
          timer: "silence",
          generation: timer?.generation ?? 0,
          due: timer?.due ?? 0,
          linkSeenAt: null,
        });
      },
    ],
  ])("because %s is explained, not scored, and starts again on a parallel variant", (_, interrupt) => {
    const chat = chatAt("roleplay");
    const opening = openingOf(chat);
    interrupt(chat);
    expect(chat.status).toBe("ready");
    expect(chat.heard).toContain("不计分");
    expect(chat.facts()).toContain("roleplay_interrupted");
    expect(chat.facts()).not.toContain("roleplay_finished");
    expect(
      ["turn", "silence", "limit"].filter((kind) => [...chat.timers.keys()].some((armed) => armed === kind)),
    ).toEqual([]);
    chat.say("开始");
    expect(openingOf(chat)).not.toBe(opening);
    expect(chat.state).toMatchObject({
      status: "roleplay",
      lines: [{ t: 0 }],
      common: { interrupted: true },
    });
  });

  it("is none when the candidate is just silent, or the page was away shortly", () => {
    const chat = chatAt("roleplay");
    chat.apply({ type: "linked", awaySeconds: 60 });
    expect(chat.status).toBe("roleplay");
    chat.wait(299);
    expect(chat.status).toBe("roleplay");
  });

  it("by blocking waits in silence until the candidate is back", () => {
    const chat = chatAt("roleplay");
    chat.answer = [];
    chat.apply({ type: "blocked" });
    expect(chat.status).toBe("ready");
    expect(chat.answer).toEqual([]);
    chat.apply({ type: "unblocked" });
    expect(chat.heard).toContain("不计分");
  });
});
