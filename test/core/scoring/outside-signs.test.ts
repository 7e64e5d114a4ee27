import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { outsideSigns, type Session, severalSigns } from "../../../src/core/scoring/outside-signs.ts";

const Gold = z.object({
  cases: z.array(
    z.object({
      turns: z.array(z.object({ t: z.number(), text: z.string() })).nullish(),
      text: z.string().nullish(),
    }),
  ),
});
const long =
  "您好，给您带来不便非常抱歉，这边先帮您登记，请把订单号和照片发给我，核实以后可以退货退款，运费由店铺承担。";
const very = `${long}${long}`;
const item = {
  key_point: {
    zh: "须由真人在三分钟内回复，机器人的自动回复不计算",
    en: "A person must answer within three minutes",
  },
  statement: { zh: "机器人回复也算", en: "A bot's answer counts" },
};

const session = (part: Partial<Session> = {}): Session => ({
  locale: "zh-CN",
  typingCpm: null,
  lines: [],
  rule: null,
  short: [],
  ...part,
});
const asks = (t: number) => ({ from: "customer" as const, t, text: "怎么办？" });
const says = (t: number, text: string) => ({ from: "candidate" as const, t, text, messageId: `m${t}` });
const ids = (part: Partial<Session>) => outsideSigns(session(part)).map(({ id }) => id);

describe("signs of outside text", () => {
  it("see a long message that came faster than anybody types, by whole messages only", () => {
    expect(ids({ lines: [asks(0), says(10, very)] })).toEqual(["fast"]);
    expect(ids({ lines: [asks(0), says(40, very)] })).toEqual([]);
    expect(ids({ lines: [asks(0), says(5, "您好，稍等，我看一下。")] })).toEqual([]);
  });

  it("believe the warm-up of a quick typist", () => {
    const lines = [asks(0), says(20, very)];
    expect(very.length).toBeGreaterThan(80);
    expect(ids({ lines })).toEqual(["fast"]);
    expect(ids({ lines, typingCpm: 400 })).toEqual([]);
  });

  it("give English text three times the room", () => {
    const text =
      "I am so sorry about this. Please send me the order number and a photo, and I will check it at once.";
    expect(ids({ locale: "en", lines: [asks(0), says(15, text)] })).toEqual([]);
    expect(ids({ locale: "en", lines: [asks(0), says(5, text.repeat(4))] })).toEqual(["fast"]);
  });

  it("see the form of an essay and the phrases of AI tools", () => {
    expect(ids({ lines: [asks(0), says(60, "首先道歉，其次核实，最后退款。")] })).toEqual(["form"]);
    expect(ids({ lines: [asks(0), says(60, "作为AI语言模型，我建议您联系客服。")] })).toEqual(["machine"]);
    expect(ids({ lines: [asks(0), says(60, "作为客服，我先给您道个歉。")] })).toEqual([]);
  });

  it("see a paragraph sent to three different lines, but not one that is said again to who insists", () => {
    const twice = [asks(0), says(50, long), asks(60), says(110, `${long}！`)];
    expect(ids({ lines: twice })).toEqual([]);
    expect(ids({ lines: [...twice, asks(120), says(170, long)] })).toEqual(["template"]);
    expect(ids({ lines: [asks(0), says(50, long), says(55, long)] })).toEqual([]);
    expect(ids({ lines: [asks(0), says(50, "好的，马上"), asks(60), says(70, "好的，马上")] })).toEqual([]);
  });

  it("take no repetition for quick typing", () => {
    const lines = [asks(0), says(90, very), asks(100), says(103, very)];
    expect(ids({ lines })).toEqual([]);
    expect(ids({ lines: [...lines, asks(110), says(113, very)] })).toEqual(["template"]);
  });

  it("see the words of our reference answer, but not those of the statement that was shown", () => {
    const answer = (text: string) => ({ short: [{ item, bubbles: [{ messageId: "m", text }] }] });
    expect(ids(answer("错，须由真人在三分钟内回复，机器人的自动回复不计算"))).toEqual(["copied"]);
    expect(ids(answer("错，要真人三分钟内回，机器人不算"))).toEqual([]);
    const shown = { ...item, statement: item.key_point };
    expect(ids({ short: [{ item: shown, bubbles: [{ messageId: "m", text: item.key_point.zh }] }] })).toEqual(
      [],
    );
  });

  it("say what was seen, with the message it was seen in", () => {
    expect(outsideSigns(session({ lines: [asks(0), says(10, very)] }))).toEqual([
      {
        id: "fast",
        reason: { zh: `10 秒发来 ${very.length} 字`, en: `${very.length} characters in 10 s` },
        quote: { messageId: "m10", text: very, start: 0, end: very.length },
      },
    ]);
  });

  it("see nothing in any of the gold answers, from the excellent to the hostile", () => {
    const dir = join(import.meta.dirname, "../../fixtures/gold");
    const gold = readdirSync(dir).flatMap(
      (name) => Gold.parse(JSON.parse(readFileSync(join(dir, name), "utf8"))).cases,
    );
    expect(gold.length).toBeGreaterThanOrEqual(30);
    for (const { turns, text } of gold) {
      const lines = [asks(0), ...(turns ?? []).map((turn) => says(turn.t, turn.text))];
      const rule = text ? { answers: [{ messageId: "a", text }], seconds: 60, wordings: [] } : null;
      const locale = /\p{Script=Han}/u.test(`${text}${turns?.[0]?.text}`) ? "zh-CN" : "en";
      expect(outsideSigns(session({ lines, rule, locale }))).toEqual([]);
    }
  });

  it("need two kinds, however often one is seen", () => {
    const once = [asks(0), says(8, very), asks(60), says(68, `另外${very}`)];
    expect(severalSigns(outsideSigns(session({ lines: once })))).toBe(false);
    const two = [asks(0), says(8, `${very}希望以上回答对您有帮助`)];
    expect(severalSigns(outsideSigns(session({ lines: two })))).toBe(true);
  });
});
