import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { seriousFindings } from "../../axe.ts";
import { launchBrowser } from "../../browser.ts";
import { type Served, serveWeb } from "./serve.ts";

let browser: Browser;
let served: Served | null = null;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await served?.app.close();
  served = null;
});

const phone = { viewport: { width: 390, height: 844 }, locale: "zh-CN" };

/** A candidate's phone showing the chat; `trouble` collects whatever a page should never do. */
async function open(context: BrowserContextOptions = {}) {
  served = await serveWeb({ limits: { sessionsPerHour: 100 } });
  const { app, room } = served;
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const page = await (await browser.newContext({ ...phone, ...context })).newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => trouble.push(`dialog ${dialog.message()}`));
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) trouble.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) trouble.push(`request to ${request.url()}`);
  });
  await page.goto(`${url}/c/boss-01`);
  await ready(page);
  const thread = room.threads().at(-1) ?? "";
  return { app, room, url, page, thread, trouble };
}
const ready = (page: Page) => page.waitForSelector("#text:not([disabled])");
const bubbles = (page: Page) => page.locator("#log .row:not(.typing) .bubble").allTextContents();
const send = async (page: Page, text: string) => {
  await page.fill("#text", text);
  await page.press("#text", "Enter");
};
const unsent = (page: Page) =>
  page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('qinpin.unsent')).length");
const said = (served: { room: Served["room"] }) =>
  served.room.received.flatMap((m) => (m.body.kind === "text" ? [m.body.text] : []));

describe("a conversation", () => {
  test("shows who speaks, offers quick replies and sends the one that is pressed", async () => {
    const { room, page, thread, trouble } = await open();
    room.answer = () => [{ section: "facts", text: "谢谢" }];
    room.say(thread, {
      text: "同意吗？",
      choices: [
        { value: "yes", label: "同意" },
        { value: "no", label: "不同意" },
      ],
    });
    await page.click("#choices >> text=同意");
    await expect.poll(() => bubbles(page)).toEqual(["同意吗？", "同意", "谢谢"]);
    expect(room.received.at(-1)?.body).toMatchObject({ kind: "text", text: "同意", choice: "yes" });
    expect(await page.isHidden("#choices")).toBe(true);
    expect(await page.textContent("#progress")).toBe("1/4 基本情况");
    room.say(thread, { author: "customer", section: "roleplay", text: "在吗？" });
    room.say(thread, { author: "recruiter", section: "human", text: "我是王老师" });
    await expect
      .poll(() => page.locator(".customer .name, .recruiter .name").allTextContents())
      .toEqual(["客户", "招聘人员"]);
    expect(trouble).toEqual([]);
  });

  test("lets the bot's bubbles come one by one and never holds back the customer", async () => {
    const { room, page, thread } = await open();
    await page.evaluate(`
      window.seen = [];
      new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node.matches?.(".row:not(.typing)")) window.seen.push([node.querySelector(".bubble").textContent, performance.now()]);
      }).observe(document.getElementById("log"), { childList: true });`);
    for (const text of ["一", "二", "三"]) room.say(thread, { text });
    await expect.poll(() => bubbles(page), { timeout: 5000 }).toEqual(["一", "二", "三"]);
    for (const text of ["四", "五"]) room.say(thread, { section: "roleplay", text });
    const before = Number(await page.evaluate("performance.now()"));
    room.say(thread, { author: "customer", section: "roleplay", text: "六" });
    await expect.poll(() => bubbles(page)).toEqual(["一", "二", "三", "四", "五", "六"]);
    const seen = (await page.evaluate("window.seen")) as [string, number][];
    const at = (text: string) => seen.find(([shown]) => shown === text)?.[1] ?? Number.NaN;
    expect(at("二") - at("一")).toBeGreaterThan(400);
    expect(at("三") - at("二")).toBeGreaterThan(400);
    expect(at("六") - before).toBeLessThan(300);
  });

  test("Enter sends, Shift+Enter breaks the line, and Enter that picks a word in an input method does neither", async () => {
    const { room, page } = await open();
    await page.fill("#text", "您好");
    for (const how of ["{ isComposing: true }", "{ keyCode: 229 }"]) {
      await page.evaluate(
        `document.getElementById("text").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, ...${how} }))`,
      );
    }
    expect(said({ room })).toEqual([]);
    await page.press("#text", "Shift+Enter");
    await page.type("#text", "请问");
    await page.press("#text", "Enter");
    await expect.poll(() => said({ room })).toEqual(["您好\n请问"]);
    expect(await page.inputValue("#text")).toBe("");
  });

  test("a text that is too long stays where it is, with the limit named", async () => {
    const { room, page } = await open();
    await page.fill("#text", "字".repeat(4097));
    expect(await page.textContent("#hint")).toContain("4096");
    expect(await page.isDisabled("#send")).toBe(true);
    await page.press("#text", "Enter");
    expect(await page.inputValue("#text")).toHaveLength(4097);
    await page.fill("#text", "字".repeat(4096));
    await page.press("#text", "Enter");
    await expect.poll(() => said({ room })[0]?.length).toBe(4096);
  });

  test("keeps the last bubble in sight when the box grows", async () => {
    const { room, page, thread } = await open();
    for (let n = 1; n <= 40; n += 1)
      room.say(thread, { author: "customer", section: "roleplay", text: `第 ${n} 条` });
    await expect.poll(() => page.locator("#log .bubble").count()).toBe(40);
    await send(page, "最后一条");
    await page.fill("#text", "一行\n".repeat(30));
    const hidden = `document.querySelector("#log .row:last-child").getBoundingClientRect().bottom
      - document.querySelector("footer").getBoundingClientRect().top`;
    await expect.poll(() => page.evaluate(hidden)).toBeLessThanOrEqual(0);
  });

  test("works by keyboard alone at 320 px, in English", async () => {
    const { room, page, thread } = await open({ viewport: { width: 320, height: 568 }, locale: "en-GB" });
    room.say(thread, {
      text: `Do you agree? ${"long".repeat(100)}`,
      choices: [{ value: "1", label: "I agree ".repeat(12) }],
    });
    await page.waitForSelector("#choices button");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
    expect(await page.evaluate("document.getElementById('log').scrollWidth <= 320")).toBe(true);
    expect(await page.textContent("#send")).toBe("Send");
    for (let tab = 0; tab < 10; tab += 1) {
      if (await page.evaluate("document.activeElement.closest('#choices') !== null")) break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await expect.poll(() => said({ room })).toHaveLength(1);
    await page.keyboard.type("typed without a mouse");
    await page.keyboard.press("Enter");
    await expect.poll(() => said({ room }).at(-1)).toBe("typed without a mouse");
  });

  test("axe finds nothing serious in both languages, and new lines are announced", async () => {
    const { page, thread, room } = await open();
    room.say(thread, { text: "同意吗？", choices: [{ value: "y", label: "同意" }] });
    room.say(thread, { author: "customer", section: "roleplay", text: "在吗" });
    room.say(thread, { author: "recruiter", section: "human", text: "我是王老师" });
    await page.waitForSelector(".recruiter");
    expect(await seriousFindings(page)).toEqual([]);
    await expect.poll(() => page.getAttribute("#log", "aria-live")).toBe("polite");
    expect(await page.getAttribute("#log", "role")).toBe("log");
    await page.click("#language");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.locator(".customer .name").allTextContents()).toEqual(["Customer"]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.evaluate("document.body.append(document.createElement('button'))");
    expect((await seriousFindings(page)).join()).toContain("button-name");
  });

  test("ends when the data were deleted; a new one begins only if the visitor wants", async () => {
    const { room, page, thread } = await open();
    room.say(thread, { text: "已删除" });
    await expect.poll(() => bubbles(page)).toEqual(["已删除"]);
    room.erase(thread);
    await send(page, "还在吗");
    await page.waitForSelector("#banner-button:visible");
    expect(await page.inputValue("#text")).toBe("还在吗");
    expect(await bubbles(page)).toEqual(["已删除"]);
    expect(room.received.filter((m) => m.body.kind === "start")).toHaveLength(1);
    await page.click("#banner-button");
    await expect.poll(() => room.received.filter((m) => m.body.kind === "start").length).toBe(2);
    await ready(page);
    expect(await bubbles(page)).toEqual([]);
  });
});

describe("a bad connection", () => {
  test("loses nothing and doubles nothing while the server is away", async () => {
    const { app, room, page, thread, url } = await open();
    room.say(thread, { text: "一" });
    await expect.poll(() => bubbles(page)).toEqual(["一"]);
    await app.close();
    await page.waitForSelector("#banner:visible");
    await send(page, "二");
    await send(page, "三");
    expect(await unsent(page)).toBe(1);
    room.say(thread, { text: "四" });
    served = await serveWeb({ store: room.store, receive: room.receive, wakes: room.wakes });
    await served.app.listen({ port: Number(new URL(url).port), host: "127.0.0.1" });
    await page.evaluate("dispatchEvent(new Event('online'))");
    await expect.poll(() => bubbles(page), { timeout: 10_000 }).toEqual(["一", "四", "二", "三"]);
    await page.waitForSelector("#banner", { state: "hidden" });
    await expect.poll(() => unsent(page), { timeout: 10_000 }).toBe(0);
    expect(said({ room })).toEqual(["二", "三"]);
  });

  test("shows a line once even when the server sends it again", async () => {
    const { app, room, page, thread, url } = await open();
    let connections = 0;
    await page.route("**/chat/events*", async (route) => {
      connections += 1;
      const { "last-event-id": _, ...headers } = route.request().headers();
      await route.continue({ headers });
    });
    for (const text of ["一", "二"]) room.say(thread, { text });
    await expect.poll(() => bubbles(page)).toEqual(["一", "二"]);
    await app.close();
    await page.waitForSelector("#banner:visible");
    served = await serveWeb({ store: room.store, receive: room.receive, wakes: room.wakes });
    await served.app.listen({ port: Number(new URL(url).port), host: "127.0.0.1" });
    await page.evaluate("dispatchEvent(new Event('online'))");
    room.say(thread, { text: "三" });
    await expect.poll(() => bubbles(page)).toEqual(["一", "二", "三"]);
    expect(connections).toBeGreaterThan(0);
  });

  test("a message whose answer was lost has one effect and one bubble", async () => {
    const { room, page } = await open();
    let lost = 0;
    await page.route("**/chat/messages", async (route) => {
      if (lost > 0) return await route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await send(page, "只有一次");
    await expect.poll(() => bubbles(page)).toEqual(["只有一次"]);
    await page.waitForTimeout(1500);
    expect(lost).toBe(1);
    expect(said({ room })).toEqual(["只有一次"]);
    expect(await bubbles(page)).toEqual(["只有一次"]);
    expect(await page.locator(".pending").count()).toBe(0);
    expect(await unsent(page)).toBe(0);
  });

  test("keeps what was not sent over a reload, and forgets it once sent", async () => {
    const { room, page } = await open();
    await page.route("**/chat/messages", (route) => route.abort());
    await send(page, "等网络好了再发");
    await expect.poll(() => page.locator(".pending").count()).toBe(1);
    await page.reload();
    await ready(page);
    expect(await bubbles(page)).toEqual(["等网络好了再发"]);
    await page.unroute("**/chat/messages");
    await expect.poll(() => said({ room }), { timeout: 10_000 }).toEqual(["等网络好了再发"]);
    await expect.poll(() => unsent(page)).toBe(0);
    expect(await page.evaluate("JSON.stringify(localStorage)")).not.toContain("网络");
  });

  test("waits when told to slow down, then goes on by itself", async () => {
    const { room, page } = await open();
    let refused = 0;
    await page.route("**/chat/messages", async (route) => {
      refused += 1;
      if (refused > 1) return await route.continue();
      const body = JSON.stringify({ error: { code: "too_many_messages", message: "请等 1 秒" } });
      await route.fulfill({
        status: 429,
        headers: { "retry-after": "1" },
        contentType: "application/json",
        body,
      });
    });
    await send(page, "快");
    await expect.poll(() => page.textContent("#hint")).toBe("请等 1 秒");
    await expect.poll(() => said({ room }), { timeout: 5_000 }).toEqual(["快"]);
  });

  test("two pages of one visitor show the same conversation", async () => {
    const { room, page, url, thread } = await open();
    const second = await page.context().newPage();
    await second.goto(`${url}/`);
    await ready(second);
    expect(room.threads()).toEqual([thread]);
    await send(page, "来自第一页");
    await send(second, "来自第二页");
    for (const one of [page, second]) {
      await expect.poll(async () => (await bubbles(one)).sort()).toEqual(["来自第一页", "来自第二页"]);
    }
  });
});

describe("hostile text", () => {
  const texts: string[] = JSON.parse(
    readFileSync(new URL("../../fixtures/web/render-injection.json", import.meta.url), "utf8"),
  ).texts;

  test("is shown as it is and runs nothing, as a line, a quick reply and an own message", async () => {
    const { room, page, thread, trouble } = await open();
    for (const text of texts) room.say(thread, { author: "customer", section: "roleplay", text });
    room.say(thread, { text: "选", choices: texts.map((label) => ({ value: "x", label })) });
    await expect.poll(() => bubbles(page)).toEqual([...texts, "选"]);
    expect(await page.locator("#choices button").allTextContents()).toEqual(texts);
    await page.reload();
    await ready(page);
    await expect.poll(() => bubbles(page)).toEqual([...texts, "选"]);
    for (const text of texts.slice(0, 6)) await send(page, text);
    await expect.poll(() => page.locator(".candidate .bubble").count()).toBe(6);
    const foreign = await page.evaluate(
      `document.querySelectorAll("#log :not(div, span, p, i), #choices :not(button), script:not([src])").length`,
    );
    expect(foreign).toBe(0);
    expect(trouble).toEqual([]);
  });
});
