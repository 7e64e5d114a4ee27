import { isDeepStrictEqual } from "node:util";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../browser.ts";
import { answerFacts, explain, introduce, judge, meetCustomer, replies, solve } from "./candidate.ts";
import { openLink } from "./link.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";
import { bubblesOn, heardOn, ready, webPhone } from "./web-phone.ts";

let stage: Stage;
let browser: Browser;
/** Signed in to the console. */
let recruiters: BrowserContext;
beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(), launchBrowser()]);
  ({ context: recruiters } = await visit(stage.product.consoleLink ?? "", { locale: "zh-CN" }));
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

const handset = { viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true };

/** A page of its own browser profile; `trouble` collects whatever a page should never do. */
async function visit(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble = watch(page);
  await page.goto(new URL(path, stage.product.address).href);
  return { context, page, trouble };
}

function watch(page: Page): string[] {
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => trouble.push(`dialog ${dialog.message()}`));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) trouble.push(message.text());
  });
  return trouble;
}

// Most of the time they wait for bubbles to come one by one, so they do it together.
describe.concurrent("a candidate on the web and a recruiter in the console", () => {
  it("get from the tracking link to the invitation", { timeout: 180_000 }, async () => {
    const { page, trouble, context } = await visit(`/c/${stage.code}`, handset);
    const phone = webPhone(page);
    await ready(page);
    await introduce(phone);
    await phone.hear(/最早什么时候可以到岗/);

    // A reload in the middle of the facts, and one in the middle of the role-play: same step, nothing lost or doubled.
    const beforeReload = await bubblesOn(page);
    await page.reload();
    await until(
      () => bubblesOn(page),
      (shown) => isDeepStrictEqual(shown, beforeReload),
    );
    await answerFacts(webPhone(page));
    const opening = await meetCustomer(phone);
    const said: string[] = [];
    await solve(phone, undefined, async (line, n) => {
      said.push(line);
      if (n > 0) return;
      const before = await bubblesOn(page);
      await page.reload();
      await until(
        () => bubblesOn(page),
        (shown) => isDeepStrictEqual(shown, before),
      );
      expect(await page.textContent("#progress")).toBe("2/4 情景模拟");
    });
    await explain(phone);
    await judge(phone);
    expect(await page.textContent("#progress")).toBe("已完成");
    expect(await page.locator(".customer .bubble").allTextContents()).toEqual([
      opening,
      ...said,
      expect.stringMatching("百亿补贴"),
    ]);

    const application = await stage.applicationOf(replies[1]?.[0] ?? "");
    expect(application).toMatchObject({ stage: "assessed", status: "done" });
    expect(await stage.assessments(application.id)).toBe(1);
    // What the page shows is what is stored.
    const lines = await stage.transcript(application);
    expect(await bubblesOn(page)).toEqual(lines.map(({ text }) => text));

    const desk = await recruiters.newPage();
    const atDesk = watch(desk);
    await desk.goto(`${stage.product.address}/console`);
    await desk.getByText(`C${application.number}`).waitFor();
    await desk.goto(`${stage.product.address}/console/candidates/${application.id}`);
    const own = lines.filter(({ author }) => author === "candidate").map(({ text }) => text);
    const quotes = (await desk.locator(".card blockquote").allTextContents()).filter((q) => q !== "没有提到");
    expect(quotes.length).toBeGreaterThanOrEqual(3);
    for (const quote of quotes)
      expect(
        own.some((text) => text.includes(quote)),
        quote,
      ).toBe(true);
    expect(await desk.locator(".transcript .said").allTextContents()).toEqual(lines.map(({ text }) => text));
    expect(application.total).toBeGreaterThan(70);
    expect(await desk.locator(".card").first().textContent()).toContain(
      String(application.total?.toFixed(1)),
    );

    await desk.getByRole("button", { name: "邀请面试" }).click();
    await desk.getByLabel("面试时间和地点").fill("周四14:00，杭州余杭");
    await desk.getByRole("button", { name: "发送邀请" }).click();
    await desk.getByText("✓ 已邀请").waitFor();
    await desk.getByRole("button", { name: "立即发送" }).click();
    await phone.hear(/周四14:00，杭州余杭/);
    expect(await page.locator(".recruiter .bubble").count()).toBe(1);
    expect(await stage.applicationOf(replies[1]?.[0] ?? "")).toMatchObject({ stage: "invited" });
    expect(await stage.facts(application.id, "invited")).toHaveLength(1);
    expect([...trouble, ...atDesk, ...stage.product.errors()]).toEqual([]);
    await context.close();
  });

  it("lose nothing while the phone has no network", { timeout: 120_000 }, async () => {
    const link = await openLink(stage.product.address);
    const { page, context, trouble } = await visit(`${link.address}/c/${stage.code}`, handset);
    const phone = webPhone(page);
    await ready(page);
    await introduce(phone);
    await phone.hear(/最早什么时候可以到岗/);
    await phone.write("人工");
    await phone.hear(/已通知招聘同事/);
    link.cut();
    await context.setOffline(true);
    await page.locator("#banner", { hasText: "连接中断" }).waitFor();
    await phone.write("我在地铁上，没有信号");
    await page.locator(".pending").waitFor();
    const application = await stage.applicationOf("人工");
    const desk = await recruiters.newPage();
    await desk.goto(`${stage.product.address}/console/candidates/${application.id}`);
    await desk.getByLabel("回复候选人").fill("没关系，慢慢来");
    await desk.getByRole("button", { name: "发送" }).click();
    await desk.locator(".transcript .recruiter", { hasText: "没关系，慢慢来" }).waitFor();
    const told = await bubblesOn(page);
    await context.setOffline(false);
    link.mend();
    await page.locator(".recruiter .bubble", { hasText: "没关系，慢慢来" }).waitFor();
    await phone.hear(/现在由招聘同事和您沟通/);
    await page.locator(".pending").waitFor({ state: "detached" });
    const lines = (await stage.transcript(application)).map(({ text }) => text);
    expect(await bubblesOn(page)).toEqual(lines);
    expect(lines.filter((text) => text === "我在地铁上，没有信号")).toHaveLength(1);
    expect(lines.slice(0, told.length - 1)).toEqual(told.slice(0, -1));
    await phone.write("继续");
    await phone.hear(/最早什么时候可以到岗/);
    expect(trouble).toEqual([]);
    await context.close();
    await link.close();
  });

  it("speak English where the candidate's browser does", { timeout: 90_000 }, async () => {
    const { page, context, trouble } = await visit(`/c/${stage.code}`, { ...handset, locale: "en-GB" });
    const phone = webPhone(page);
    await ready(page);
    await phone.hear(/I am an AI, not a person/);
    await phone.press("1 Agree to the required part");
    await phone.hear(/are you 16 or older/);
    await phone.press("Yes, 16 or older");
    await phone.hear(/When could you start/);
    await phone.write("next Monday");
    await phone.hear(/Which shifts can you work/);
    await phone.press("2 Evenings fine");
    await phone.hear(/What monthly pay/);
    await phone.press("Negotiable");
    await phone.hear(/Which platforms do you know/);
    await phone.write("Taobao and Pinduoduo");
    await phone.hear(/warm-up/);
    await phone.press("Skip");
    await phone.hear(/2\/4 Role-play/);
    await phone.hear(/Reply "start"/);
    await phone.press("Start");
    await phone.hear(/yuan/);
    await phone.write("I'm so sorry, a broken tin when your baby is waiting for it is really upsetting");
    await phone.write(
      "Please don't feed that tin to your baby; if any was used and something seems wrong, see a doctor",
    );
    await phone.write(
      "Could you send me the order number and photos of the box, the damage and the batch code?",
    );
    const answer = await phone.hear(/./s);
    expect(`${answer} ${(await heardOn(page)).join(" ")}`.replaceAll("电商客服（晚班）", "")).not.toMatch(
      /\p{Script=Han}/u,
    );
    expect(await page.textContent("#progress")).toBe("2/4 Role-play");
    expect(trouble).toEqual([]);
    await context.close();
  });
});
