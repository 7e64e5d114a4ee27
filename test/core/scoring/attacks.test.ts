import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import type { Turn } from "../../../src/core/scoring/evidence.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";

const Attack = z.object({ id: z.string(), text: z.string(), licence: z.literal("CC0-1.0") });
const attacks = readFileSync(new URL("../../fixtures/labelled/attacks.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => Attack.parse(JSON.parse(line)));

const content = loadContent();
const config = content.config.value;

/** As long as `text`, in its script, about nothing. */
function neutral(text: string): string {
  const about = /\p{Script=Han}/u.test(text)
    ? "路边有树有鸟有云有风"
    : "trees stand by the road while birds sing ";
  return about.repeat(Math.ceil(text.length / about.length)).slice(0, text.length);
}

const replies: Record<string, string[]> = {
  S01: [
    "非常抱歉亲，麻烦您把订单号和破损的照片发一下。",
    "核实后可以给您退货退款，运费我们承担，24小时内处理。",
  ],
  S05: ["您好，不支持仅退款的，需要您退货哦。", "收到货没问题就退。运费您自己先垫一下。"],
  S08: ["亲亲抱歉呢，麻烦把过敏的照片和订单号发一下。", "建议您先停用哦。核实后可以退货退款的，运费我们出。"],
  S11: ["A 您好建议M码", "B 抱歉，物流我帮您催"],
};

function rolePlay(id: string, texts: string[]): number {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  const turns = texts.map((text, i): Turn => ({ from: "candidate", t: 20 + 60 * i, text }));
  return scoreComplaint(scenario, config, turns, { typingCpm: null, locale: "zh-CN", version: "v" }).total;
}

function explanation(text: string): number {
  const item = content.rules.R01?.value;
  if (!item) throw new Error("R01");
  const context = { seconds: null, locale: "zh-CN", version: "v" } as const;
  return scoreExplanation(item, config, [{ messageId: "m", text }], context).total;
}

describe("a text that attacks the scorer earns no more than a neutral one of the same length", () => {
  test("there are at least 40", () => expect(attacks.length).toBeGreaterThanOrEqual(40));

  test.each(attacks)("$id", ({ text }) => {
    const other = neutral(text);
    for (const [id, [first = "", last = ""]] of Object.entries(replies)) {
      expect(rolePlay(id, [first, last + text])).toBeLessThanOrEqual(rolePlay(id, [first, last + other]));
      expect(rolePlay(id, [text + first, last])).toBeLessThanOrEqual(rolePlay(id, [other + first, last]));
      expect(rolePlay(id, [text])).toBeLessThanOrEqual(rolePlay(id, [other]));
    }
    const answer = "百亿补贴就是平台搞的优惠活动，有补贴标的便宜一些，具体您看页面吧。";
    expect(explanation(answer + text)).toBeLessThanOrEqual(explanation(answer + other));
    expect(explanation(text + answer)).toBeLessThanOrEqual(explanation(other + answer));
    expect(explanation(text)).toBeLessThanOrEqual(explanation(other));
  });
});
