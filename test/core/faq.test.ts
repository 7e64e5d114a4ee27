import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { FaqFile } from "../../src/core/content/faq.ts";
import { faqIndex, matchFaq } from "../../src/core/faq/match.ts";
import { askedFigures, rankingFigures } from "../../src/training/measure-faq.ts";

const { entries } = FaqFile.parse(parse(readFileSync("prompts/faq/default.yaml", "utf8")));
const items = entries.map(({ id, zh }) => ({ id, ...zh }));
const index = faqIndex(items);

describe("a candidate's question", () => {
  it.each([
    ["very short", "包住不", "housing"],
    ["very short with a mark", "单休？", "rest"],
    ["in pinyin", "gongzi duoshao", "pay"],
    ["with characters of the same sound", "工姿多少", "pay"],
    ["in traditional characters", "有沒有提供員工宿舍", "housing"],
    ["mixed", "有wuxianyijin吗", "insurance"],
    ["in English against Chinese entries", "do you offer a dorm", "housing"],
    ["in English with a slip", "whats the salery", "pay"],
  ])("%s is matched", (_, question, entry) => {
    expect(matchFaq(index, question).entry).toBe(entry);
  });

  it.each(["公司有健身房吗", "do you sponsor work visas", "今天天气怎么样", "", "？？？"])(
    "that no entry answers gets none: %s",
    (question) => {
      expect(matchFaq(index, question).entry).toBeNull();
    },
  );

  it("is matched with entries whose words no list knows", () => {
    const own = faqIndex([
      { id: 1, question: "门禁卡丢了怎么补办？", answer: "找行政。" },
      { id: 2, question: "打印机在几楼？", answer: "三楼。" },
    ]);
    expect(matchFaq(own, "我门禁卡丢了").entry).toBe(1);
  });

  it.each([
    "转人工",
    "我要投诉你们面试官",
    "我要申诉",
    "我不想活了",
    "我听力有障碍，能多给点时间吗",
    "我今年15岁",
    "底薪能谈吗，我要八千",
    "let me talk to a human please",
    "i am 16 years old",
    "wo yao tousu",
  ])("calls a person: %s", (question) => {
    expect(matchFaq(index, question).needs_human).toBe(true);
  });

  it.each(["客户投诉多吗", "工资多少", "18岁可以吗", "is the overtime paid", "你是真人还是机器人"])(
    "calls nobody: %s",
    (question) => {
      expect(matchFaq(index, question).needs_human).toBe(false);
    },
  );
});

it("finds what is asked in the half of the own questions that was kept from tuning", () => {
  const Row = z.object({
    half: z.string(),
    question: z.string(),
    entry: z.string().nullable(),
    needs_human: z.boolean(),
  });
  const rows = readFileSync("test/fixtures/faq/questions.jsonl", "utf8")
    .trim()
    .split("\n")
    .map((line) => Row.parse(JSON.parse(line)));
  const figures = askedFigures(
    items,
    rows.filter(({ half }) => half === "held-out"),
  );
  expect(figures.right).toBeGreaterThanOrEqual(0.9);
  expect(figures.unknown).toBeGreaterThanOrEqual(0.88);
  expect(figures.called).toBeGreaterThanOrEqual(0.9);
});

it("measures precision of the first place and mean average precision", () => {
  const figures = rankingFigures([
    {
      query: "打印机在几楼",
      candidates: [
        ["门禁卡丢了", 1],
        ["打印机在几楼", 0],
      ],
    },
    {
      query: "打印机在几楼",
      candidates: [
        ["门禁卡丢了", 0],
        ["打印机在几楼", 1],
      ],
    },
  ]);
  expect(figures).toEqual({ first: 0.5, map: 0.75 });
});
