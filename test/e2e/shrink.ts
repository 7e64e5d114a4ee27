import type { Browser } from "playwright-core";

/** The same picture as WebP, a fifth of the size of a screenshot's PNG. */
export async function shrink(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent(`<img id="shot" src="data:image/png;base64,${png.toString("base64")}" alt="">`);
    const draw = `(async () => {
      const shot = document.getElementById("shot");
      await shot.decode();
      const sheet = document.createElement("canvas");
      sheet.width = shot.naturalWidth;
      sheet.height = shot.naturalHeight;
      sheet.getContext("2d").drawImage(shot, 0, 0);
      return sheet.toDataURL("image/webp", 0.8);
    })()`;
    const address = String(await page.evaluate(draw));
    return Buffer.from(address.slice(address.indexOf(",") + 1), "base64");
  } finally {
    await page.close();
  }
}
