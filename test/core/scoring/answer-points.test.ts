import { describe, expect, it } from "vitest";
import { compileAnswerKey } from "../../../src/core/scoring/answer-key.ts";
import { matchPoint, readAnswer } from "../../../src/core/scoring/answer-match.ts";

const pointsOf = (question: string, reference: string) =>
  compileAnswerKey(question, [reference]).references[0]?.points.map(({ text }) => text);

describe("the points of a reference", () => {
  it.each([
    ["售后工单有哪些类型？", "售后工单的类型包括：退款、换货和补发。", ["退款、换货", "补发"]],
    [
      "赔付分几步？",
      "赔付分为三步：（1）核实订单；（2）登记原因；（3）主管审批。",
      ["核实订单", "登记原因", "主管审批"],
    ],
    ["回访方式有哪些？", "回访方式有电话回访和短信回访。", ["电话回访", "短信回访"]],
    ["何时能发货？", "8点到16点的订单当天发，其余的第二天发。", ["8点到16点的订单当天发", "其余的第二天发"]],
  ])("are its items or clauses, without lead-in and numbering: %s", (question, reference, expected) => {
    expect(pointsOf(question, reference)?.join("|").replaceAll("、", "|")).toBe(
      expected.join("|").replaceAll("、", "|"),
    );
  });
});

describe("a point", () => {
  const share = (reference: string, answer: string) => {
    const key = compileAnswerKey("客服要注意什么？", [reference]);
    const point = key.references[0]?.points[0];
    return point ? matchPoint(point, readAnswer(answer, key)) : null;
  };

  it.each([
    ["回复速度快", "回复速度慢"],
    ["机器人回复不计入", "机器人回复可以计入"],
    ["可以退差价", "不可以退差价"],
    ["赔付金额为5元", "赔付金额为50元"],
  ])("is not said by its opposite: %s, %s", (right, wrong) => {
    expect(share(right, right)).toMatchObject({ share: 1, denied: false });
    expect(share(right, wrong)?.share).toBeLessThan(0.45);
  });

  it("is said in other words that mean the same", () => {
    expect(share("消费者提供凭证", "客户提供证据")?.share).toBeGreaterThan(0.9);
  });
});
