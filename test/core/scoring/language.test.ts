import fc from "fast-check";
import * as OpenCC from "opencc-js";
import { describe, expect, test } from "vitest";
import { compileConcept, findConcept, numberOf, read } from "../../../src/core/scoring/language.ts";
import { conceptsOf, holds, parseExpression } from "../../../src/core/scoring/language-expression.ts";
import { simplify } from "../../../src/core/scoring/language-simplify.ts";
import { normalise } from "../../../src/core/scoring/language-text.ts";

type Options = {
  unless?: string[];
  in_question?: boolean;
  even_if_negated?: boolean;
  slots?: Record<string, string[]>;
};

/** What of `text` the patterns find. */
function found(patterns: string[], text: string, { slots = {}, ...rest }: Options = {}): string[] {
  const concept = compileConcept({ any: patterns, ...rest }, slots);
  return findConcept(concept, read(text)).map(({ start, end }) => text.slice(start, end));
}

describe("patterns", () => {
  test.each([
    ["退货款", "退[货]款", "给您退款", "退款"],
    ["退货款", "退[货]款", "退货款给您", "退货款"],
    ["one of", "(退|返)款", "马上返款", "返款"],
    ["nested", "((全额|直接)退|退全)款", "全额退款", "全额退款"],
    ["gap", "拍{4}照片", "拍几张清楚照片", "拍几张清楚照片"],
    ["number", "#小时内", "48小时内补发", "48小时内"],
    ["Chinese number", "#小时内", "两小时内", "两小时内"],
    ["range", "#天内", "2-3天内", "2-3天内"],
    ["English word", "refund", "We Refund you", "Refund"],
    ["English stem", "apologi*", "I apologise", "apologise"],
    ["hyphen", "re-send", "We RE-SEND it", "RE-SEND"],
    ["escaped", "#\\*\\*", "电话138****5521", "138**"],
  ])("%s: %s in “%s”", (_, pattern, text, expected) => {
    expect(found([pattern], text)[0] ?? "").toBe(expected);
  });

  test.each([
    ["too wide a gap", "拍{2}照片", "拍了好几张的照片"],
    ["the end of a sentence", "拍{9}照片", "先拍。再发照片"],
    ["a negation in a gap", "照片{6}发", "照片暂时不用发"],
    ["part of an English word", "port", "important"],
    ["part of a number", "20元", "补偿120元"],
    ["a small number", "赔您#>20元", "赔您15元"],
    ["a small Chinese number", "赔您#>20元", "赔您十五元"],
  ])("do not match across %s", (_, pattern, text) => {
    expect(found([pattern], text)).toEqual([]);
  });

  test("compare numbers in either script", () => {
    expect(found(["赔您#>20元"], "赔您两百元")).toEqual(["赔您两百元"]);
    expect(found(["#<=48小时"], "72小时，48小时")).toEqual(["48小时"]);
    expect(["两百", "二十四", "一千", "48", "2-3", "半", "几"].map(numberOf)).toEqual([
      200,
      24,
      1000,
      48,
      3,
      0.5,
      null,
    ]);
  });

  test("take the values of slots", () => {
    expect(found(["{size}码"], "建议M码", { slots: { size: ["M"] } })).toEqual(["M码"]);
    expect(found(["{size}码"], "建议XM码", { slots: { size: ["M"] } })).toEqual([]);
  });

  test.each([
    ["(退|返款", /"\)" is missing; close every bracket/],
    ["退款)", /"\)" has no partner/],
    ["{无}", /there is no slot "无"/],
    ["拍{99}照", /is no gap/],
    ["a{30}b{30}c{30}d", /gaps multiply/],
    ["[退款]", /matches nothing at all/],
    ["(退款)?", /write \[word\]/],
    ["退*", /after an English word/],
  ])("that are wrong say what and what to change: %s", (pattern, message) => {
    expect(() => found([pattern], "x")).toThrow(message);
  });
});

describe("what is said", () => {
  const photo = ["(拍|发){4}照片"];
  test.each(["不用拍照片", "不需要您拍照片", "别拍照片了", "没法拍照片", "无需发照片", "没有必要拍照片"])(
    "is not what is negated: %s",
    (text) => expect(found(photo, text)).toEqual([]),
  );

  test.each([
    "不好意思麻烦拍照片",
    "能不能拍照片",
    "不用担心，拍照片就行",
    "对不起，请您发下照片",
    "要不您拍照片",
  ])("is not undone by a negator that negates nothing: %s", (text) =>
    expect(found(photo, text)).toHaveLength(1),
  );

  test("is not what is denied right after it", () => {
    expect(found(["退款"], "退款是不行的")).toEqual([]);
    expect(found(["退款"], "退款不了解的话问我")).toEqual(["退款"]);
  });

  test.each([
    "You don't need to send photos",
    "no photos needed",
    "without photos",
    "we never ask for photos",
  ])("is not what English negates: %s", (text) => expect(found(["photo*"], text)).toEqual([]));

  test("counts again where only the first of two places is negated", () => {
    expect(found(["拍照"], "不用拍照，还是拍照吧")).toEqual(["拍照"]);
  });

  test("is no offer inside a question, unless the question asks for consent", () => {
    expect(found(["退款"], "您是要退款吗？", { in_question: false })).toEqual([]);
    expect(found(["退款"], "给您退款可以吗？", { in_question: false })).toEqual(["退款"]);
    expect(found(["退款"], "退款，您看行吗？", { in_question: false })).toEqual(["退款"]);
  });

  test("is not the longer phrase that means something else, unless that one is negated itself", () => {
    const unless = ["您(出|付)运费"];
    expect(found(["(出|付)运费"], "您付运费", { unless })).toEqual([]);
    expect(found(["(出|付)运费"], "不用您付运费", { unless, even_if_negated: true })).toEqual(["付运费"]);
  });

  test("is not what the customer said, quoted", () => {
    const concept = compileConcept(["赔#块"], {});
    const text = "您说的“赔200块”我们会转达";
    expect(findConcept(concept, read(text, ["退款！赔200块！"]))).toEqual([]);
    expect(findConcept(concept, read(text, ["退款！"]))).toHaveLength(1);
  });

  test.each([
    ["full width", "ｒｅｆｕｎｄ　ｙｏｕ", ["refund you"]],
    ["traditional", "請提供訂單號", ["提供订单号"]],
    ["spaces", "订 单 号", ["订单号"]],
    ["decoration", "订~单**号", ["订单号"]],
    ["zero width", "订\u200b单\u200d号", ["订单号"]],
    ["quotation marks", "点“申请售后”", ["点申请售后"]],
    ["case", "WeChat", ["wechat"]],
  ])("costs nothing to write with %s", (_, text, patterns) => {
    expect(found(patterns, text)).toHaveLength(1);
  });

  test("keeps list markers apart from numbers", () => {
    expect(found(["#小时"], "①退款②48小时补发")).toEqual(["48小时"]);
  });
});

describe("quotes", () => {
  const concept = compileConcept(["退款", "refund*", "#小时", "照片"], {});

  test("are always slices of the original message", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "退款",
        "ﾘﾌ",
        "①",
        "👩‍👩‍👧",
        "48小时",
        "ＲＥＦＵＮＤ",
        "照 片",
        "\ud83d",
        "İ",
        "﷽",
        "é",
        "退\u0301款",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const { starts, ends, text: plain } = normalise(text);
        expect(starts.length).toBe(plain.length);
        expect(ends.length).toBe(plain.length);
        for (const { start, end } of findConcept(concept, read(text))) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).not.toBe("");
          // Reading the quote alone finds it again.
          expect(
            findConcept(
              compileConcept({ any: ["退款", "refund*", "#小时", "照片"], even_if_negated: true }, {}),
              read(text.slice(start, end)),
            ),
          ).not.toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("of text past 4,096 units are not read", () => {
    expect(findConcept(concept, read(`${"。".repeat(4096)}退款`))).toEqual([]);
    expect(findConcept(concept, read(`${"。".repeat(4094)}退款`))).toHaveLength(1);
  });

  test("come quickly from the worst text for a pattern with gaps", () => {
    const slow = compileConcept(["拍{12}拍{12}照", "(拍|拍拍){20}发"], {});
    const before = performance.now();
    findConcept(slow, read("拍".repeat(4096)));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe("expressions", () => {
  const say = (source: string, ...said: string[]) =>
    holds(parseExpression(source), (name) => said.includes(name));

  test("bind & tighter than |", () => {
    expect(say("a | b & c", "a")).toBe(true);
    expect(say("(a | b) & c", "a")).toBe(false);
    expect(say("a & !b", "a", "b")).toBe(false);
    expect(say("2 of (a, b | c, d)", "c", "d")).toBe(true);
    expect(say("2 of (a, b, c)", "c")).toBe(false);
  });

  test("tell which concepts they name", () => {
    expect(conceptsOf(parseExpression("a & !(b | c)"))).toEqual(["a", "b", "c"]);
    expect(conceptsOf(parseExpression("a & !(b | c)"), true)).toEqual(["a"]);
  });

  test.each(["", "a &", "(a", "a b", "4 of (a, b)", "a + b", "2 (a)"])(
    "that are wrong are refused: “%s”",
    (source) => {
      expect(() => parseExpression(source)).toThrow(/expression ".*": .*; use names/);
    },
  );
});

describe("traditional characters", () => {
  test("become the simplified ones OpenCC knows, one for one", () => {
    const convert = OpenCC.Converter({ from: "t", to: "cn" });
    const taiwan = OpenCC.Converter({ from: "tw", to: "cn" });
    const hongKong = OpenCC.Converter({ from: "hk", to: "cn" });
    let changed = 0;
    for (let code = 0x4e00; code < 0xa000; code++) {
      const char = String.fromCharCode(code);
      const simple = simplify(char);
      if (simple === char) continue;
      changed++;
      expect([convert(char), taiwan(char), hongKong(char)], char).toContain(simple);
    }
    expect(changed).toBeGreaterThan(400);
    expect(simplify("請先不要給寶寶喝")).toBe("请先不要给宝宝喝");
  });
});
