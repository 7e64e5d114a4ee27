import { describe, expect, it } from "vitest";
import { outsideSigns } from "../../../src/core/scoring/outside-signs.ts";
import { type Chat, chatAt, goodReplies } from "./chat.ts";

let count = 0;
/** The candidate sends a voice message now; returns its id. */
function speak(chat: Chat, more: { can?: "write" | "listen"; seconds?: number } = {}): string {
  count += 1;
  const messageId = `voice${count}`;
  chat.answer = [];
  const { can = "write", seconds = 6 } = more;
  chat.apply({ type: "sentMedia", messageId, media: "voice", voice: { file: "f", seconds, can } });
  return messageId;
}
const hear = (chat: Chat, messageId: string, text: string) =>
  chat.apply({ type: "voiceHeard", messageId, text });
const wishes = (chat: Chat) => chat.of("voice").map(({ wish }) => wish);
const heard = (chat: Chat) => chat.of("heard").map(({ text, how }) => [how, text]);
const lines = (chat: Chat) =>
  chat.state.status === "roleplay"
    ? [
        ...chat.state.lines.filter(({ from }) => from === "candidate").map(({ text }) => text),
        ...chat.state.open.map(({ text }) => text),
      ]
    : [];
const agreed = (stop: Parameters<typeof chatAt>[0]) => {
  const chat = chatAt(stop);
  if (!("common" in chat.state)) throw new Error("not open");
  chat.state = {
    ...chat.state,
    common: { ...chat.state.common, optional: { model: false, pool: false, voice: true } },
  };
  return chat;
};
/** The assessment of a whole run whose role-play answers come through `reply`. */
function score(reply: (chat: Chat, text: string) => void) {
  const chat = agreed("roleplay");
  for (const text of goodReplies["zh-CN"]) reply(chat, text);
  chat.wait(300).say("继续");
  chat.say("这是平台官方的补贴活动，以页面为准。", { after: 30 }).say("好了").say("继续");
  for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
  return chat.of("assessed")[0]?.assessment;
}

describe("the consent to have voices written down", () => {
  it("is asked before the first one goes anywhere, and only a yes lets it go", () => {
    const chat = chatAt("facts");
    speak(chat);
    expect(chat.heard).toContain("不分析语气和情绪");
    expect(wishes(chat)).toEqual(["keep"]);
    chat.press("可以");
    expect(wishes(chat)).toEqual(["keep", "write"]);
    expect(chat.of("consent").at(-1)).toEqual({ type: "consent", voice: true });
    const next = speak(chat);
    expect(chat.heard).toBe("");
    expect(wishes(chat).at(-1)).toBe("write");
    hear(chat, next, "下周一");
    expect(chat.heard).toBe("我听到的是：「下周一」");
  });

  it("is refusable without harm: the voice is only kept, and later ones are answered kindly", () => {
    const chat = chatAt("facts");
    speak(chat);
    chat.press("不用，我打字");
    expect([chat.heard, wishes(chat)]).toEqual([expect.stringContaining("麻烦打字"), ["keep"]]);
    chat.wait(20);
    speak(chat);
    expect([chat.heard, wishes(chat)]).toEqual([expect.stringContaining("麻烦打字"), ["keep", "keep"]]);
    chat.say("下周一");
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
  });

  it("shows among the others once it was asked, and what is under way stops when it is taken back", () => {
    const chat = chatAt("facts").say("我的同意");
    expect(chat.heard).not.toContain("语音");
    speak(chat);
    chat.press("可以");
    chat.say("我的同意");
    expect(chat.heard).toContain("④ 语音交给识别服务转成文字：已同意");
    const under = speak(chat);
    chat.press("撤回语音同意");
    expect(chat.of("consent").at(-1)).toEqual({ type: "consent", voice: false });
    chat.answer = [];
    hear(chat, under, "下周一");
    expect([chat.heard, heard(chat)]).toEqual(["", [["unused", "下周一"]]]);
  });

  it("is not asked of somebody who has not agreed to the screening, nor where nobody writes voices down", () => {
    const early = chatAt("consent");
    speak(early);
    expect([early.heard, wishes(early)]).toEqual([expect.stringContaining("打字"), []]);
    const plain = chatAt("facts");
    speak(plain, { can: "listen" });
    expect([plain.heard, wishes(plain)]).toEqual([expect.stringContaining("招聘同事可以听到"), ["keep"]]);
    const long = chatAt("facts");
    speak(long, { seconds: 301 });
    expect([long.heard, wishes(long)]).toEqual([expect.stringContaining("太长"), []]);
  });
});

describe("what was heard", () => {
  it("is sent as it is, or typed anew; what was typed instead stands instead", () => {
    const chat = agreed("facts");
    hear(chat, speak(chat), "下周一");
    chat.press("发送");
    expect(chat.state).toMatchObject({ status: "facts", fact: "shifts" });
    hear(chat, speak(chat), "碗班可以");
    chat.press("修改").say("晚班可以");
    expect(chat.state).toMatchObject({ status: "facts", fact: "pay" });
    hear(chat, speak(chat), "五千块左右吧大概");
    chat.say("5000-7000");
    expect(chat.state).toMatchObject({ status: "facts", fact: "platforms" });
    expect(heard(chat)).toEqual([
      ["confirmed", "下周一"],
      ["corrected", "晚班可以"],
      ["unused", "五千块左右吧大概"],
    ]);
  });

  it("answers nothing when the candidate has gone on meanwhile", () => {
    const chat = agreed("facts");
    const voice = speak(chat);
    chat.say("下周一");
    hear(chat, voice, "三天后");
    expect([chat.heard.includes("三天后"), heard(chat)]).toEqual([false, [["unused", "三天后"]]]);
  });

  it("goes to people while a person has the conversation, without being written down", () => {
    const chat = agreed("facts").say("人工");
    speak(chat);
    expect([chat.heard, wishes(chat)]).toEqual(["语音已转给同事。", ["keep"]]);
    expect(chat.of("notify").at(-1)?.notice).toMatchObject({ kind: "message" });
  });

  it("asks kindly to type when it cannot be written down", () => {
    for (const why of ["format", "no_words", "too_long", "trouble", "gone"] as const) {
      const chat = agreed("facts");
      chat.apply({ type: "voiceFailed", messageId: speak(chat), why });
      expect(chat.heard).toContain("麻烦打字");
    }
  });
});

describe("a voice message in a running role-play", () => {
  it("counts from when it was sent, however long writing and confirming take, and scores like typed words", () => {
    const typed = score((chat, text) => void chat.say(text, { after: 20 }).wait(13));
    const spoken = score((chat, text) => {
      chat.wait(20);
      const voice = speak(chat);
      chat.wait(9);
      hear(chat, voice, text);
      chat.press("发送", { after: 8 });
      chat.wait(13);
    });
    expect(spoken?.complaint.response).toBe(typed?.complaint.response);
    expect(spoken?.complaint.total).toBe(typed?.complaint.total);
    expect(typed?.complaint.total).toBeGreaterThan(70);
  });

  it("is quick by nature, which says nothing about where the words come from", () => {
    const long = `${goodReplies["zh-CN"].join("")}首先，其次，最后，希望以上回答对您有帮助。`;
    const of = (spoken: boolean) => {
      const chat = agreed("roleplay");
      if (spoken) {
        chat.wait(8);
        const voice = speak(chat);
        hear(chat, voice, long);
        chat.press("发送");
      } else chat.say(long, { after: 8 });
      chat.wait(500);
      return "common" in chat.state && chat.state.common.results.play
        ? chat.state.common.results.play.lines
        : [];
    };
    const signs = (lines: ReturnType<typeof of>) =>
      outsideSigns({ locale: "zh-CN", typingCpm: null, lines, rule: null, short: [] }).map(({ id }) => id);
    expect(signs(of(false))).toContain("fast");
    expect(signs(of(true))).not.toContain("fast");
  });

  it("is taken as heard, and marked so, when nobody answers within the turn's time", () => {
    const chat = agreed("roleplay");
    hear(chat, speak(chat), "真的很抱歉");
    chat.wait(11);
    expect(lines(chat)).toEqual([]);
    chat.wait(2);
    expect([lines(chat), heard(chat)]).toEqual([["真的很抱歉"], [["unanswered", "真的很抱歉"]]]);
  });

  it("is waited for: no impatient customer, no end of the turn or of the time before it is words", () => {
    const chat = agreed("roleplay");
    const before = chat.customer().length;
    chat.say("您好", { after: 5 });
    const voice = speak(chat);
    chat.wait(40);
    expect([chat.customer().length, lines(chat)]).toEqual([before, ["您好"]]);
    hear(chat, voice, "真的很抱歉，运费我们出");
    chat.press("发送");
    expect(lines(chat)).toEqual(["您好", "真的很抱歉，运费我们出"]);
    chat.wait(13);
    expect(chat.customer().length).toBe(before + 1);

    const last = agreed("roleplay");
    while (last.timers.get("limit") && (last.timers.get("limit")?.due ?? 0) - last.now > 6_000) {
      last.wait(5);
      if ((last.timers.get("limit")?.due ?? 0) - last.now > 20_000) last.say("好的呢", { after: 1 });
    }
    if (last.status === "roleplay") {
      const late = speak(last);
      last.wait(15);
      expect(last.status).toBe("roleplay");
      hear(last, late, "最后再说一次抱歉");
      last.wait(120);
      expect(JSON.stringify(last.state)).toContain("最后再说一次抱歉");
    }
  });

  it("is given up after a while, kindly, and the words that come then count for nothing", () => {
    const chat = agreed("roleplay");
    const voice = speak(chat);
    chat.wait(46);
    expect(chat.heard).toContain("麻烦打字");
    hear(chat, voice, "来晚了");
    expect([lines(chat), heard(chat)]).toEqual([[], [["unused", "来晚了"]]]);
  });

  it("leaves typed words alone: they go to the customer together with what was heard", () => {
    const chat = agreed("roleplay");
    hear(chat, speak(chat), "真的很抱歉");
    chat.say("麻烦发下订单号");
    expect(lines(chat)).toEqual(["真的很抱歉", "麻烦发下订单号"]);
  });
});
