import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { jobOf } from "../../../src/core/mail/job-of.ts";
import { matchPattern, readPattern } from "../../../src/core/mail/pattern.ts";
import {
  checkMailBoards,
  MailBoards,
  readMail,
  readTitle,
  readyRules,
} from "../../../src/core/mail/rules.ts";
import { comesFrom, ownerOf } from "../../../src/core/mail/sender.ts";

const boards = MailBoards.parse(parse(readFileSync(join("prompts", "mail-boards.yaml"), "utf8")));
const rules = readyRules(boards.rules);

describe("boards' mails", () => {
  it("are read by rules of which each reads its own example", () => {
    expect(checkMailBoards(boards)).toEqual([]);
  });

  it.each([
    [
      "苏禾 | 2年，应聘 拼多多客服（夜班） | 义乌4.5-6K【BOSS直聘】",
      "boss",
      { name: "苏禾", years: "2年", position: "拼多多客服（夜班）", city: "义乌", salary: "4.5-6K" },
    ],
    [
      "Fwd: 回复：转发：苏禾 | 应届生，应聘 客服/售后 | 杭州 5-6K【BOSS直聘】",
      "boss",
      { name: "苏禾", years: "应届生", position: "客服/售后", salary: "5-6K" },
    ],
    ["欧阳先生 | 10年以上，应聘 客服主管【BOSS直聘】", "boss", { name: "欧阳先生", position: "客服主管" }],
    [
      "（51job.com）申请贵公司售前客服-夜班（金华）-苏禾",
      "51job",
      { position: "售前客服-夜班", city: "金华", name: "苏禾" },
    ],
    [
      "人事部 转发：(zhaopin.com)应聘 Customer Service 客服专员—宁波—Amy Su",
      "zhilian",
      { position: "Customer Service 客服专员", city: "宁波", name: "Amy Su" },
    ],
    ["天猫客服(长期)(湖州)-苏女士", "zhilian", { position: "天猫客服(长期)", city: "湖州", name: "苏女士" }],
    [
      "【客服_组长_杭州-余杭区】苏禾_来自猎聘的候选人",
      "liepin",
      { position: "客服_组长", city: "杭州-余杭区", name: "苏禾" },
    ],
  ])("reads %s", (subject, channel, fields) => {
    const said = readTitle(rules, "subject", subject);
    expect(said?.channel).toBe(channel);
    expect(said?.fields).toMatchObject(fields);
  });

  it.each([
    "客服排班表 2026-06",
    "苏禾-客服-简历",
    "客服(义乌)-苏禾",
    "【公告】中秋放假",
    "应聘客服",
    "Re: 面试时间",
    "",
  ])("claims no board for %j", (subject) => {
    expect(readTitle(rules, "subject", subject)).toBeNull();
  });

  it("takes from the file's name what the subject leaves open, of the same board only", () => {
    const mail = (subject: string, file: string) => readMail(rules, { subject, files: ["logo.png", file] });
    const subject = "苏禾 | 应聘 客服【BOSS直聘】";
    expect(mail(subject, "【客服_义乌_4-6K】苏禾_3年.pdf")?.fields).toMatchObject({
      city: "义乌",
      years: "3年",
    });
    expect(mail(subject, "51job_李四(20417733).mht")?.fields).toEqual({ name: "苏禾", position: "客服" });
    expect(mail("Fw: 简历", "51job_李四(20417733).mht")).toMatchObject({ channel: "51job", forwarded: true });
  });
});

describe("a rule", () => {
  it.each([
    ["{name}({city", "field"],
    ["{nmae}-应聘", "field"],
    ["[{name}-应聘", "brackets"],
    ["{name}]应聘", "brackets"],
    ["{name} {position}", "empty"],
    ["应聘", "empty"],
  ])("is refused when it is %j", (source, problem) => {
    expect(readPattern(source)).toMatchObject({ problem });
  });

  it("takes a time that grows with a power of the length, whatever an admin and a sender write", () => {
    const read = readPattern("[{any}-][{any}-][{any}-]{position}-{city}-{name}-{any}-{any}完");
    if (!("pattern" in read)) throw new Error("refused");
    const timed = (times: number) => {
      const began = performance.now();
      expect(matchPattern(read.pattern, "客服-".repeat(times))).toBeNull();
      return Math.max(1, performance.now() - began);
    };
    const short = timed(20);
    // Five times as long: a matcher that tries a place twice needs 10 ** 9 times as much.
    expect(timed(100) / short).toBeLessThan(5 ** 4);
  });

  it("gives fields that are parts of the title, whatever the title", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 20 }), (a, b) => {
        const title = `${a} | 应聘 ${b}【BOSS直聘】`;
        for (const value of Object.values(readTitle(rules, "subject", title)?.fields ?? {}))
          expect(title).toContain(value);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the job of a position", () => {
  const jobs = [
    { id: "a", title: "淘宝售后客服" },
    { id: "b", title: "淘宝售前客服" },
    { id: "c", title: "仓库管理员" },
  ];
  it.each([
    ["淘宝售后客服", "a"],
    ["淘宝 售后客服-0003", "a"],
    ["淘宝售后客服（夜班）", "a"],
    ["客服", null],
    ["财务", null],
  ])("of %s is %s", (position, job) => {
    expect(jobOf(position, jobs, new Map())).toBe(job);
  });

  it("is what people said, unless that job is closed", () => {
    expect(jobOf("客服", jobs, new Map([["客服", "b"]]))).toBe("b");
    expect(jobOf("淘宝售后客服", jobs, new Map([["淘宝售后客服", "gone"]]))).toBeNull();
  });
});

describe("a sender", () => {
  const results =
    "mx.example.com; spf=pass smtp.mailfrom=x@evil.test; dkim=pass header.d=zhaopin.com header.s=s1";
  it("is confirmed only by our own provider, and only for the board's domains", () => {
    expect(comesFrom(results, ["example.com"], boards.senders.zhilian ?? [])).toBe(true);
    expect(comesFrom(results, ["other.test"], boards.senders.zhilian ?? [])).toBe(false);
    expect(comesFrom(results, ["example.com"], boards.senders.boss ?? [])).toBe(false);
    expect(
      comesFrom(
        results.replace("zhaopin.com", "evilzhaopin.com"),
        ["example.com"],
        boards.senders.zhilian ?? [],
      ),
    ).toBe(false);
    expect(
      comesFrom(results.replace("dkim=pass", "dkim=fail"), ["example.com"], boards.senders.zhilian ?? []),
    ).toBe(false);
    expect(comesFrom(null, ["example.com"], boards.senders.zhilian ?? [])).toBe(false);
  });

  it("belongs to the owner of its server", () => {
    expect(["imap.exmail.qq.com", "mx1.mail.example.com.cn", "localhost"].map(ownerOf)).toEqual([
      "qq.com",
      "example.com.cn",
      "localhost",
    ]);
  });
});
