import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { type Album, createAlbum, desk, handset, smallHandset } from "./album.ts";
import { answerFacts, explain, introduce, judge, meetCustomer, replies, solve } from "./candidate.ts";
import {
  decide,
  fallenChannel,
  firstJob,
  loadHistory,
  readNumbers,
  setUp,
  translated,
} from "./console-tour.ts";
import { startProduct } from "./product.ts";
import { ready, webPhone } from "./web-phone.ts";

// npm run pictures [-- --all DIR]: the README's picture, taken of the running product. `--all` walks through the whole
// product as somebody who does not know it, and keeps a picture of every view and how long each step took. Chinese
// glyphs need a Chinese font on the machine, e.g. Debian's fonts-noto-cjk.

const { values } = parseArgs({ options: { all: { type: "string" } } });
const pictures = join(import.meta.dirname, "../../.github/pictures");

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-pictures-"));
const product = await startProduct({ DATA_DIR: dataDir });
const browser = await launchBrowser();
const album = createAlbum(browser, product.address, values.all);
try {
  mkdirSync(pictures, { recursive: true });
  const console = await album.open(product.consoleLink ?? "", desk);
  const links = await album.step("set up a job and get its links", () => firstJob(album, console));
  const chat = await album.step("a candidate is screened on a phone", () =>
    screenSomebody(album, links[0] ?? ""),
  );
  await album.step("another candidate asks for a person", () => askForPerson(album, links[1] ?? ""));
  const card = await album.step("look at the card and decide", () => decide(album, console));
  writeFileSync(join(pictures, "qinpin.png"), await sideBySide(browser, chat, card));
  if (values.all) {
    await readNumbers(album, console, dataDir);
    await album.step("settings, people, answers, audit", () => setUp(album, console));
    await album.step("the same in English and on a phone", () => translated(album, console));
    await album.step("a channel has gone quiet: the alarm and its chart", () =>
      quietChannel(browser, values.all),
    );
    await album.step("other looks of the chat", () => otherLooks(album));
  }
  album.close();
} finally {
  await browser.close();
  await product.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** A shop that comes with its history: a fall of the last weeks is told within a minute of the first start. */
async function quietChannel(browser: Browser, dir: string | undefined): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), "qinpin-pictures-"));
  await loadHistory(own);
  const shop = await startProduct({ DATA_DIR: own });
  try {
    const album = createAlbum(browser, shop.address, dir);
    await fallenChannel(album, await album.open(shop.consoleLink ?? "", desk));
  } finally {
    await shop.stop();
    rmSync(own, { recursive: true, force: true });
  }
}

/** A whole screening on a phone; returns the picture of its role-play. */
async function screenSomebody(album: Album, link: string): Promise<Buffer> {
  const page = await album.open(link, handset);
  const phone = webPhone(page);
  await ready(page);
  await phone.hear(/开始前请您选择/);
  await album.keep(page, "chat-consent");
  const again = webPhone(page);
  await introduce(again);
  await answerFacts(again);
  await meetCustomer(again);
  let middle: Buffer | null = null;
  await solve(again, replies, async (_line, n) => {
    if (n === 1) middle = await album.keep(page, "chat-roleplay");
  });
  await explain(again);
  await judge(again);
  await album.keep(page, "chat-closing");
  if (!middle) throw new Error("the role-play ended before its picture was taken");
  return middle;
}

/** Somebody who would rather talk to a person. */
async function askForPerson(album: Album, link: string): Promise<Page> {
  const page = await album.open(link, smallHandset);
  const phone = webPhone(page);
  await ready(page);
  await introduce(phone);
  await phone.hear(/最早什么时候可以到岗/);
  await phone.write("人工");
  await phone.hear(/已通知招聘同事/);
  await phone.write("请问宿舍是几人间？");
  await album.keep(page, "chat-person");
  return page;
}

/** English, dark, and by the narrowest phone. */
async function otherLooks(album: Album): Promise<void> {
  const dark = { ...smallHandset, locale: "en-GB", colorScheme: "dark" } as const;
  const english = await album.open("/", dark);
  await ready(english);
  await webPhone(english).hear(/Before we start, please choose/);
  await album.keep(english, "chat-english-dark");
  const narrow = await album.open("/", { ...smallHandset, viewport: { width: 320, height: 568 } });
  await ready(narrow);
  await webPhone(narrow).hear(/开始前请您选择/);
  await album.keep(narrow, "chat-narrow");
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
