import { expect, it } from "vitest";
import { concealForModel, givenNames } from "../../../src/core/judging/conceal.ts";

it.each([
  ["我叫王小芳，没做过客服", ["王小芳"]],
  ["你好我叫小芳，包住吗", ["小芳"]],
  ["我是王芳请问包住吗，王芳想问", ["王芳"]],
  ["本人欧阳小芳，想来试试", ["欧阳小芳"]],
  ["Hi, my name is Anna Li. Anna here.", ["Anna Li"]],
  ["My name is Anna and I'm Anna", ["Anna", "Anna"]],
  ["我叫安装师傅明天上门", []],
  ["我叫顾客退回来，我是客服", []],
  ["My name is on the form, I am sorry.", []],
])("a name is known that somebody gives as their own: %s", (text, names) => {
  expect(givenNames(text)).toEqual(names);
});

it("and is hidden with its parts", () => {
  const hidden = (text: string) => concealForModel(text, givenNames(text), "zh-CN");
  expect(hidden("我叫王小芳，小芳想问包住吗")).toBe("我叫[姓名已隐藏]，[姓名已隐藏]想问包住吗");
  expect(hidden("Hi, my name is Anna Li. Anna here.")).not.toMatch(/Anna|Li\b/);
});
