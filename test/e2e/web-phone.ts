import type { Page } from "playwright-core";
import type { Phone } from "./candidate.ts";
import { until } from "./until.ts";

const others = "#log .row:not(.typing):not(.candidate) .bubble";

/** What the others said, as the page shows it. */
export const heardOn = (page: Page): Promise<string[]> => page.locator(others).allTextContents();

/** Every bubble of the page, in order. */
export const bubblesOn = (page: Page): Promise<string[]> =>
  page.locator("#log .row:not(.typing) .bubble").allTextContents();

/** Waits until the page takes input. */
export const ready = async (page: Page): Promise<unknown> => page.waitForSelector("#text:not([disabled])");

/** A candidate in front of the chat page. */
export function webPhone(page: Page): Phone {
  let heard = 0;
  return {
    async hear(pattern) {
      const next = async () => (await heardOn(page)).slice(heard);
      const lines = await until(next, (lines) => lines.some((line) => pattern.test(line)));
      const at = lines.findIndex((line) => pattern.test(line));
      heard += at + 1;
      return lines[at] ?? "";
    },
    press: (label) => page.locator("#choices").getByRole("button", { name: label, exact: true }).click(),
    async write(text) {
      await page.fill("#text", text);
      await page.press("#text", "Enter");
    },
  };
}
