import { describe, expect, it } from "vitest";
import { verdictOf } from "../../../src/core/dialogue/short-verdict.ts";

const cases = {
  true: [
    "对",
    "对的，要人工",
    "對，必須人工",
    "沒錯",
    "是",
    "是的",
    "✓",
    "✔️",
    "√",
    "1",
    "1️⃣",
    "1、要人工",
    "true",
    "T",
    "yes",
    "答：对",
    "应该是对的",
    "对啊",
    "真",
    "正确",
    "对必须人工回复",
    "选1",
    "I think it's true",
    "That's right, only people count",
    "人工回复才算，所以是对的",
    "yep",
  ],
  false: [
    "错",
    "錯，機器人不算",
    "不对",
    "不是",
    "否",
    "×",
    "❌",
    "x 机器人不算",
    "X",
    "2",
    "2. 机器人不算",
    "False. bots",
    "F",
    "no, bots",
    "答案：错",
    "选2",
    "我选错",
    "我觉得是错的",
    "这句话不对",
    "这个说法是错误的",
    "说法错误",
    " 错 ",
    "“错”",
    "（错）",
    "错！！！",
    "机器人不算，所以是错的",
    "机器人不算，错",
    "I think it's false",
    "The statement is false",
    "it is wrong",
    "Q1 错",
    "1. 错",
    "肯定错啊",
    "当然不对",
    "not true",
    "假",
    "不正确",
    "Wrong, because bots don't count",
    "Bots don't count, so it's wrong",
  ],
  unsure: [
    "不确定",
    "不確定",
    "3",
    "unsure",
    "Not sure",
    "对不起我不知道",
    "不太确定，应该查规则",
    "不清楚",
    "don't know",
    "no idea",
    "我也不知道",
    "不一定",
    "?",
    "sorry, I don't know",
  ],
  none: [
    "3分钟内要人工回复",
    "24小时",
    "2元不能返",
    "1个月",
    "对客户不能这样",
    "对于这个问题",
    "对不起",
    "真人回复才算",
    "是人工才算",
    "不会算进去",
    "不可以发微信",
    "客户这样做不对",
    "x光",
    "是否",
    "truly I wonder",
    "nothing counts",
    "",
  ],
} as const;

describe("a verdict", () => {
  for (const verdict of ["true", "false", "unsure"] as const) {
    it.each(cases[verdict])(`is read as ${verdict} in %j`, (text) => {
      expect(verdictOf(text)?.verdict).toBe(verdict);
    });
  }

  it.each(cases.none)("is not guessed from %j", (text) => {
    expect(verdictOf(text)).toBeNull();
  });

  it("says whether a reason came along, before or after it", () => {
    expect(verdictOf("2. 机器人不算")?.reason).toBe(true);
    expect(verdictOf("机器人不算，所以是错的")?.reason).toBe(true);
    for (const bare of ["2.", "错！！！", "答案：错", "（错）", "我觉得是错的"])
      expect([bare, verdictOf(bare)?.reason]).toEqual([bare, false]);
  });
});
