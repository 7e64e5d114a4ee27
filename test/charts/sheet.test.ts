import { Resvg } from "@resvg/resvg-js";
import decoder from "jsqr";
import { describe, expect, it } from "vitest";
import { fontFiles } from "../../src/charts/font-files.ts";
import { drawSheet } from "../../src/charts/sheet.ts";
import type { PosterSheet } from "../../src/core/charts/sheet.ts";

const address = "https://hr.example.com/c/AbCd_Fgh-jKlMnOp";
const poster: PosterSheet = {
  kind: "poster",
  locale: "zh-CN",
  company: "云朵家居旗舰店",
  title: "天猫母婴售后客服（晚班）",
  facts: ["杭州", "晚班", "4500-6500元/月"],
  lines: ["用千牛接待顾客，处理退款和换货", "带薪培训 7 天"],
  call: "微信或相机扫码",
  promise: "不收任何费用",
  address,
};

function pixels(svg: string, width: number): { data: Uint8ClampedArray; width: number; height: number } {
  const image = new Resvg(svg, {
    fitTo: { mode: "width", value: width },
    font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: "Noto Sans Hans" },
  }).render();
  return { data: new Uint8ClampedArray(image.pixels), width: image.width, height: image.height };
}

const read = ({ data, width, height }: ReturnType<typeof pixels>) =>
  decoder.default(data, width, height)?.data;

describe("a QR code", () => {
  it("is read by a scanner that knows nothing of us", () => {
    expect(read(pixels(drawSheet({ kind: "qr", address }).svg, 300))).toBe(address);
  });

  it("is still read with a spot of eight by eight modules covered", () => {
    const image = pixels(drawSheet({ kind: "qr", address }).svg, 400);
    for (let y = 160; y < 238; y++)
      for (let x = 160; x < 238; x++) image.data.fill(255, 4 * (y * 400 + x), 4 * (y * 400 + x) + 4);
    expect(read(image)).toBe(address);
  });
});

describe("a poster", () => {
  it("carries the code, on A4", () => {
    const { svg, pixels: wide } = drawSheet(poster);
    expect(svg).toContain('width="210mm" height="297mm"');
    expect(wide).toBe(2480);
    expect(read(pixels(svg, 620))).toBe(address);
  });

  it("shows its words, and no line runs out of the page", () => {
    const ink = (sheet: PosterSheet) => {
      const { data, width } = pixels(drawSheet(sheet).svg, 160);
      const dark = (i: number) => (data[4 * i] ?? 255) < 128;
      const under = data.length / 4 - 32 * width;
      const all = Array.from({ length: under }, (_, i) => i + 32 * width).filter(dark);
      return { sum: all.length, edge: all.filter((i) => i % width > width - 6).length };
    };
    const long = ink({
      ...poster,
      title: "拼多多食品类目售前售后客服专员（早晚班轮换）长期",
      facts: ["一".repeat(40)],
      lines: ["处理退款".repeat(25)],
    });
    expect(long.edge).toBe(0);
    expect(long.sum).toBeGreaterThan(1.05 * ink({ ...poster, title: "客", facts: [], lines: [] }).sum);
  });

  it("takes any text as text", () => {
    const { svg } = drawSheet({ ...poster, title: '</text><script>alert("1")</script>', company: "A & B" });
    expect(svg).not.toContain("<script");
    expect(svg).toContain("A &amp; B");
  });
});
