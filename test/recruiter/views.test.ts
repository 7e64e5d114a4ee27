import type { KnownBlock } from "@slack/types";
import { beforeAll, describe, expect, it } from "vitest";
import { renderBlocks } from "../../bots/console/render/blocks.ts";
import type { AuditEntry } from "../../src/db/audit.ts";
import type { Candidate } from "../../src/recruiter/candidate.ts";
import { decisionCard } from "../../src/recruiter/cards/decision.ts";
import { historyCard, historyLines } from "../../src/recruiter/cards/history.ts";
import { humanRequestCard, requestList } from "../../src/recruiter/cards/human.ts";
import { jobList } from "../../src/recruiter/cards/jobs.ts";
import { candidateList } from "../../src/recruiter/cards/list.ts";
import { spoken, threadLine, transcriptPieces } from "../../src/recruiter/cards/transcript.ts";
import { voicesCard } from "../../src/recruiter/cards/voices.ts";
import type { View } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { applicationRow } from "./application-row.ts";
import { hostileTexts } from "./hostile.ts";
import { locales } from "./locales.ts";
import { sampleAssessment } from "./world.ts";

const at = new Date("2026-11-24T02:03:00Z");
const row = applicationRow;

const nothingYet: Candidate["desk"] = {
  undoUntil: null,
  letterAt: null,
  holdOver: false,
  owner: null,
  attempts: 1,
};

function candidate(text: string, change: Partial<Candidate> = {}): Candidate {
  const quote = { messageId: "m", text, start: 0, end: text.length };
  const assessment = sampleAssessment({
    words: text,
    reviewReasons: ["abuse", "gate:privacy_leak", "flag_fast_paste", "completeness"],
  });
  assessment.complaint.gates.push({
    gate: "abuse",
    cap: 30,
    quote,
    reason: { zh: "骂了顾客", en: "insulted the customer" },
  });
  return {
    application: row(text),
    assessment: { id: "x", applicationId: "y", assessment, at },
    decision: null,
    request: { applicationId: "y", at, reason: "human_requested" },
    desk: nothingYet,
    timeZone: "Asia/Shanghai",
    ...change,
  };
}

const busy: Candidate["desk"] = { undoUntil: at, letterAt: at, holdOver: true, owner: null, attempts: 2 };

/** With an element that a person saw otherwise, and a note in their words. */
function overridden(c: Candidate, text: string): Candidate {
  const assessment = sampleAssessment({ words: text });
  const { total, band, passed, reviewReasons } = assessment;
  const one = {
    ...{ part: "roleplay", id: "E3", label: { zh: "先停用", en: "Stop using it" }, weight: 15 },
    ...{ from: "absent", to: "partial", pointsFrom: 0, pointsTo: 7.5, reason: "misread" },
    ...{ note: text, by: "slack:T:U", name: text, at: at.getTime() },
  } as const;
  assessment.overrides = { list: Array(9).fill(one), original: { total, band, passed, reviewReasons } };
  return { ...c, assessment: { id: "x", applicationId: "y", assessment, at } };
}

/** A history with a text wherever one could get in. */
const facts = (text: string, length = 3): AuditEntry[] =>
  Array.from({ length }, (_, i) => ({
    name: i % 2 ? "declined" : text,
    actor: i % 3 ? "slack:T:U" : text,
    by: i % 3 ? text : null,
    data: {
      element: text,
      before: text,
      after: "slack:T:U",
      to: text,
      reason: text,
      until: text,
      letter: text,
    },
    at,
  }));

/** Every view a text of a candidate or a job can get into. */
function views(text: string, locale: (typeof locales)[number]): View[] {
  const c = candidate(text);
  const line = {
    n: 1,
    author: "candidate" as const,
    section: "roleplay",
    ref: "r",
    at,
    late: true,
    text,
    media: null,
  };
  const lines = spoken([line, { ...line, n: 2, author: "customer" }], locale, "Asia/Shanghai");
  const decided = {
    key: "decision:0",
    before: "assessed",
    until: null,
    stage: "declined",
    actor: "slack:T:U",
    by: text,
    reason: "score",
    at,
  } as const;
  return [
    decisionCard(c, locale),
    decisionCard({ ...c, assessment: null }, locale),
    decisionCard({ ...c, application: row(text, { stage: "declined" }), decision: decided }, locale),
    decisionCard({ ...c, application: row(text, { erased: true }) }, locale),
    decisionCard({ ...overridden(c, text), desk: { ...busy, owner: text } }, locale),
    decisionCard({ ...c, voices: [{ id: "v", at }] }, locale),
    historyCard(c, facts(text), new Map([["slack:T:U", text]]), locale),
    humanRequestCard(c, "asked", lines, locale),
    requestList([{ candidate: c, last: lines }], locale),
    ...transcriptPieces(lines, locale),
    threadLine(text, locale),
    candidateList(
      {
        rows: Array(8).fill(row(text)),
        total: 9,
        query: { page: 1, text: text.slice(0, 90) },
        timeZone: "UTC",
      },
      locale,
    ),
    jobList(
      [
        {
          id: "job-3f7k",
          title: text,
          status: "open",
          candidates: 3,
          waiting: 1,
          createdAt: at,
          openings: 2,
          recruiters: [text],
        },
      ],
      "UTC",
      locale,
      { open: true, link: true, assign: true, publish: true },
    ),
  ];
}

/** Built once: every hostile text in every view, the languages taking turns. */
let hostile: { text: string; view: View }[] = [];
beforeAll(() => {
  hostile = hostileTexts.flatMap((text, i) =>
    views(text, locales[i % 2] ?? "zh-CN").map((view) => ({ text, view })),
  );
});

const violations = (view: View): string[] =>
  violationsOfCall("chat.postMessage", { channel: "C1", ...view, unfurl_links: false, unfurl_media: false });

/** Objects of one kind anywhere in a view. */
function find(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((one) => find(one, type));
  if (typeof value !== "object" || value === null) return [];
  const own: Record<string, unknown> = { ...value };
  return [...(own.type === type ? [own] : []), ...Object.values(own).flatMap((one) => find(one, type))];
}

/** Ids of the buttons of a card, beside the one that shows contact details. */
const decidingButtons = (card: View) =>
  find(card.blocks, "button")
    .map((button) => button.action_id)
    .filter((id) => id !== "reveal");

describe("hostile texts as names, answers and job titles", () => {
  it("give only blocks that Slack takes, in both languages", () => {
    const bad: string[] = [];
    for (const { text, view } of hostile) {
      bad.push(...violations(view).map((line) => `${JSON.stringify(text.slice(0, 30))}: ${line}`));
    }
    expect(bad).toEqual([]);
  });

  it("mention nobody, link nowhere and format nothing", () => {
    const bad: unknown[] = [];
    for (const { view } of hostile) {
      // What a button carries is never shown.
      const raw = JSON.stringify(view, (key, value) => (key === "value" ? undefined : value));
      if (/<[!@#]|<https?:|<mailto:|<javascript:/i.test(raw)) bad.push(view);
      for (const { verbatim, text } of find(view.blocks, "mrkdwn")) {
        if (verbatim !== true || /[<>]|@(channel|here|everyone)|:[a-z_]+:/i.test(String(text)))
          bad.push(text);
      }
      for (const kind of ["user", "usergroup", "broadcast", "channel", "team", "link", "emoji"]) {
        bad.push(...find(view.blocks, kind));
      }
      bad.push(...find(view.blocks, "plain_text").filter(({ emoji }) => emoji !== false));
    }
    expect(bad).toEqual([]);
  });

  it("stay text in the console: no tag or attribute that is not the renderer's own", () => {
    const ground = { delivery: "d", back: "/console", linkOf: () => null, words: { cancel: "x" } };
    const tags = new Set<string>();
    const attributes = new Set<string>();
    for (const { view } of hostile) {
      const { markup } = renderBlocks(view.blocks, ground);
      for (const [, tag, rest] of markup.matchAll(/<\/?([^\s>]+)([^>]*)>/g)) {
        tags.add(tag ?? "");
        const unquoted = (rest ?? "").replace(/="[^"]*"/g, "=");
        for (const name of unquoted.split(/\s+/).filter(Boolean)) attributes.add(name);
      }
    }
    const known = [
      "blockquote",
      "br",
      "button",
      "code",
      "div",
      "em",
      "form",
      "h2",
      "hr",
      "input",
      "li",
      "p",
      "span",
      "strong",
      "ul",
    ];
    expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
    const allowed = ["action=", "class=", "method=", "name=", "type=", "value="];
    expect([...attributes].filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

const words = (blocks: KnownBlock[]): string => JSON.stringify(blocks);

describe("the decision card", () => {
  it("leads to voice messages, as many as one conversation can hold, with links as long as they are", () => {
    const pace = { units: 1234, speech: 123.4, pauses: 12, longest: 12.3 };
    const address = `https://hr.example.com/voices/${"A".repeat(300)}`;
    for (const locale of locales) {
      const view = voicesCard(candidate("您好"), Array(40).fill({ at, address, pace }), 10, locale);
      expect(violations(view)).toEqual([]);
      // In the console the page plays them itself.
      const ground = { delivery: "d", back: "/console", linkOf: () => null, words: { cancel: "x" } };
      expect(
        renderBlocks(view.blocks, ground).markup.match(/<audio controls preload="none" src="\/voices\/A+">/g),
      ).toHaveLength(40);
    }
  });

  it("shows the rule question as it was asked, and nothing where it was not kept", () => {
    const c = candidate("实在抱歉");
    const result = c.assessment?.assessment;
    if (!c.assessment || !result?.rule) throw new Error("no explanation");
    const rule = { ...result.rule, card: "TM-01", question: "7天怎么算？*拆了*能退吗？" };
    const stored = { ...c.assessment, assessment: { ...result, rule } };
    expect(words(decisionCard({ ...c, assessment: stored }, "zh-CN").blocks)).toContain(
      "规则讲解题: 7天怎么算？＊拆了＊能退吗？",
    );
    expect(words(decisionCard(c, "zh-CN").blocks)).not.toContain("规则讲解题");
  });

  it("leads with who, score, band and confidence, then dimensions, moments in their words, job fit and versions", () => {
    const card = decisionCard(
      candidate("实在抱歉", { application: row("王小明", { jobTitle: "淘宝售后客服" }) }),
      "zh-CN",
    );
    expect(card.blocks[0]).toMatchObject({ type: "header", text: { text: "C1042 王小明 · 淘宝售后客服" } });
    expect(words(card.blocks[1] ? [card.blocks[1]] : [])).toMatch(/\*78\.3\*.*建议推进.*78%/);
    const all = words(card.blocks);
    for (const word of [
      "响应时间 *92.4*",
      "方案完整 *73.5*",
      "情绪控制 *75.0*",
      "规则准确 *75.0*",
      "表达清晰 *75.0*",
      "规则判断题 *83.3*",
      "真诚道歉并共情 (12/12)",
      "约定跟进 (0/8)",
      "没有提到",
      "20–24 点",
      "5000–6500 元/月",
      "scenarios/S01@a1b2c3d4",
      "出现辱骂或威胁",
      "封顶 30 分",
    ]) {
      expect(all, word).toContain(word);
    }
    expect(decidingButtons(card)).toEqual([
      "invite",
      "hold",
      "decline",
      "ask",
      "override",
      "reassign",
      "history",
    ]);
    const rows = find(card.blocks, "actions").map(({ elements }) => find(elements, "button").length);
    expect(rows).toEqual([4, 3]);
    expect(card.blocks.length).toBeLessThanOrEqual(14);
  });

  it("speaks English too", () => {
    const all = words(decisionCard(candidate("so sorry"), "en").blocks);
    for (const word of [
      "Response *92.4*",
      "Three weakest moments",
      "not mentioned",
      "Invite",
      "capped at 30",
    ])
      expect(all).toContain(word);
    expect(all.replaceAll("so sorry", "")).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it("says what was seen where words may have come from elsewhere", () => {
    const c = candidate("好");
    const assessment = sampleAssessment({ words: "好", reviewReasons: ["flag:outside_text"] });
    const seen = (zh: string, en: string) => ({ id: "fast" as const, reason: { zh, en }, quote: null });
    assessment.signs = [
      seen("10 秒发来 96 字", "96 characters in 10 s"),
      seen("带有AI工具的套话", "An AI phrase"),
    ];
    const stored = { id: "x", applicationId: "y", assessment, at };
    const zh = words(decisionCard({ ...c, assessment: stored }, "zh-CN").blocks);
    expect(zh).toContain("可能用了外部文本，请追问核实（10 秒发来 96 字，带有AI工具的套话）");
    const en = words(decisionCard({ ...c, assessment: stored }, "en").blocks);
    expect(en).toContain("ask to check (96 characters in 10 s, An AI phrase)");
  });

  it("shows who decided what and when instead of the buttons that decide", () => {
    const decision = {
      key: "decision:0",
      before: "assessed",
      until: null,
      stage: "declined",
      actor: "slack:T:U",
      by: "赵主管",
      reason: "availability",
      at,
    } as const;
    const card = decisionCard(
      candidate("好", { application: row("王小明", { stage: "declined" }), decision }),
      "zh-CN",
    );
    expect(decidingButtons(card)).toEqual(["reassign", "history"]);
    expect(words(card.blocks)).toMatch(/已婉拒.*赵主管.*11\/24 10:03.*班次或到岗时间不合适/);
  });

  it("has a history that fits into one message at its longest", () => {
    for (const text of ["&<>*_~".repeat(100), "婉拒原因".repeat(100)]) {
      const names = new Map([["slack:T:U", text]]);
      const view = historyCard(candidate("好"), facts(text, historyLines), names, "zh-CN");
      expect(violations(view)).toEqual([]);
    }
  });

  it("has five buttons at most in its first row, also for who can undo and send", () => {
    for (const stage of ["assessed", "held", "invited", "declined"] as const) {
      const decision = {
        ...({ key: "decision:0", before: "assessed", until: "2026-12-01", stage: "held" } as const),
        ...{ actor: "x", by: "李经理", reason: null, at },
      };
      // A hold has no letter, an open stage nothing to undo.
      const desk = {
        ...busy,
        ...(stage === "assessed" ? { undoUntil: null } : {}),
        ...(stage === "assessed" || stage === "held" ? { letterAt: null } : {}),
      };
      const c = candidate("好", { application: row("王", { stage }), decision, desk });
      const [first, second] = find(decisionCard(c, "zh-CN").blocks, "actions");
      expect(find(first, "button").length, stage).toBeLessThanOrEqual(5);
      expect(find(second, "button").length, stage).toBeLessThanOrEqual(3);
    }
  });

  it("keeps a candidate on hold open for a decision", () => {
    const decision = {
      key: "decision:0",
      before: "assessed",
      until: null,
      stage: "held",
      actor: "x",
      by: "李经理",
      reason: null,
      at,
    } as const;
    const card = decisionCard(
      candidate("好", { application: row("王小明", { stage: "held" }), decision }),
      "zh-CN",
    );
    expect(decidingButtons(card)).toEqual([
      "invite",
      "hold",
      "decline",
      "ask",
      "override",
      "reassign",
      "history",
    ]);
    expect(words(card.blocks)).toContain("李经理");
  });

  it("masks phone, identity, e-mail and WeChat numbers in quotes", () => {
    const said = "加我微信号 kefu_2026x 或打 138-1234-5678，邮箱 a.b@shop.com";
    const all = words(decisionCard(candidate(said, { application: row("王小明") }), "zh-CN").blocks);
    expect(all).toContain("[手机号已隐藏]");
    for (const secret of ["kefu_2026x", "1234-5678", "a.b@shop.com"]) expect(all).not.toContain(secret);
  });

  it("of an erased candidate shows nothing but that", () => {
    const card = decisionCard(candidate("秘密", { application: row("王小明", { erased: true }) }), "zh-CN");
    expect(JSON.stringify(card)).not.toMatch(/秘密|王小明|78/);
    expect(card.blocks).toHaveLength(1);
  });
});

describe("a transcript in the thread", () => {
  it("loses no character and no piece is longer than 3000", () => {
    const texts = Array.from({ length: 60 }, (_, i) => `第${i}句 ${"好的亲".repeat((i * 37) % 400)}。`);
    texts.push("长".repeat(4096), "<a>".repeat(1300));
    const lines = texts.map((text, n) => ({
      n,
      author: "candidate" as const,
      section: "x",
      ref: `${n}`,
      at,
      late: false,
      text,
      media: null,
    }));
    const pieces = transcriptPieces(spoken(lines, "zh-CN", "UTC"), "zh-CN");
    const sizes = pieces.map((piece) =>
      find(piece.blocks, "text").reduce((sum, element) => sum + String(element.text).length, 0),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(3000);
    const shown = pieces.flatMap((piece) =>
      find(piece.blocks, "text").map((element) => String(element.text)),
    );
    const joined = shown.join("").replaceAll(/[\u2060\n]/g, "");
    for (const text of texts) expect(joined).toContain(text.replaceAll("\n", ""));
    expect(pieces.flatMap(violations)).toEqual([]);
  });
});
