import { describe, expect, it } from "vitest";
import { JobProfile } from "../../../src/core/profile/criteria.ts";
import { ownTagProblem } from "../../../src/core/profile/own-tag.ts";
import { readWords } from "../../../src/core/profile/read-words.ts";

const read = (text: string) => {
  const found = readWords(text, [{ id: "own_3f7k", name: "会用ERP" }]);
  if (found.kind === "protected") return "protected";
  if (found.criteria.length > 0) JobProfile.parse({ criteria: found.criteria });
  const said = found.criteria.map(({ tag, limit }) => (limit === undefined ? tag : `${tag}:${limit}`));
  return [...said, ...found.unknown.map((word) => `?${word}`)].join(" ");
};

describe("tags in words", () => {
  it.each([
    ["会拼多多、能晚班的有谁", "platform_pdd night"],
    ["熟悉抖音和天猫，单休也行的有哪些人？", "platform_douyin platform_tmall single_rest"],
    ["谁能马上到岗，期望薪资6500以内", "start:0 pay:6500"],
    ["有2年客服经验、打字快、会用ERP的人有吗", "experience:2 typing own_3f7k"],
    ["一周内能到岗、8k以下、测评通过", "start:7 pay:8000 passed"],
    ["who knows Pinduoduo and can work evenings?", "platform_pdd night"],
    ["candidates with English, pay under 7000", "english pay:7000"],
    ["会拼多多、会变魔术的有谁", "platform_pdd ?会变魔术"],
  ])("reads %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    "会拼多多的年轻女生有谁",
    "30岁以下、能晚班的有谁",
    "已婚的有哪些",
    "who is unmarried and knows JD?",
  ])("looks for nobody by what nobody may be matched by: %s", (text) => {
    expect(read(text)).toBe("protected");
  });
});

describe("tags of a company's own", () => {
  it.each(["会用ERP", "熟悉母婴商品", "supplement trade", "能接电话"])(
    "may be about the work: %s",
    (name) => {
      expect(ownTagProblem(name)).toBeNull();
    },
  );
  it.each([
    "90后",
    "女生",
    "年轻有活力",
    "已婚已育",
    "本地户口",
    "长得好看",
    "married",
    "under 30 years old",
    "x",
  ])("may not be %s", (name) => {
    expect(ownTagProblem(name)).not.toBeNull();
  });
});
