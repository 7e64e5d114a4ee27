import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { createAlbum, desk, handset, smallHandset } from "./album.ts";
import { introduce } from "./candidate.ts";
import { startProduct } from "./product.ts";
import { until } from "./until.ts";
import { ready, webPhone } from "./web-phone.ts";

// npm run pictures:publish -- DIR: as somebody who does not know it, publishes a job on five channels and waits
// for the first candidate who comes by one of them. Keeps a picture of every view and how long each step took.

const dir = process.argv[2];
const channels = ["BOSS直聘", "智联招聘", "官网", "领英", "Indeed"];
const dataDir = mkdtempSync(join(tmpdir(), "qinpin-publish-"));
const product = await startProduct({ DATA_DIR: dataDir });
const browser = await launchBrowser();
const album = createAlbum(browser, product.address, dir);
const field = (page: Page, name: string) => page.locator(`[name="field.${name}"]`);
const submit = (page: Page) => page.locator("form.sheet .primary").click();
const expectThat = (holds: boolean, what: string) => {
  if (!holds) throw new Error(`the tour went wrong: ${what}`);
};

try {
  const page = await album.open(product.consoleLink ?? "", desk);
  await album.step("open a job", async () => {
    await page.getByRole("button", { name: "发布新岗位" }).first().click();
    await field(page, "title").fill("天猫母婴售后客服（晚班）");
    await field(page, "shift").selectOption("night");
    await field(page, "template").selectOption("tmall-baby");
    await field(page, "openings").fill("3");
    await page.getByRole("checkbox", { name: "BOSS直聘", exact: true }).check();
    await submit(page);
    await page.getByText("招聘链接").first().waitFor();
  });
  await album.step("write the advert; an unlawful wording is explained", async () => {
    await page.getByRole("button", { name: "发布到渠道…" }).first().click();
    await field(page, "about").fill(
      "用千牛接待顾客，处理退款、换货和催件\n每班约 150 位顾客\n解释平台规则，跟进到解决",
    );
    await field(page, "needs").fill("限女生，30岁以下\n能上 20:00–24:00 的晚班，打字 50 字/分以上");
    await field(page, "offers").fill("五险一金，带薪培训 7 天\n单休，可换班");
    await field(page, "city").fill("杭州余杭");
    await field(page, "pay").fill("4500-6500");
    for (const name of channels) await page.getByRole("checkbox", { name, exact: true }).check();
    await submit(page);
    await page.locator('.notice[role="alert"]').waitFor();
    await album.keep(page, "publish-mistake", true);
  });
  await album.step("mend it and publish on five channels", async () => {
    await field(page, "needs").fill("能上 20:00–24:00 的晚班，打字 50 字/分以上");
    await submit(page);
    await page.getByText("在 3 个渠道发布中").waitFor();
    await album.keep(page, "publish-board", true);
  });
  await album.step("copy the texts for two boards, say that they are posted", async () => {
    for (const n of [0, 1]) {
      await page.getByRole("button", { name: "文案（可复制）" }).nth(n).click();
      await page.getByText("打招呼语").first().waitFor();
      if (n === 0) await album.keep(page, "publish-text", true);
      await page.getByRole("button", { name: "我发布了" }).click();
      await page.getByText(`在 ${4 + n} 个渠道发布中`).waitFor();
    }
  });
  const links = page.locator('a[href*="/j/"]');
  const addresses = await links.evaluateAll((all) => all.map((a) => String(a)));
  const path = (end: RegExp, n: number) =>
    addresses.map((one) => new URL(one).pathname).filter((one) => end.test(one))[n] ?? "";
  await album.step("look at the public page, the poster and the feeds", async () => {
    const blocked: string[] = [];
    const phone = await album.open("/healthz", handset);
    phone.on("console", (message) => {
      if (message.type() === "error") blocked.push(message.text());
    });
    await phone.goto(new URL(path(/^\/j\/[\w-]+$/, 0), product.address).href);
    await phone.getByRole("heading", { level: 1 }).waitFor();
    expectThat(blocked.length === 0, blocked.join());
    const data = await phone.locator('script[type="application/ld+json"]').textContent();
    expectThat(JSON.parse(data ?? "{}")["@type"] === "JobPosting", "no JobPosting on the page");
    await album.keep(phone, "publish-page", true);
    const poster = await phone.request.get(new URL(path(/poster\.png$/, 0), product.address).href, {
      timeout: 120_000,
    });
    expectThat(poster.headers()["content-type"] === "image/png", "no poster");
    if (dir) writeFileSync(join(dir, "publish-poster-a4.png"), await poster.body());
    const sheet = await album.open("/healthz", { ...desk, viewport: { width: 620, height: 877 } });
    await sheet.setContent(
      `<style>body{margin:0}img{width:620px;display:block}</style><img alt="" src="data:image/png;base64,${(await poster.body()).toString("base64")}">`,
    );
    await album.keep(sheet, "publish-poster");
    for (const file of ["indeed.xml", "linkedin.xml", "rss.xml"]) {
      const feed = await phone.request.get(new URL(`/feeds/${file}`, product.address).href);
      expectThat((await feed.text()).includes("天猫母婴售后客服"), `${file} has no job`);
    }
  });
  await album.step("the first candidate comes by the public page, on a phone", async () => {
    const phone = await album.open(path(/^\/j\/[\w-]+$/, 0), smallHandset);
    const apply = await phone.getByRole("link", { name: "网页应聘" }).getAttribute("href");
    await phone.goto(new URL(new URL(apply ?? "").pathname, product.address).href);
    await ready(phone);
    await introduce(webPhone(phone));
  });
  await album.step("see the candidate under the channel", async () => {
    await page.goto(new URL("/console/jobs", page.url()).href);
    const came = async () => {
      await page.goto(new URL("/console/jobs", page.url()).href);
      await page.getByRole("button", { name: "发布情况" }).first().click();
      return await page.getByText("来了 1 人").count();
    };
    await until(came, (n) => n > 0);
    expectThat(
      (await page.getByText("在 5 个渠道发布中，一共来了 1 人").count()) === 1,
      "not on five channels",
    );
    await album.keep(page, "publish-first-candidate", true);
  });
  expectThat(product.errors().length === 0, product.errors().join("\n"));
  album.close();
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
