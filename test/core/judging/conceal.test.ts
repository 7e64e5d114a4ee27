import { expect, it } from "vitest";
import { concealForModel } from "../../../src/core/judging/conceal.ts";

it.each([
  ["我叫王小芳，没做过客服", "我叫[姓名已隐藏]，没做过客服"],
  ["你好我叫小芳，包住吗", "你好我叫[姓名已隐藏]，包住吗"],
  ["我的名字叫欧阳雪，欧阳雪的资料", "我的名字叫[姓名已隐藏]，[姓名已隐藏]的资料"],
  ["我叫快递退回去了", "我叫快递退回去了"],
  ["我叫客服处理", "我叫客服处理"],
])("a name that somebody gives as their own is hidden, known or not: %s", (text, shown) => {
  expect(concealForModel(text, [], "zh-CN")).toBe(shown);
});

it("in English, too, with its parts", () => {
  expect(concealForModel("Hi, my name is Anna Li. Anna here.", [], "en")).toBe(
    "Hi, my name is [name hidden]. [name hidden] here.",
  );
  expect(concealForModel("My name is on the form, I am sorry.", [], "en")).toBe(
    "My name is on the form, I am sorry.",
  );
});
