import { describe, expect, it } from "vitest";
import { wordLists } from "../../../src/core/scoring/word-list.ts";

const listed = (...texts: string[]) => [...wordLists(texts)];

describe("a list of key words", () => {
  it.each([
    "抱歉 停用 订单号 照片 退款 补发 主管 今天18点",
    "抱歉，停用，订单号，照片，退货退款，补发，补偿",
    "致歉、订单号、外箱照片、批号、退款、补发、运费、主管",
    "平台补贴 带标商品 限购 下单页为准 正品保障 7天无理由",
  ])("is seen in %s", (text) => expect(listed(text)).toEqual([0]));

  it("is seen where short ones are spread over several messages", () => {
    const rows = ["致歉 孩子歉意 一律停 冲过", "订单号 传照 批号 罐底", "免费取 返钱 换罐 全退"];
    expect(listed(...rows)).toEqual([0, 1, 2]);
  });

  it("is seen in English, from two messages on", () => {
    const rows = ["sorry hungry unsafe order id pic batch", "refund another freight lead today claim"];
    expect(listed(...rows)).toEqual([0, 1]);
  });

  it.each([
    "麻烦拍下外箱、罐身、封口、批号，再发下订单号",
    "防伪码、批号、订单号麻烦发下，拍清楚",
    "平台补贴，非本店补贴；仅限带标商品；价格实时变动；售后照旧；真伪可申请平台鉴定；规则见活动页。",
    "發我：①訂單編號②患處③瓶身批號",
    "您可以选：退货退款，运费我们出；或者48小时内免费补发",
    "好的 稍等 马上查",
    "Refund, resend or exchange: you choose, and postage is on us.",
    "ok checking the parcel now",
    "",
  ])("is not seen in %s", (text) => expect(listed(text)).toEqual([]));

  it("is not seen in terse English without full stops", () => {
    const terse = [
      "Very sorry about that, checking the parcel right now",
      "Refund going out today, replacement ships tomorrow with tracking",
    ];
    expect(listed(...terse)).toEqual([]);
  });

  it("is not seen in short replies that ask for one thing each", () => {
    expect(listed("订单号发来", "照片", "核实了给你退，邮费我们出", "赔偿不归我管，要问领导")).toEqual([]);
  });
});
