import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import type { Locale } from "../../../src/core/locale.ts";
import { type Chat, chatAt } from "./chat.ts";
import { script } from "./script.ts";

const content = loadContent();

/** What candidates write, turn by turn; a number is a silence of so many seconds. */
type Play = (string | number)[];
const idle: Play = [65, 65, 200];
const empty: Play = ["亲亲您好呀", "这边会尽快为您处理的哦", "请您耐心等待", "感谢您的支持"];
const rude: Play = ["爱买不买，去投诉吧"];

const plays: Record<string, Play[]> = {
  S02: [
    [
      "抱歉，孩子生日等着用，我先查下",
      "您这单昨天打包了还没揽收，给您改发顺丰",
      "超时按平台规则赔付",
      "不保证",
      "嗯",
    ],
    [
      "抱歉耽误孩子生日了。查到昨天才打包，给您改发顺丰，订单里点退款我也马上通过",
      "超时按平台规则赔付",
      "哦",
    ],
    [
      "抱歉耽误孩子生日，查到昨天打包，今晚8点前发顺丰，发完告诉您单号，超时按平台规则赔付，不想等您点退款我通过",
      "送达日期不敢保证哦",
      "没出库不能先点发货的",
      "嗯嗯",
    ],
    ["您放心，明天肯定到"],
  ],
  S03: [
    ["抱歉发错了，补发或退货退款都行，运费我们出", "发下订单号、面单和实物照片", "明天给您寄出", "嗯嗯"],
    ["抱歉，订单号、面单和实物照片发下，补发或退货退款都行，运费我们出，售后里照实选错发", "好", "行"],
    ["抱歉，订单号、面单和实物照片发下，补发或退款都行，运费我们出，明天寄出", "约快递上门取"],
    ["我们都复核过的，不可能发错"],
  ],
  S04: [
    [
      "很重视您的疑虑，防伪码、批号、订单号发我",
      "授权书SQ-2291，您可以官网验真",
      "不放心给您退货退款，运费我们出",
      "赔付按平台规则",
    ],
    [
      "很重视您的疑虑，防伪码、批号、订单号发我，授权书SQ-2291可官网验真，退货退款运费我们出，赔付按平台规则看鉴定",
      "嗯",
      "好",
      "行",
      "嗯嗯",
    ],
    [
      "很重视您的疑虑，防伪码、批号、订单号发我，授权书SQ-2291可官网验真，退货退款运费我们出，主管今天20点前回您",
      "赔付看平台规则",
      "嗯嗯",
      "好的",
    ],
    ["绝对正品，假一赔百"],
  ],
  S06: [
    [
      "理解您的心情，订单号发我，看看是不是同款同规格",
      "有价保的在订单里申请，系统核算",
      "秒杀和用券的不算",
      "没标给您申请张券",
      "嗯",
    ],
    [
      "理解您的心情，订单号和规格发我，有价保的在订单里申请，系统核算，秒杀的不算，没标给您申请张券",
      "嗯",
      "好",
    ],
    [
      "理解您的心情，订单号和规格发我，有价保的在订单里申请，系统核算，没标给您申请张券，2小时内查完回您",
      "秒杀的不算",
    ],
    ["我给您退50差价，60、50都行，差价马上退您"],
    ["加我微信，我私下转您"],
  ],
};

function play(id: string, lines: Play, locale: Locale, seed: number): Chat {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  const chat = chatAt("roleplay", { locale, seed, script: { ...script, scenario } });
  for (const line of lines) {
    if (chat.status !== "roleplay") break;
    if (typeof line === "number") chat.wait(line);
    else chat.say(line, { after: 10 }).wait(13);
  }
  return chat;
}

const nodes = ({ state }: Chat): string[] => {
  if (!("common" in state)) return [];
  const lines = state.status === "roleplay" ? state.lines : (state.common.results.play?.lines ?? []);
  return lines.flatMap(({ from, node }) => (from === "customer" && node !== undefined ? [node] : []));
};

describe.each(Object.keys(plays))("the customer of %s", (id) => {
  it("can come to say every line of the script", () => {
    const said = new Set<string>();
    for (const lines of [...(plays[id] ?? []), idle, empty, rude])
      for (const seed of [1, 2, 3, 4])
        for (const node of nodes(play(id, lines, "zh-CN", seed))) said.add(node);
    const branches = content.scenarios[id]?.value.branches ?? [];
    expect(branches.map((branch) => branch.id).filter((branch) => !said.has(branch))).toEqual([]);
  });

  it("speaks one language and leaves no slot open", () => {
    for (const seed of [1, 2, 3]) {
      const english = play(
        id,
        ["Hello dear", "We will handle it", "Please be patient", 65],
        "en",
        seed,
      ).customer();
      const chinese = play(id, empty, "zh-CN", seed).customer();
      expect(english.length).toBeGreaterThanOrEqual(4);
      expect(english.join()).not.toMatch(/[{}]|\p{Script=Han}/u);
      expect(chinese.join()).not.toMatch(/[{}]/);
    }
  });
});
