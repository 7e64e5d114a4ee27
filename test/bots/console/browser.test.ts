import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicJobs } from "../../../src/http/jobs/index.ts";
import { seriousFindings } from "../../axe.ts";
import { launchBrowser } from "../../browser.ts";
import { addApplicant, createWorld, li, type World } from "../../recruiter/world.ts";
import { createConsoleApp, invite } from "./console.ts";

let world: World;
let app: FastifyInstance;
let browser: Browser;
let address: string;
beforeAll(async () => {
  world = await createWorld();
  app = await createConsoleApp(world);
  await app.register(publicJobs, {
    carriers: () => ({
      publicUrl: "https://jobs.example.test",
      telegramBot: "shop_bot",
      wecom: "https://wecom.example.test/k",
    }),
    behind: async () => ({ kind: "job", job: advertised }),
    homeOf: () => "",
    listed: async () => ({
      jobs: [advertised],
      head: {
        company: "示例店铺",
        home: "",
        publicUrl: "https://jobs.example.test",
        builtAt: new Date(),
        linkedin: { companyId: null, email: null },
      },
    }),
    draw: async () => Promise.reject(new Error("no picture is asked for")),
  });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await world.close();
});

const advertised = {
  companyId: "shop",
  id: "job",
  title: "售后客服（晚班）",
  company: "示例店铺",
  shift: "night",
  openings: 3,
  advert: {
    about: "回复买家咨询",
    needs: "会打字",
    offers: "包住",
    english: "Answer buyers",
    city: "杭州",
    payMin: 5000,
    payMax: 7000,
    employment: "full_time",
    closesOn: null,
  },
  postedOn: "2026-11-20",
  code: "AbCdEfGh",
} as const;

/** A signed-in page; what the browser refuses or reports is collected. */
async function open(options: Parameters<Browser["newContext"]>[0] = {}) {
  const context: BrowserContext = await browser.newContext({ locale: "zh-CN", ...options });
  const page: Page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(`${address}/console?token=${await invite(world)}`);
  return { context, page, problems };
}

const talk = [
  { author: "customer", text: "收到的奶粉罐子破了，孩子等着喝！" },
  { author: "candidate", text: "实在抱歉，宝宝的口粮出问题我特别理解您着急" },
  { author: "candidate", text: "<img src=x onerror=document.title='owned'>" },
] as const;

describe("the console in a browser", () => {
  it("takes a recruiter from the link to a sent invitation, and drops the token from the address", async () => {
    const { id } = await addApplicant(world, { name: "王小明", lines: [...talk] });
    const { page, problems, context } = await open({ viewport: { width: 390, height: 844 } });
    expect(page.url()).toBe(`${address}/console`);
    await page.getByText("王小明").waitFor();
    await page.getByRole("link", { name: "打开" }).first().click();
    await page.waitForURL(`**/candidates/${id}`);
    await page.getByRole("button", { name: "邀请面试" }).click();
    const text = page.getByLabel("发给候选人的话");
    expect(await text.inputValue()).toContain("王小明");
    await page.getByLabel("面试时间和地点").fill("周四 14:00");
    await page.getByRole("button", { name: "发送邀请" }).click();
    await page.waitForURL(`**/candidates/${id}`);
    await page.getByText("已邀请").first().waitFor();
    expect(await page.getByRole("button", { name: "邀请面试" }).count()).toBe(0);
    expect(world.said).toEqual([]);
    await page.getByRole("button", { name: "立即发送" }).click();
    await page.getByText("已发给候选人").waitFor();
    expect(world.said.at(-1)?.event).toMatchObject({
      kind: "invitation",
      text: expect.stringContaining("周四 14:00"),
    });
    expect(await page.title()).toContain("王小明");
    expect(problems).toEqual([]);
    await context.close();
  });

  it("works without scripts", async () => {
    const { id } = await addApplicant(world, { name: "无脚本" });
    const { page, context } = await open({ javaScriptEnabled: false });
    await page.goto(`${address}/console/candidates/${id}`);
    await page.getByRole("button", { name: "暂缓" }).click();
    await page.getByLabel("暂缓到哪一天").waitFor();
    await page.getByRole("button", { name: "暂缓" }).click();
    await page.getByText("✓ 暂缓").waitFor();
    await page.getByLabel("回复候选人").fill("您好，方便电话聊聊吗？");
    await page.getByRole("button", { name: "发送" }).click();
    await page.getByRole("status").first().waitFor();
    expect(world.said.at(-1)?.event).toMatchObject({ kind: "reply", text: "您好，方便电话聊聊吗？" });
    await context.close();
  });

  it("shows what others did while the page is open, and keeps what is being typed", async () => {
    const { id } = await addApplicant(world, { name: "实时" });
    const { page, context, problems } = await open();
    await page.goto(`${address}/console/candidates/${id}`);
    await page.getByLabel("回复候选人").fill("写到一半");
    await page.waitForTimeout(300);
    await world.db.sql`update applications set stage = 'held', version = version + 1 where id = ${id}`;
    await world.db.sql`insert into application_events (company_id, application_id, key, name, actor, at)
      values ('shop', ${id}, 'decision:0', 'held', ${li.id}, now())`;
    await page.getByText("✓ 暂缓").waitFor({ timeout: 10_000 });
    expect(await page.getByLabel("回复候选人").inputValue()).toBe("写到一半");
    expect(problems).toEqual([]);
    await context.close();
  });

  it.each(["zh-CN", "en-GB"])(
    "has no serious finding of axe on a phone, in %s, nor have the public pages",
    async (locale) => {
      const { id } = await addApplicant(world, { name: `轴${locale}`, lines: [...talk] });
      const { page, context } = await open({ viewport: { width: 390, height: 844 }, locale });
      for (const path of [
        "/console",
        `/console/candidates/${id}`,
        "/console/jobs",
        "/j/AbCdEfGh",
        // The same parts in another order: once is enough.
        ...(locale === "zh-CN" ? ["/console/run?command=/jobs%20new", "/console/settings", "/jobs"] : []),
      ]) {
        await page.goto(`${address}${path}`);
        expect(await page.getAttribute("html", "lang"), path).toBe(locale === "zh-CN" ? "zh-CN" : "en");
        expect(await seriousFindings(page), path).toEqual([]);
      }
      await context.close();
    },
  );

  it("is usable by keyboard alone and never wider than a phone", async () => {
    const { id } = await addApplicant(world, {
      name: "W".repeat(120),
      jobTitle: "很长的岗位".repeat(20),
      lines: [...talk],
    });
    const { page, context } = await open({ viewport: { width: 360, height: 740 } });
    for (const path of [
      "",
      `/candidates/${id}`,
      "/requests",
      "/digest",
      "/candidates",
      "/jobs",
      "/settings",
      "/help",
      "/run?command=/jobs%20new",
      "/run?command=/faq",
    ]) {
      await page.goto(`${address}/console${path}`);
      const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    await page.goto(`${address}/console`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("/jobs");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/console/run?command=**");
    await page.getByText("发布新岗位").waitFor();
    await context.close();
  });
});
