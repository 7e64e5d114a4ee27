import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { answerFacts, explain, introduce, judge, meetCustomer, replies, solve } from "./candidate.ts";
import { type Product, startProduct } from "./product.ts";
import { ready, webPhone } from "./web-phone.ts";

// npm run pictures [-- --all DIR]: the README's picture, taken of the running product. `--all` also keeps every single
// view. Chinese glyphs need a Chinese font on the machine, e.g. Debian's fonts-noto-cjk.

const { values } = parseArgs({ options: { all: { type: "string" } } });
const pictures = join(import.meta.dirname, "../../.github/pictures");
const handset = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
const desk = { viewport: { width: 1000, height: 844 }, deviceScaleFactor: 2 };

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-pictures-"));
const product = await startProduct({ DATA_DIR: dataDir });
const browser = await launchBrowser();
try {
  mkdirSync(pictures, { recursive: true });
  if (values.all) mkdirSync(values.all, { recursive: true });
  const chat = await screenSomebody(browser, product);
  const card = await visitConsole(browser, product);
  writeFileSync(join(pictures, "qinpin.png"), await sideBySide(browser, chat, card));
  if (values.all) await otherLooks(browser, product);
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function open(where: Browser, path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await where.newContext({ locale: "zh-CN", ...options });
  const page = await context.newPage();
  await page.goto(new URL(path, product.address).href);
  return page;
}

async function keep(page: Page, name: string, fullPage = false): Promise<Buffer> {
  // Bubbles fade in.
  await page.waitForTimeout(600);
  const image = await page.screenshot({ fullPage });
  if (values.all) writeFileSync(join(values.all, `${name}.png`), image);
  return image;
}

/** A whole screening on a phone; returns the picture of its role-play. */
async function screenSomebody(where: Browser, { address }: Product): Promise<Buffer> {
  const page = await open(where, address, handset);
  const phone = webPhone(page);
  await ready(page);
  await phone.hear(/开始前请您选择/);
  await keep(page, "chat-consent");
  const again = webPhone(page);
  await introduce(again);
  await answerFacts(again);
  await meetCustomer(again);
  let middle: Buffer | null = null;
  await solve(again, replies, async (_line, n) => {
    if (n === 1) middle = await keep(page, "chat-roleplay");
  });
  await explain(again);
  await judge(again);
  await keep(page, "chat-closing");
  if (!middle) throw new Error("the role-play ended before its picture was taken");
  return middle;
}

/** The recruiter's side: the list, the card, the letters; returns the picture of the card. */
async function visitConsole(where: Browser, { consoleLink }: Product): Promise<Buffer> {
  const page = await open(where, consoleLink ?? "", desk);
  await keep(page, "console-home", true);
  await page
    .getByRole("button", { name: "打开" })
    .or(page.getByRole("link", { name: "打开" }))
    .first()
    .click();
  await page.locator(".card").first().waitFor();
  const card = await keep(page, "console-card");
  await keep(page, "console-card-whole", true);
  await page.setViewportSize(handset.viewport);
  await keep(page, "console-card-phone", true);
  await page.getByRole("button", { name: "婉拒" }).first().click();
  await keep(page, "console-decline-phone", true);
  return card;
}

/** English, dark, and by the narrowest phone. */
async function otherLooks(where: Browser, { address }: Product): Promise<void> {
  const english = await open(where, address, { ...handset, locale: "en-GB", colorScheme: "dark" });
  const phone = webPhone(english);
  await ready(english);
  await phone.hear(/Before we start, please choose/);
  await keep(english, "chat-english-dark");
  const narrow = await open(where, address, { ...handset, viewport: { width: 320, height: 568 } });
  await ready(narrow);
  await webPhone(narrow).hear(/开始前请您选择/);
  await keep(narrow, "chat-narrow");
}

async function sideBySide(where: Browser, ...images: Buffer[]): Promise<Buffer> {
  const page = await where.newPage({ viewport: { width: 1500, height: 900 } });
  const shown = images.map((image) => `<img src="data:image/png;base64,${image.toString("base64")}" alt="">`);
  await page.setContent(
    `<style>body{margin:0;padding:28px;background:#e9ecef;display:flex;gap:28px}
     img{height:844px;border-radius:14px;box-shadow:0 4px 18px #0003}</style>${shown.join("")}`,
  );
  return await page.screenshot({ fullPage: true });
}
