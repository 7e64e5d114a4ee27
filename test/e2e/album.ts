import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { shrink } from "./shrink.ts";
import { until } from "./until.ts";

export const handset = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
/** A phone-sized page whose pictures are kept small. */
export const smallHandset = { ...handset, deviceScaleFactor: 1 };
export const desk = { viewport: { width: 1000, height: 844 }, deviceScaleFactor: 1 };

/** Pictures of one running product, and how long each step of somebody who does not know it took. */
export type Album = {
  /** A new person's page; other cookies than everybody else's. */
  open(path: string, options: BrowserContextOptions): Promise<Page>;
  /** A page of somebody who is signed in already. */
  openAs(known: BrowserContext, path: string, options: BrowserContextOptions): Promise<Page>;
  /** Takes a picture as soon as the page is calm and its charts are drawn. */
  keep(page: Page, name: string, fullPage?: boolean): Promise<Buffer>;
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Writes down the steps. */
  close(): void;
};

/** Keeps pictures in `dir`, small ones for the repository in `dir/small`; without one they are only handed back. */
export function createAlbum(browser: Browser, address: string, dir: string | undefined): Album {
  if (dir) mkdirSync(join(dir, "small"), { recursive: true });
  const steps: { name: string; seconds: number }[] = [];
  const visit = async (context: BrowserContext, path: string) => {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(new URL(path, address).href);
    return page;
  };
  return {
    open: async (path, options) =>
      await visit(await browser.newContext({ locale: "zh-CN", ...options }), path),
    async openAs(known, path, options) {
      const storageState = await known.storageState();
      return await visit(await browser.newContext({ locale: "zh-CN", storageState, ...options }), path);
    },
    async keep(page, name, fullPage = false) {
      await charts(page);
      // Bubbles fade in.
      await page.waitForTimeout(600);
      const image = await page.screenshot({ fullPage });
      if (dir) {
        writeFileSync(join(dir, `${name}.png`), image);
        writeFileSync(join(dir, "small", `${name}.webp`), await shrink(browser, image));
      }
      return image;
    },
    async step(name, work) {
      const began = performance.now();
      const done = await work();
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      steps.push({ name, seconds });
      process.stderr.write(`${String(seconds).padStart(6)} s  ${name}\n`);
      return done;
    },
    close() {
      if (dir) writeFileSync(join(dir, "steps.json"), `${JSON.stringify(steps, null, 2)}\n`);
    },
  };
}

/** Charts are loaded when they come into view. */
async function charts(page: Page): Promise<void> {
  const images = page.locator("img.b-image");
  const n = await images.count();
  for (let i = 0; i < n; i += 1) {
    const image = images.nth(i);
    await image.scrollIntoViewIfNeeded();
    const width = () => image.evaluate((one) => Number(Reflect.get(one, "naturalWidth")));
    await until(width, (pixels) => pixels > 0);
  }
  if (n > 0) await page.locator("header.bar").scrollIntoViewIfNeeded();
}
