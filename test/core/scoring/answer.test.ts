import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as OpenCC from "opencc-js";
import { describe, expect, it } from "vitest";
import { compileAnswerKey, scoreAnswer } from "../../../src/core/scoring/answer.ts";
import { AnswerModel } from "../../../src/core/scoring/answer-model.ts";

const model = AnswerModel.parse(JSON.parse(readFileSync("prompts/models/answer.json", "utf8")));
const mark = (question: string, reference: string | string[], answer: string) =>
  scoreAnswer(model, compileAnswerKey(question, [reference].flat()), answer);
const score = (question: string, reference: string | string[], answer: string) =>
  mark(question, reference, answer).score;

/** A reference in separate points, so that an answer can be built of some of them. */
const items = [
  {
    question: "客户说收到的面霜用了过敏，客服应该怎么做？",
    points: [
      "先提醒客户马上停用",
      "严重时建议去医院就诊",
      "请客户提供照片和批号",
      "登记后转给质检核实",
      "两小时内给出退款方案",
    ],
  },
  {
    question: "哪些情况要转给主管？",
    points: ["客户要求曝光", "金额超过500元", "涉及人身安全", "客户要打12315", "同一单第二次投诉"],
  },
  {
    question: "3分钟人工回复率怎么算？",
    points: ["只算8点到23点的消息", "3分钟内由人工回复才算", "机器人自动回复不计入", "按会话轮次统计"],
  },
  {
    question: "How is a damaged parcel handled?",
    points: [
      "Ask for two photos of the outer box",
      "check the signature time with the courier",
      "offer a refund or a resend",
      "reply within 24 hours",
    ],
  },
];
const joined = (points: readonly string[]) => `${points.join("；")}。`;

describe("a short answer's score", () => {
  it.each(items)(
    "is 1 for the reference, 0 for nothing and for the question again: $question",
    ({ question, points }) => {
      const reference = joined(points);
      expect(score(question, reference, reference)).toBe(1);
      for (const nothing of ["", " \n ", "……", "😀", question, `${question}${question}`]) {
        expect(score(question, reference, nothing)).toBe(0);
      }
    },
  );

  it("never falls when a required point is added", () => {
    const pick = fc.constantFrom(...items).chain(({ question, points }) =>
      fc.record({
        question: fc.constant(question),
        points: fc.constant(points),
        said: fc.subarray(points),
        extra: fc.constantFrom("", "您好，很高兴为您服务。", "这个我不太确定。", "我以前做过两年客服。"),
        more: fc.constantFrom(...points),
      }),
    );
    fc.assert(
      fc.property(pick, ({ question, points, said, extra, more }) => {
        const reference = joined(points);
        const before = score(question, reference, `${extra}${joined(said)}`);
        expect(score(question, reference, `${extra}${joined([...said, more])}`)).toBeGreaterThanOrEqual(
          before,
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(items)("grows with the points that are said: $question", ({ question, points }) => {
    const scores = points.map((_, i) => score(question, joined(points), joined(points.slice(0, i + 1))));
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(scores[0]).toBeLessThan(0.75);
    expect(scores.at(-1)).toBe(1);
  });

  it("is the same with blank lines, in full width and in traditional characters", () => {
    const traditional = OpenCC.Converter({ from: "cn", to: "tw" });
    for (const { question, points } of items) {
      const answer = joined(points.slice(1, 3));
      const plain = score(question, joined(points), answer);
      const wide = answer.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
      for (const same of [
        `\n\n${answer}\n\n`,
        answer.replaceAll("；", "；\n\n"),
        wide,
        traditional(answer),
      ]) {
        expect(score(question, joined(points), same)).toBe(plain);
      }
    }
  });

  it("gives a list of key words less than an answer in sentences", () => {
    const question = "为什么机器人回复不能算人工回复？";
    const reference =
      "平台考核的是真人客服在三分钟内给出的答复；机器人由系统自动发送，没有解决客户的问题，所以统计时会被剔除。";
    const words = "机器人 人工 平台 考核 真人 三分钟 答复 系统 自动 发送 解决 问题 统计 剔除 客服 客户";
    const real = "平台考核真人客服三分钟内的答复，机器人是系统自动发送的，没解决客户问题，所以统计时剔除";
    for (const stuffed of [
      words,
      words.replaceAll(" ", "，"),
      words.replaceAll(" ", "、"),
      `${words} ${words}`,
    ]) {
      expect(score(question, reference, real) - score(question, reference, stuffed)).toBeGreaterThan(0.3);
    }
  });

  it("does not pay for talk about something else, however long", () => {
    const { question, points } = items[0] ?? { question: "", points: [] };
    const talk = "今天天气很好，我喜欢在公园里散步，晚上和朋友一起吃火锅，周末还要看一场电影。".repeat(5);
    expect(score(question, joined(points), talk)).toBeLessThan(0.1);
  });

  it("gives nothing for the right words under the wrong verdict", () => {
    const question = "请判断对错并说明理由：客户先骂人，客服骂回去不算违规。";
    const reference = "错误。客服回骂同样违规，应该先安抚客户，必要时转给主管。";
    expect(score(question, reference, "错误，回骂同样违规，应该安抚客户")).toBeGreaterThan(0.6);
    expect(
      score(question, reference, "正确，客服回骂不违规，不用安抚客户，也不用转主管"),
    ).toBeLessThanOrEqual(0.1);
  });

  it("counts a number only when it is the right one", () => {
    const question = "缺货多久内要赔付？";
    const reference = "平台判定缺货后48小时内赔付到账。";
    expect(score(question, reference, "判定缺货后48小时内赔付到账")).toBeGreaterThan(0.7);
    expect(score(question, reference, "判定缺货后72小时内赔付到账")).toBeLessThan(0.5);
  });

  it("takes each of several references as a full answer", () => {
    const references = ["先道歉再核实订单。", "请客户拍照，然后登记补发。"];
    for (const reference of references) expect(score("包裹破损怎么处理？", references, reference)).toBe(1);
  });

  it("shows for every point what was said of it, in the answer's own words", () => {
    const answer = "亲，首先要让客户馬上停用，ＡＢ然后请客户提供照片和批号；其他的我不清楚";
    const { question, points } = items[0] ?? { question: "", points: [] };
    const marked = mark(question, joined(points), answer);
    expect(marked.points.map(({ text }) => text)).toEqual(points);
    expect(marked.points.map(({ credit }) => credit > 0)).toEqual([true, false, true, false, false]);
    expect(marked.points[2]?.quote).toContain("请客户提供照片和批号");
    for (const { quote } of marked.points) if (quote !== null) expect(answer).toContain(quote);
  });

  it("quotes only what stands in the answer, whatever was written", () => {
    const { question, points } = items[1] ?? { question: "", points: [] };
    const words = fc.constantFrom(...points, "𠮷", "ﬁ", "①", "\u200b", "é", "...", "500", "不", "\n", "；");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (pieces) => {
        const answer = pieces.join("");
        const marked = mark(question, joined(points), answer);
        expect(marked.score).toBeGreaterThanOrEqual(0);
        expect(marked.score).toBeLessThanOrEqual(1);
        for (const { credit, quote } of marked.points) {
          expect(quote === null).toBe(credit === 0);
          if (quote !== null) expect(answer.includes(quote)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
