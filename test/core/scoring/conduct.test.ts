import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { evalConduct } from "../../../src/cli/eval-conduct.ts";
import { loadContent } from "../../../src/content.ts";
import { rateConduct } from "../../../src/core/scoring/conduct.ts";

const content = loadContent();
const model = content.config.value.conduct_model;
/** As the product rates: by rules and the shipped classifier. */
const rate = (...texts: string[]) =>
  rateConduct(
    texts.map((text, i) => ({ messageId: `m${i}`, text })),
    model,
  );
const kinds = (...texts: string[]) => rate(...texts).spans.map(({ kind }) => kind);

const Gold = z.array(z.tuple([z.string(), z.number(), z.array(z.string())]));
const gold = Gold.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/scoring/conduct-gold.json", import.meta.url), "utf8")),
);

describe("aggression", () => {
  test.each([
    ["insult", "你是不是傻逼啊"],
    ["insult", "傻 逼 客 户"],
    ["insult", "神经病吧你"],
    ["insult", "你脑子有病"],
    ["insult", "你這個人真不要臉"],
    ["insult", "ＳＢ，别烦我"],
    ["insult", "没素质"],
    ["insult", "You are such an idiot"],
    ["insult", "stupid customers"],
    ["threat", "你给我等着瞧"],
    ["threat", "再投诉我就曝光你家地址"],
    ["threat", "信不信我找人弄死你"],
    ["threat", "I know where you live, be careful"],
    ["mockery", "想钱想疯了吧"],
    ["mockery", "脸真大"],
    ["mockery", "你也配要赔偿？"],
    ["mockery", "Cry me a river"],
    ["mockery", "Can't you read?"],
    ["contempt", "爱退不退"],
    ["contempt", "爱投诉投诉"],
    ["contempt", "又来一个薅羊毛的"],
    ["contempt", "你就是骗子"],
    ["contempt", "催什么催"],
    ["contempt", "滚"],
    ["contempt", "Get lost"],
    ["contempt", "people like you always want money"],
  ])("(%s) is found in: %s", (kind, text) => {
    const { aggressive, bars, spans } = rate(text);
    expect({ aggressive, bars, kinds: spans.map((span) => span.kind) }).toMatchObject({
      aggressive: true,
      bars: 1,
    });
    expect(spans.map((span) => span.kind)).toContain(kind);
  });

  test.each([
    "您说我们是骗子，我理解您很生气",
    "客户骂我是傻逼，我们还是要耐心解释",
    "You called us idiots, and I understand why you are upset",
    "是我们蠢，没检查就发货了，实在抱歉",
    "怪我脑子进水，把地址写错了",
    "I was an idiot, I sent the wrong one",
    "我没有说您是骗子的意思",
    "我们绝不会骂您笨蛋",
    "“傻逼”这种词请不要说",
    "We would never call you a liar",
  ])("is not found where nobody is attacked: %s", (text) => {
    expect(rate(text).aggressive).toBe(false);
  });

  test.each(["你不是傻逼是什么", "你难道不是骗子吗", "你是不是傻逼", "你怎么不去死"])(
    "is found behind a question that only looks like a denial: %s",
    (text) => {
      expect(rate(text).aggressive).toBe(true);
    },
  );

  test.each([
    "您好，垃圾袋和狗粮一起发出",
    "猪肉脯次日给您补发",
    "滚筒洗衣机滚动时有声音是正常的",
    "您是恶心还是头晕？请尽快就医",
    "宝妈的心情我非常理解",
    "请您路上小心，别划伤手",
    "像您这样的老客户我们非常珍惜",
    "我知道您的地址了，安排上门取件",
    "宝宝真聪明呀",
    "您可以自己选颜色",
    "我这就联系快递公司催一下，不用您找快递",
    "如果是物流的问题也由我们负责",
    "明天再联系您",
    "不管您选哪个方案，运费都我们出",
    "请问收件人叫什么名字？",
    "Your appointment is confirmed, don't bother sending it back",
    "I found you a better option, no problem",
    "Merry Christmas! I'll get you a refund",
  ])("is not found in an ordinary line, nor any fault: %s", (text) => {
    const { aggressive, spans, bars } = rate(text);
    expect({ aggressive, spans: spans.map((span) => span.quote.text) }).toEqual({
      aggressive: false,
      spans: [],
    });
    expect(bars).toBeGreaterThanOrEqual(3);
  });

  test("is not what cold and dismissive lines are, however many; they only lower the rating", () => {
    const cold = [
      "自己看页面",
      "等着吧",
      "规定就是这样",
      "不是我们的问题",
      "你去找快递",
      "Not my problem",
      "Whatever",
    ];
    const { aggressive, probability, bars } = rate(...cold);
    expect({ aggressive, low: probability < 0.3, bars: bars <= 1.5 }).toEqual({
      aggressive: false,
      low: true,
      bars: true,
    });
    for (const line of cold) expect([line, rate(line).bars < 3]).toEqual([line, true]);
  });
});

describe("the rating 1-5", () => {
  test("stays within half a step of the labelled gold cases on average, and never misses by more than one", () => {
    const errors = gold.map(([id, bars, texts]) => ({ id, error: Math.abs(rate(...texts).bars - bars) }));
    expect(errors.length).toBe(24);
    expect(errors.filter(({ error }) => error > 1)).toEqual([]);
    expect(errors.reduce((sum, { error }) => sum + error, 0) / errors.length).toBeLessThanOrEqual(0.25);
  });

  test("gives nothing for stock politeness: more of it does not lift the rating", () => {
    const empty = ["亲亲您好，抱歉呢，请您耐心等待哦~", "感谢您的理解与支持~", "小二会尽快为您处理的哦"];
    expect(rate(...empty).bars).toBeLessThanOrEqual(3.5);
    expect(rate(...empty, ...empty).bars).toBe(rate(...empty).bars);
  });

  test("is 5 for a caring conversation and 1 when one line of it mocks the customer", () => {
    const caring = [
      "非常抱歉让您久等，换谁都会着急",
      "责任在我们，运费我们出，您看退款还是补发更方便？",
      "我会一直跟进，今天18点前主动联系您，请放心",
    ];
    expect(rate(...caring).bars).toBe(5);
    expect(rate(...caring, "不过就几块钱的东西，你还想要多好").bars).toBe(1);
    expect(
      rate(
        "I'm so sorry about the broken tin, that must have been worrying.",
        "It's our mistake and we'll cover the shipping. Would you like a refund or a new one?",
        "I'll follow up and message you before 6 pm. Does that work for you?",
      ).bars,
    ).toBe(5);
  });

  test("cannot be bought back: a dismissive line costs even among kind ones", () => {
    expect(rate("非常抱歉让您久等，换谁都会着急，您看这样可以吗", "自己看尺码表").bars).toBeLessThanOrEqual(
      3,
    );
  });

  test("is the lowest for silence", () => {
    expect(rate()).toEqual({ bars: 1, spans: [], aggressive: false, probability: expect.any(Number) });
    expect(rate("。。。").bars).toBe(1);
  });

  test("does not depend on who writes: names, dialect and typos change nothing", () => {
    const lines = (name: string) => [`我是客服${name}，真的抱歉让您久等`, "您看退款可以吗"];
    for (const name of ["小王", "王秀英", "阿卜杜拉", "Mary"])
      expect(rate(...lines(name)).bars).toBe(rate(...lines("")).bars);
  });
});

describe("spans", () => {
  test("are ranges of the original text, also after emoji, full-width and traditional characters", () => {
    const text = "😀😀 您好！你這個騙子，給我滾";
    const { spans } = rate(text);
    expect(spans.length).toBeGreaterThan(0);
    for (const { quote } of spans) expect(text.slice(quote.start, quote.end)).toBe(quote.text);
    expect(spans.map(({ quote }) => quote.text).join()).toContain("滾");
  });

  test("never overlap, come in order and stay inside, on any text", () => {
    const bit = fc.constantFrom(
      "傻逼",
      "你",
      "等着吧",
      "爱退不退",
      "，",
      "抱歉",
      " ",
      "idiot",
      "you ",
      "😀",
      "？？？",
      "自己看",
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 20 }), (bits) => {
        const text = bits.join("");
        const { spans, probability, bars } = rate(text);
        let last = 0;
        for (const { quote } of spans) {
          expect(quote.start).toBeGreaterThanOrEqual(last);
          expect(quote.end).toBeGreaterThan(quote.start);
          expect(text.slice(quote.start, quote.end)).toBe(quote.text);
          last = quote.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(Number.isInteger(bars * 2) && bars >= 1 && bars <= 5).toBe(true);
        expect(rate(text)).toEqual(rate(text));
      }),
    );
  });

  test("are found in time on 64 KB of hostile text", () => {
    const started = performance.now();
    for (const bit of ["你", "爱退", "?", "自己", "(", "a", "您说", "“", "you are ", "非常抱歉", "快递"]) {
      rate(bit.repeat(65_536 / bit.length));
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("name the kind of fault", () => {
    expect(kinds("破了是快递弄的", "跟我们有什么关系")).toEqual(["push", "refusal"]);
    expect(kinds("应该是您个人肤质问题")).toEqual(["blame"]);
  });
});

describe("eval conduct", () => {
  test("answers one line as the contract says", () => {
    expect(evalConduct({ id: "7", text: "亲，爱退不退" }, content)).toEqual({
      id: "7",
      aggressive: true,
      probability: expect.closeTo(0.72, 2),
      spans: [{ start: 2, end: 6, reason: "contempt: 轻蔑或驱赶" }],
    });
    expect(evalConduct({ id: 8, text: "您好" }, content)).toEqual({
      id: 8,
      aggressive: false,
      probability: expect.closeTo(0.03, 2),
      spans: [],
    });
  });

  test("refuses a line without text", () => {
    expect(() => evalConduct({ id: "7" }, content)).toThrow(/text/);
  });
});
