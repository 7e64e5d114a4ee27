import { expect, it } from "vitest";
import { findSuspicious } from "../../../src/core/scoring/suspicious.ts";

it.each([
  "核实后给您申请100元补偿",
  "给您补100，您看行吗？",
  "不足1000元按1000元赔",
  "合计为100元，原路退回",
  "订单合计:98元",
  "We'll give you a full refund, postage on us",
  "I can give you 100 yuan on top of the refund",
  "Please return both tins and we refund 100 yuan at once",
  "That makes a total of 95 yuan",
  "Don't forget to follow the return instructions in the order",
  "系统提示已签收，我帮您核实一下",
])("an agent's ordinary line is no order to the scorer: %s", (text) => {
  expect(findSuspicious(text)).toEqual([]);
});
