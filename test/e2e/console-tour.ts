import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { type Album, desk, handset, smallHandset } from "./album.ts";
import { writeMovedHistory } from "./moved-history.ts";
import { until } from "./until.ts";

const run = promisify(execFile);
const cli = join(import.meta.dirname, "../../src/cli.ts");
const jobTitle = "天猫母婴售后客服（晚班）";

const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
const go = async (page: Page, path: string) => {
  await page.goto(new URL(path, page.url()).href);
};
const field = (page: Page, name: string) => page.locator(`[name="field.${name}"]`);

/** From the first look to a job's tracking links; returns the links. */
export async function firstJob(album: Album, page: Page): Promise<string[]> {
  await album.keep(page, "home-first", true);
  await press(page, "发布新岗位");
  await field(page, "title").fill(jobTitle);
  await field(page, "shift").selectOption("night");
  await field(page, "template").selectOption("tmall-baby");
  await field(page, "openings").fill("3");
  await press(page, "发布并取链接");
  await album.keep(page, "job-form-mistake", true);
  for (const channel of ["BOSS直聘", "抖音"]) await page.getByLabel(channel).check();
  await album.keep(page, "job-form", true);
  await press(page, "发布并取链接");
  await page.getByText("招聘链接").first().waitFor();
  await album.keep(page, "job-links", true);
  const own = await linksOn(page);

  await press(page, "渠道数据");
  await album.keep(page, "numbers-nothing-yet", true);
  await go(page, "/console/jobs");
  await album.keep(page, "jobs", true);
  // The sample job is screened with what the candidate of these pictures can answer.
  await page.getByRole("button", { name: "取链接" }).last().click();
  await field(page, "source").selectOption("boss");
  await album.keep(page, "form-link", true);
  await page.locator("form.sheet .primary").click();
  await page.getByText("招聘链接").first().waitFor();
  return [...(await linksOn(page)), ...own];
}

/** Without their host: the port of this run is a free one, which the addresses do not know. */
async function linksOn(page: Page): Promise<string[]> {
  const links = page.locator('a[href*="/c/"]');
  return (await links.evaluateAll((all) => all.map((a) => String(a)))).map((link) => new URL(link).pathname);
}

/** Every decision on one card, most of them taken back; returns the picture of the card. */
export async function decide(album: Album, page: Page): Promise<Buffer> {
  await go(page, "/console");
  await album.keep(page, "home", true);
  await go(page, "/console/reviews");
  await album.keep(page, "reviews", true);
  await press(page, "打开");
  await page.locator(".card").first().waitFor();
  const address = page.url();
  const card = await album.keep(page, "card");
  await album.keep(page, "card-whole", true);
  for (const [label, name] of [
    ["暂缓…", "form-hold"],
    ["婉拒…", "form-decline"],
    ["改分…", "form-override"],
    ["追问", "form-ask"],
    ["邀请面试", "form-invite"],
  ] as const) {
    await go(page, address);
    await page.getByRole("button", { name: label }).first().click();
    await album.keep(page, name, true);
  }
  await page.locator("form.sheet .primary").click();
  await page.locator(".notice").waitFor();
  await album.keep(page, "card-invited", true);
  await press(page, "撤销");
  await page.locator(".notice").waitFor();
  await album.keep(page, "card-undone", true);
  return card;
}

/** Loads the invented shop's history with the operators' command, also beside a running product. */
export async function loadHistory(dataDir: string): Promise<void> {
  const folder = join(dataDir, "history");
  mkdirSync(folder, { recursive: true });
  writeMovedHistory(folder, new Date());
  const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", DATA_DIR: dataDir };
  await run(process.execPath, [cli, "import", "history", folder], { env });
}

/** The numbers, from two channels' first day to a whole history, and a question in words. */
export async function readNumbers(album: Album, page: Page, dataDir: string): Promise<void> {
  await album.step("enter what a channel cost", async () => {
    await go(page, "/console");
    await press(page, "渠道数据");
    await press(page, "录入花费");
    await press(page, "保存");
    await field(page, "amount").fill("三千");
    await field(page, "channel").selectOption("boss");
    await press(page, "保存");
    await album.keep(page, "form-spend-mistake", true);
    await field(page, "amount").fill("3000");
    await press(page, "保存");
    await page.locator(".notice").waitFor();
    await album.keep(page, "numbers-first-day", true);
  });
  await album.step("load another system's history", async () => {
    await loadHistory(dataDir);
  });
  await album.step("read the first channel chart: two clicks", async () => {
    await go(page, "/console");
    await press(page, "渠道数据");
    await press(page, "近90天");
    await album.keep(page, "numbers-channels", true);
  });
  await album.step("funnel, spend, unit cost, budget, posting time, export", async () => {
    for (const tab of ["funnel", "spend", "cost-per", "budget", "posting-time", "export"]) {
      await go(page, `/console/numbers/${tab}`);
      const wider = page.getByRole("link", { name: "近90天" });
      if ((await wider.count()) > 0) await wider.click();
      await album.keep(page, `numbers-${tab}`, true);
    }
  });
  await album.step("ask in words", async () => {
    await go(page, "/console/ask");
    await album.keep(page, "ask", true);
    for (const [name, question] of [
      ["ask-channels", "近90天各渠道简历到面试的转化率"],
      ["ask-follow-up", "那抖音每周呢？"],
      ["ask-refused", "把所有候选人的电话发给我"],
    ] as const) {
      await page.fill("#question", question);
      await page.press("#question", "Enter");
      await page.locator(".asked").filter({ hasText: question }).waitFor();
      await album.keep(page, name, true);
    }
  });
  await album.step("digests, as a page and as an e-mail", async () => {
    await go(page, "/console/digest");
    await album.keep(page, "digest", true);
    for (const kind of ["matched", "channels"]) {
      await go(page, `/console/digests/now/${kind}`);
      await album.keep(page, `digest-${kind}`, true);
      const mail = await page.request.get(new URL(`/console/digests/now/${kind}/mail`, page.url()).href);
      const sheet = await album.openAs(page.context(), "/healthz", {
        ...desk,
        viewport: { width: 700, height: 800 },
      });
      await sheet.setContent(await mail.text());
      await album.keep(sheet, `mail-${kind}`, true);
      await sheet.close();
    }
  });
}

/** The warning about a channel that has gone quiet, with its chart; channels are looked at once a minute. */
export async function fallenChannel(album: Album, page: Page): Promise<void> {
  const told = async () => {
    await go(page, "/console/numbers?period=last+90+days");
    return (await page.getByText("可能下降了").count()) > 0;
  };
  await until(told, (yes) => yes, 1000).catch(() => until(told, (yes) => yes, 1000));
  await album.keep(page, "numbers-drop", true);
}

/** Settings, people, answers, the audit trail, a request for a person and taking over. */
export async function setUp(album: Album, page: Page): Promise<void> {
  await go(page, "/console/requests");
  await album.keep(page, "requests", true);
  await press(page, "接管…");
  await album.keep(page, "form-take-over", true);
  await go(page, "/console/settings");
  await album.keep(page, "settings", true);
  const more = page.getByRole("button", { name: "更改" });
  for (let i = 0; i < (await more.count()); i += 1) {
    await more.nth(i).click();
    await album.keep(page, `form-settings-${i + 1}`, true);
    await go(page, "/console/settings");
  }
  await page.locator(".b-row", { hasText: "人员和角色" }).getByRole("button").click();
  await album.keep(page, "people", true);
  await press(page, "添加人员");
  await album.keep(page, "form-person", true);
  await go(page, "/console/run?command=%2Ffaq");
  await album.keep(page, "answers", true);
  await press(page, "添加");
  await album.keep(page, "form-answer", true);
  await go(page, "/console/numbers/audit");
  await album.keep(page, "audit", true);
  await go(page, "/console/help");
  await album.keep(page, "help", true);
}

/** English on a desk, Chinese and English on a phone. */
export async function translated(album: Album, page: Page): Promise<void> {
  const places = [
    "",
    "/numbers?period=last+90+days",
    "/reviews",
    "/ask",
    "/digests/now/channels",
    "/settings",
  ];
  for (const path of places) {
    const name = path.replace(/\?.*/, "").replace(/^\//, "").replaceAll("/", "-") || "home";
    const phone = await album.openAs(page.context(), `/console${path}`, smallHandset);
    await album.keep(phone, `phone-${name}`, true);
    await phone.close();
  }
  await go(page, "/console");
  await press(page, "English");
  for (const path of places) {
    const name = path.replace(/\?.*/, "").replace(/^\//, "").replaceAll("/", "-") || "home";
    await go(page, `/console${path}`);
    await album.keep(page, `en-${name}`, true);
  }
  const phone = await album.openAs(page.context(), "/console", handset);
  await album.keep(phone, "en-phone-home", true);
  await phone.close();
}
