import { describe, expect, it } from "vitest";
import { verdictOf } from "../../../src/core/dialogue/short-verdict.ts";
import { commandOf } from "../../../src/core/dialogue/words.ts";

describe("commands", () => {
  it.each([
    ["人工", "human"],
    ["人工！", "human"],
    [" 「人工」 ", "human"],
    ["轉人工", "human"],
    ["HUMAN", "human"],
    ["Human, please", "human"],
    ["/human", "human"],
    ["暫停", "pause"],
    ["Pause.", "pause"],
    ["重新開始", "restart"],
    ["start over", "restart"],
    ["刪除", "delete"],
    ["Delete my data", "delete"],
    ["不再提醒。", "noReminders"],
    ["stop", "noReminders"],
    ["复核", "review"],
    ["help", "help"],
    ["English", "locale"],
    ["中文", "locale"],
  ])("knows %j as %s", (text, kind) => {
    expect(commandOf(text)?.kind).toBe(kind);
  });

  it.each([
    "我帮您转人工",
    "人工审核需要2小时",
    "请暂停使用这罐奶粉",
    "please pause feeding",
    "a human will look at it",
    "您可以删除订单",
    "",
    "…",
    "继续",
  ])("leaves %j to the conversation", (text) => {
    expect(commandOf(text)).toBeNull();
  });
});

describe("verdicts", () => {
  it.each([
    ["对", "true", false],
    ["對！", "true", false],
    ["正确", "true", false],
    ["没错", "true", false],
    ["True", "true", false],
    ["1", "true", false],
    ["对，必须人工回复", "true", true],
    ["对的，平台规则就是这样", "true", true],
    ["true because bots do not count", "true", true],
    ["错", "false", false],
    ["錯誤", "false", false],
    ["不对", "false", false],
    ["不是", "false", false],
    ["×", "false", false],
    ["false", "false", false],
    ["我觉得错，机器人不算", "false", true],
    ["这个说法是错误的，要看页面", "false", true],
    ["no, only a person counts", "false", true],
    ["wrong. ask the supervisor", "false", true],
    ["不确定", "unsure", false],
    ["不清楚，以平台规则页为准", "unsure", true],
    ["not sure", "unsure", false],
    ["I don't know, check the rules page", "unsure", true],
  ] as const)("reads %j as %s", (text, verdict, reason) => {
    expect(verdictOf(text)).toEqual({ verdict, reason });
  });

  it.each(["因为机器人不算", "3天内", "2小时", "客户先骂人", "对不起", "", "1个月", "truly I wonder", "x光"])(
    "finds none in %j",
    (text) => {
      expect(verdictOf(text)).toBeNull();
    },
  );
});
