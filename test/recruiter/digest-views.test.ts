import { describe, expect, it } from "vitest";
import { type MatchedDigest, type MatchedRow, mostRows } from "../../src/core/digest/matched.ts";
import { buildWeek, type ChannelWeek } from "../../src/core/digest/week.ts";
import { alertView } from "../../src/recruiter/digests/alert-view.ts";
import { matchedViews } from "../../src/recruiter/digests/matched-view.ts";
import { weekViews } from "../../src/recruiter/digests/week-view.ts";
import { mailOf } from "../../src/recruiter/mail/mail.ts";
import type { View } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { hostileTexts } from "./hostile.ts";
import { locales } from "./locales.ts";

const now = Date.parse("2026-11-24T01:30:00Z");
const shownAt = { now, timeZone: "Asia/Shanghai" };

const row = (text: string, change: Partial<MatchedRow> = {}): MatchedRow => ({
  applicationId: "0b8f5a4e-1c1d-4e53-9d6e-7a2b3c4d5e6f",
  number: 1042,
  version: 3,
  name: text,
  jobTitle: text,
  stage: "assessed",
  band: "advance",
  total: 78.34,
  strongest: { zh: text, en: text },
  weakest: { zh: text, en: text },
  since: now - 5 * 3_600_000,
  fresh: true,
  decided: null,
  erased: false,
  ...change,
});
const digest = (rows: MatchedRow[], change: Partial<MatchedDigest> = {}): MatchedDigest => ({
  rows,
  more: 0,
  elsewhere: 0,
  held: 0,
  ...change,
});
const violations = (view: View) =>
  violationsOfCall("chat.postMessage", {
    channel: "C",
    ...view,
    unfurl_links: false,
    unfurl_media: false,
  });
const counts = (resumes: number, spend: number | null = null) => ({
  resumes,
  completed: resumes,
  passed: Math.floor(resumes / 2),
  interviews: Math.floor(resumes / 3),
  hires: Math.floor(resumes / 9),
  spend,
});
const week = (channels: string[]): ChannelWeek =>
  buildWeek({
    from: "2026-11-16",
    to: "2026-11-22",
    channels: channels.map((channel, i) => ({ channel, now: counts(40 - i, 700), before: counts(9) })),
    drops: [],
    yields: [
      { channel: "boss", count: 24, money: 3000 },
      { channel: channels[0] ?? "x", count: 6, money: 2400 },
    ],
  });

describe("a digest of matched candidates", () => {
  it("has one line for each: score, band, strongest, weakest, age, and a button to the card", () => {
    const [view] = matchedViews(digest([row("王小明")]), shownAt, "zh-CN");
    expect(view?.text).toBe("匹配的候选人：1 位待决定");
    const line = view?.blocks.find(({ type }) => type === "section");
    expect(line).toMatchObject({
      text: { text: "🟢 *78.3* 建议推进 · *C1042 王小明* 🆕 · 等了 5 小时 · ▲ 王小明 ▽ 王小明" },
      accessory: { action_id: "open", value: expect.stringContaining('"v":3') },
    });
    const [english] = matchedViews(digest([row("A"), row("B", { jobTitle: "C" })]), shownAt, "en");
    expect(english?.text).toBe("2 matched candidates to decide on");
    expect(JSON.stringify(english)).toContain("waits 5 h");
    expect(JSON.stringify(english)).toContain("longest wait 5 h");
  });

  it("keeps those who were decided on in their place, with by whom and without a button", () => {
    const decided = row("王小明", { stage: "invited", decided: { by: "李经理", at: now } });
    const [view] = matchedViews(digest([decided, row("赵")]), shownAt, "zh-CN");
    expect(view?.text).toBe("匹配的候选人：1 位待决定");
    expect(JSON.stringify(view)).toContain("✓ C1042 王小明 · 已邀请 · 李经理 11/24 09:30");
    expect(JSON.stringify(view).match(/"open"/g)).toHaveLength(1);
    const [done] = matchedViews(digest([decided]), shownAt, "zh-CN");
    expect(done?.text).toBe("匹配的候选人：都处理完了");
    const [erased] = matchedViews(digest([row("王小明", { erased: true, name: null })]), shownAt, "zh-CN");
    expect(JSON.stringify(erased)).not.toContain("王小明");
  });

  it("is split into messages that Slack takes, and says what did not fit", () => {
    const rows = Array.from({ length: mostRows }, (_, i) => row("候选人", { number: 1000 + i }));
    const views = matchedViews(digest(rows, { more: 5, elsewhere: 2, held: 3 }), shownAt, "zh-CN");
    expect(views).toHaveLength(4);
    expect(views.flatMap(violations)).toEqual([]);
    const shown = JSON.stringify(views).match(/C1\d{3}/g);
    expect(shown).toHaveLength(mostRows);
    expect(JSON.stringify(views.at(-1))).toMatch(/还有 5 位.*另有 2 位.*暂缓中 3 位/);
  });
});

describe("the channels' week", () => {
  it("says figures with intervals, and with few of them that they are few", () => {
    const [view] = weekViews(
      buildWeek({
        from: "2026-11-16",
        to: "2026-11-22",
        channels: [
          { channel: "boss", now: { ...counts(40, 800), passed: 16 }, before: counts(20, 700) },
          { channel: "douyin", now: { ...counts(8, 100), passed: 3 }, before: counts(3) },
          { channel: "zhilian", now: counts(2, 600), before: counts(4) },
        ],
        drops: [],
        yields: [],
      }),
      "zh-CN",
    );
    const text = (name: string) =>
      view?.blocks
        .map((block) => (block.type === "section" ? (block.text?.text ?? "") : ""))
        .find((one) => one.startsWith(`*${name}*`));
    expect(text("BOSS直聘")).toMatch(/简历 \*40\*（上周 20，\+100%，区间 \+1\d% 至 \+2\d\d%）/);
    expect(text("BOSS直聘")).toContain("通过率 40%（16/40，区间 26%–55%）");
    expect(text("BOSS直聘")).toMatch(/每份简历 ¥20（区间 ¥1[45]–¥2[78]）/);
    expect(text("抖音")).toMatch(/上周 3，仅供参考/);
    expect(text("抖音")).toMatch(/38%（3\/8，区间 14%–69%，仅供参考）/);
    expect(text("智联招聘")).toMatch(/通过率 数据不足.*\n.*\n.*每份简历 数据不足 · 每次入职 数据不足/);
    expect(JSON.stringify(view)).toContain("数据不足，本周先不建议改动");
  });

  it("is split, also with sixty channels", () => {
    for (const locale of locales) {
      const views = weekViews(week(Array.from({ length: 60 }, (_, i) => `channel-${i}`)), locale);
      expect(views.length).toBeGreaterThan(2);
      expect(views.flatMap(violations)).toEqual([]);
    }
  });
});

describe("any digest", () => {
  it.each(locales)("takes every text anybody can write, in Slack and in a mail (%s)", (locale) => {
    for (const text of hostileTexts) {
      const views = [
        ...matchedViews(digest([row(text), row(text, { stage: "held" }), row("b")]), shownAt, locale),
        ...weekViews(week([text]), locale),
        alertView({ alert: { type: "job_silent", job: text, title: text, days: 7 }, phase: "began" }, locale),
        alertView({ alert: { type: "job_silent", job: text, title: text, days: 7 }, phase: "ended" }, locale),
      ];
      expect(views.flatMap(violations), text.slice(0, 80)).toEqual([]);
      const { html } = mailOf(views, { publicUrl: "https://hr.example.com", locale });
      const tags = new Set([...html.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, name]) => name?.toLowerCase()));
      const ours = "!doctype html head meta title body table tr td div br strong em s code a span".split(" ");
      expect([...tags].filter((tag) => !ours.includes(tag ?? ""))).toEqual([]);
      for (const [, href] of html.matchAll(/<a href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/hr\./);
    }
  });

  it("cuts no character in two", () => {
    const family = "👩‍👩‍👧‍👦";
    for (let extra = 0; extra < 12; extra += 1) {
      const name = "a".repeat(extra) + family.repeat(40);
      const shown = JSON.stringify(matchedViews(digest([row(name)]), shownAt, "zh-CN"));
      // Whatever is left of the last family is the whole family.
      expect(shown.replaceAll(family, "")).not.toMatch(/[👩👧👦]/u);
      expect(shown.isWellFormed()).toBe(true);
    }
  });

  it("says in a mail what it says in Slack, in words and as a table, without scripts or outside pictures", () => {
    const views = matchedViews(digest([row("王<小>明 & 子")]), shownAt, "zh-CN");
    const mail = mailOf(views, { publicUrl: "https://hr.example.com", locale: "zh-CN" });
    expect(mail.subject).toBe("匹配的候选人：1 位待决定");
    expect(mail.html).toContain("王&lt;");
    expect(mail.html).toContain(
      'href="https://hr.example.com/console/candidates/0b8f5a4e-1c1d-4e53-9d6e-7a2b3c4d5e6f"',
    );
    expect(mail.html).not.toMatch(/<style|<script|<img|class=|\*78/);
    expect(mail.text).toContain("78.3 建议推进");
    expect(mail.text).toContain("https://hr.example.com/console/candidates/");
    expect(mail.text).not.toMatch(/[<>]div|&amp;|\*78/);
  });
});
