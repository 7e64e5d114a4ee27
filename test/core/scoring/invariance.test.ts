import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as OpenCC from "opencc-js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { scoreComplaint } from "../../../src/core/scoring/complaint.ts";
import type { Turn } from "../../../src/core/scoring/evidence.ts";
import { scoreExplanation } from "../../../src/core/scoring/explain.ts";
import { type Transcript, transcripts, turnsOf } from "./labelled.ts";

const content = loadContent();
const config = content.config.value;
const all = [...transcripts("tuning"), ...transcripts("held-out")];
const rolePlays = all.filter(({ turns }) => turns !== undefined);
const answers = all.flatMap(({ id, answer }) => (answer === undefined ? [] : [{ id, answer }]));

function score({ scenario: id, slots }: Transcript, turns: readonly Turn[]) {
  const scenario = content.scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  return scoreComplaint(scenario, config, turns, { typingCpm: null, locale: "zh-CN", version: "v", slots });
}
function explain(text: string) {
  const item = content.rules.R01?.value;
  if (!item) throw new Error("R01");
  const context = { seconds: null, locale: "zh-CN", version: "v" } as const;
  return scoreExplanation(item, config, [{ messageId: "m", text }], context);
}

/** The points alone; quotes are slices of the text and change with it. */
const points = (one: Transcript, change: (text: string) => string) => {
  const turns = turnsOf(one).map((turn) =>
    turn.from === "candidate" ? { ...turn, text: change(turn.text) } : turn,
  );
  const { total, response, completeness, bars, elements, gates } = score(one, turns);
  const credits = elements.map(({ id, credit }) => `${id}:${credit}`).join(" ");
  return { total, response, completeness, bars, credits, gates: gates.map(({ gate }) => gate) };
};

const toTraditional = OpenCC.Converter({ from: "cn", to: "t" });
/** Full width for what has one, except the letter that names a customer and numbers (whose length would change the reading speed). */
const fullWidth = (text: string): string =>
  text.replace(/[!-/:-@a-zA-Z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

const same = (text: string): string => text;
const changes: Record<string, (text: string) => string> = {
  "a blank line": (text) => `${text}\n\n`,
  "a blank line in front": (text) => `\n\n${text}`,
  "traditional characters": toTraditional,
  "full width": fullWidth,
};

describe("the points stay the same with", { timeout: 60_000 }, () => {
  test.each(Object.entries(changes))("%s", (name, change) => {
    for (const one of rolePlays) {
      expect(points(one, change), `${one.id} ${name}`).toEqual(points(one, same));
    }
    for (const { id, answer } of answers) {
      const [changed, plain] = [explain(change(answer)), explain(answer)];
      expect({ accuracy: changed.accuracy, gates: changed.gates.length }, id).toEqual({
        accuracy: plain.accuracy,
        gates: plain.gates.length,
      });
    }
  });

  test("another name of the candidate", () => {
    const signed = (name: string) => (text: string) => `${text} 我是客服${name}`;
    for (const one of rolePlays) {
      const [first, ...rest] = ["王秀英", "张伟", "买买提", "Emily", "欧阳少聪"].map((name) =>
        points(one, signed(name)),
      );
      for (const other of rest) expect(other, one.id).toEqual(first);
    }
  });

  test("polite particles in another order", () => {
    const ends = [
      ["哦", "亲"],
      ["亲", "哦"],
      ["呢", "亲", "哈"],
      ["哈", "亲", "呢"],
    ];
    for (const one of rolePlays) {
      const [first, ...rest] = ends.map((words) => {
        return points(one, (text) => `${text}${words.join("")}`).credits;
      });
      for (const other of rest) expect(other, one.id).toEqual(first);
    }
  });
});

const Wordings = z.object({ elements: z.record(z.string(), z.record(z.string(), z.array(z.string()))) });
const wordings = Wordings.parse(
  parse(readFileSync(new URL("../../fixtures/wordings.yaml", import.meta.url), "utf8")),
).elements;

test("an act that is asked for, done in addition, never lowers completeness", () => {
  let tried = 0;
  for (const one of rolePlays) {
    const turns = turnsOf(one);
    const before = score(one, turns).completeness;
    const last = Math.max(...turns.map(({ t }) => t));
    for (const [element, texts] of Object.entries(wordings[one.scenario] ?? {})) {
      const thread = /^[ABC]/.exec(element)?.[0] ?? "";
      for (const text of texts.slice(0, 1)) {
        const more: Turn = {
          from: "candidate",
          t: Math.min(299, last + 1),
          text: `${thread} ${text}`.trim(),
        };
        tried++;
        expect(score(one, [...turns, more]).completeness, `${one.id} + ${text}`).toBeGreaterThanOrEqual(
          before,
        );
      }
    }
  }
  expect(tried).toBeGreaterThan(200);
}, 120_000);

test("a fact in addition never lowers accuracy", { timeout: 60_000 }, () => {
  const facts = [
    "这是平台的官方补贴，不是我们店出的",
    "只有带标的商品才参加",
    "价格以下单页面为准",
    "正品保障看商品页，有疑问走平台鉴定",
    "发货和退换按商品页承诺，售后和平时一样",
    "您可以点进活动页看规则",
  ];
  for (const { id, answer } of answers) {
    for (const fact of facts) {
      expect(explain(`${answer}。${fact}`).accuracy, `${id} + ${fact}`).toBeGreaterThanOrEqual(
        explain(answer).accuracy,
      );
    }
  }
});

test("an insult never raises anything", { timeout: 60_000 }, () => {
  for (const insult of ["你是不是傻逼", "有病吧你", "You idiot."]) {
    for (const one of rolePlays) {
      const plain = score(one, turnsOf(one));
      const worse = points(one, (text) => `${text}。${insult}`);
      expect(worse.total, one.id).toBeLessThanOrEqual(plain.total);
      expect(worse.completeness, one.id).toBeLessThanOrEqual(plain.completeness);
      expect(worse.bars, one.id).toBeLessThanOrEqual(plain.bars);
    }
    for (const { id, answer } of answers) {
      expect(explain(`${answer}。${insult}`).total, id).toBeLessThanOrEqual(explain(answer).total);
    }
  }
});

describe("the same transcript gives the same bytes", () => {
  test("a thousand times", () => {
    const one = rolePlays.find(({ id }) => id === "S01-14") ?? rolePlays[0];
    if (!one) throw new Error("no transcript");
    const turns = turnsOf(one);
    const first = JSON.stringify(score(one, turns));
    for (let i = 0; i < 1000; i++) expect(JSON.stringify(score(one, turns))).toBe(first);
  });

  test("in processes with another language and time zone", () => {
    const lines = rolePlays.slice(0, 20).map((one) => {
      const turns = turnsOf(one).map(({ from, t, text, node }) => ({ from, t, text, node }));
      return JSON.stringify({ id: one.id, scenario: one.scenario, turns, slots: one.slots });
    });
    const run = (env: Record<string, string>) =>
      execFileSync(process.execPath, ["src/cli.ts", "eval", "scenario"], {
        input: lines.join("\n"),
        env: { ...process.env, ...env },
        stdio: ["pipe", "pipe", "ignore"],
      }).toString();
    const first = run({ LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8", TZ: "Asia/Shanghai" });
    expect(first.trim().split("\n")).toHaveLength(lines.length);
    expect(run({ LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "America/St_Johns" })).toBe(first);
    expect(run({ LANG: "C", LC_ALL: "C", TZ: "Pacific/Kiritimati" })).toBe(first);
  }, 120_000);
});
