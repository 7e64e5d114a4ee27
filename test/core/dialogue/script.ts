import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ScoringConfig } from "../../../src/core/content/config.ts";
import { RuleItem, ShortItems } from "../../../src/core/content/rule.ts";
import { Scenario } from "../../../src/core/content/scenario.ts";
import type { Script } from "../../../src/core/content/script.ts";
import { Texts } from "../../../src/core/content/texts.ts";

const read = (path: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, "../../../prompts", path), "utf8"));

const both = (text: string) => ({ zh: text, en: text });

/** The real role-play and texts with a small rule and a small pool of items, so that content may grow without breaking tests. */
export const script: Script = {
  pins: { "scenarios/S01": "s1", "rules/explain/R01": "r1", "rules/short-items": "q1", scoring: "c1" },
  scenario: Scenario.parse(scenario()),
  rule: RuleItem.parse({
    id: "R01",
    kind: "rule",
    version: 1,
    title: both("百亿补贴"),
    as_of: "2026-11-22",
    time_limits: { total_s: 120, hard_stop_s: 150 },
    customer_say: {
      zh: ["百亿补贴是什么？", "补贴的钱谁出？", "跟普通商品有啥区别？"],
      en: ["What is it?", "Who pays?", "Why?"],
    },
    brief: both("请用2～4句话说明。"),
    concepts: { official: ["官方", "official"], page: ["页面", "page"] },
    key_facts: [{ id: "K1", w: 100, must: true, label: both("官方补贴"), full: "official" }],
    wrong_assertions: [],
    violations: [],
    hedge: "page",
  }),
  shortItems: ShortItems.parse({
    version: 1,
    time_limit_s: 30,
    draw: { true: 3, false: 3, min_platforms: 4 },
    items: Array.from({ length: 16 }, (_, i) => ({
      id: `Q${String(i + 1).padStart(2, "0")}`,
      card: `C-${i}`,
      platform: ["pdd", "tmall", "douyin", "jd", "law"][i % 5],
      statement: both(`Statement number ${i + 1}`),
      truth: i % 2 === 0,
      key_point: both("人工"),
      concepts: { person: ["人工", "person"] },
      reason: "person",
      difficulty: 1,
    })),
  }),
  config: ScoringConfig.parse(read("scoring.yaml")),
  texts: { "zh-CN": Texts.parse(read("texts/zh-CN.yaml")), en: Texts.parse(read("texts/en.yaml")) },
};

function scenario(): unknown {
  const own = read("scenarios/S01.yaml");
  const shared = read("concepts.yaml");
  if (typeof own !== "object" || own === null || !("concepts" in own))
    throw new Error("S01.yaml has no concepts");
  return { ...own, concepts: { ...Object(shared), ...Object(own.concepts) } };
}
