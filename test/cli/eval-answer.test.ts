import { describe, expect, it } from "vitest";
import { evalAnswer } from "../../src/cli/eval-answer.ts";

const line = {
  id: "a",
  question: "退货要准备哪些东西？",
  reference: "退货要准备：订单号、商品照片、快递单号。",
  answer: "订单号和快递单号",
};

describe("eval answer", () => {
  it("gives the contract's fields", () => {
    expect(evalAnswer(line)).toEqual({
      id: "a",
      score: expect.any(Number),
      points: [
        { text: "订单号", credit: 1, quote: "订单号和快递单号" },
        { text: "商品照片", credit: 0, quote: null },
        { text: "快递单号", credit: 1, quote: "订单号和快递单号" },
      ],
    });
  });

  it("gives the same bytes again, also after other questions", () => {
    const first = JSON.stringify(evalAnswer(line));
    evalAnswer({ ...line, id: 2, reference: ["别的", "答案"] });
    expect(JSON.stringify(evalAnswer(line))).toBe(first);
  });

  it("takes the better of several references", () => {
    const { score } = evalAnswer({ ...line, reference: ["先道歉，再补发。", "订单号和快递单号。"] });
    expect(score).toBe(1);
  });

  it.each([{ ...line, reference: [] }, { ...line, reference: "" }, { ...line, answer: 7 }, { id: 1 }])(
    "refuses a line that is no question, reference and answer",
    (bad) => {
      expect(() => evalAnswer(bad)).toThrow();
    },
  );
});
