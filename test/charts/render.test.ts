import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { fontFiles } from "../../src/charts/font-files.ts";
import { renderNow, svgOf } from "../../src/charts/render.ts";
import { Chart } from "../../src/core/charts/chart.ts";
import { sampleCharts } from "./samples.ts";

const cell = 40;

/** Each character drawn into a square of its own: the squares' pixels. */
function glyphs(characters: readonly string[], fonts: readonly string[]): string[] {
  const across = 20;
  const rows = Math.ceil(characters.length / across);
  const escaped = (text: string) => text.replace(/[&<>]/g, (c) => `&#${c.codePointAt(0)};`);
  const texts = characters.map(
    (c, i) =>
      `<text x="${(i % across) * cell + 6}" y="${Math.floor(i / across) * cell + 30}" font-size="24" font-family="Noto Sans Hans">${escaped(c)}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across * cell}" height="${rows * cell}">${texts.join("")}</svg>`;
  const image = new Resvg(svg, { font: { fontFiles: [...fonts], loadSystemFonts: false } }).render();
  const alpha = image.pixels;
  return characters.map((_, i) => {
    const [left, top] = [(i % across) * cell, Math.floor(i / across) * cell];
    const square = Array.from({ length: cell * cell }, (_unused, at) => {
      const [x, y] = [left + (at % cell), top + Math.floor(at / cell)];
      return alpha[4 * (y * image.width + x) + 3] ?? 0;
    });
    return square.join();
  });
}

const textOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) =>
    text.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
  );

const drawings = (["zh-CN", "en"] as const).flatMap((locale) =>
  sampleCharts(locale).map((chart) => ({ chart, svg: svgOf(chart) })),
);

describe("drawing charts", () => {
  it("gives a PNG of two pixels per unit, with letters that are missing without a font", () => {
    const [funnel] = sampleCharts("zh-CN");
    if (!funnel) throw new Error("no sample");
    const { svg, png, alt } = renderNow(funnel, fontFiles());
    const bytes = Buffer.from(png);
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(bytes.readUInt32BE(16)).toBe(2000);
    expect(bytes.length).toBeLessThan(400_000);
    expect(alt).toContain("招聘漏斗");
    const bare = renderNow(funnel, []);
    expect(bare.svg).toBe(svg);
    expect(bare.png.length).toBeLessThan(0.6 * png.length);
    expect(Buffer.compare(renderNow(funnel, fontFiles()).png, png)).toBe(0);
  });

  it("has a glyph for each character that stands in any of them", () => {
    const texts = drawings.flatMap(({ svg }) => textOf(svg));
    expect(texts.join("")).toContain("招聘漏斗");
    const characters = [...new Set(texts.join("").replace(/\s/g, ""))];
    expect(characters.length).toBeGreaterThan(150);
    const [missing = "", ...shapes] = glyphs(["\ue000", ...characters], fontFiles());
    const [blank] = glyphs(["招"], []);
    const without = characters.filter((_, i) => shapes[i] === missing || shapes[i] === blank);
    expect(without).toEqual([]);
  });

  it("gives the same bytes for the same chart, whatever was drawn before", () => {
    for (const { chart, svg } of drawings) expect(svgOf(chart) === svg, chart.kind).toBe(true);
  });

  it("leaves no text outside the picture", () => {
    for (const { chart, svg } of drawings) {
      const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
      expect(height, chart.kind).toBeGreaterThan(300);
      expect(height, chart.kind).toBeLessThan(1100);
      const placed = [...svg.matchAll(/<text[^>]*translate\(([-\d.]+) ([-\d.]+)\)/g)];
      expect(placed.length, chart.kind).toBeGreaterThan(3);
      for (const [, x, y] of placed) {
        expect(Number(x), chart.kind).toBeGreaterThanOrEqual(0);
        expect(Number(x), chart.kind).toBeLessThanOrEqual(1000);
        expect(Number(y), chart.kind).toBeLessThanOrEqual(height);
      }
    }
  });

  it("takes names as text, whatever they look like", () => {
    const [funnel] = sampleCharts("en");
    const names = ["<script>alert(1)</script>", "{b}: {c}", '"&amp; \u0000\u0008', "😀", "{a|rich}"];
    const chart = Chart.parse({ ...funnel, steps: names.map((name, i) => ({ name, count: 9 - i })) });
    const svg = svgOf(chart);
    expect(svg).not.toMatch(/<script|[\u0000-\u0008]/);
    const texts = textOf(svg).join("\n");
    expect(texts).toContain("{b}: {c}");
    expect(texts).toContain("{a|rich}");
  });

  it("draws one channel, one day and forty names without falling over", () => {
    const one = (kind: Chart["kind"]) => sampleCharts("zh-CN").find((chart) => chart.kind === kind);
    const row = {
      name: "很长的渠道名称".repeat(10),
      hits: 0,
      n: 1,
      share: null,
      interval: null,
      detail: null,
    };
    const charts = [
      { ...one("channels"), rows: [row], best: null },
      { ...one("channels"), rows: [], best: null },
      { ...one("channels"), rows: Array.from({ length: 40 }, () => row), best: null },
      {
        ...one("drop"),
        days: [{ date: "2026-11-18", count: 0, expected: null, masked: true }],
        alarms: [],
        daysBetweenFalseAlarms: null,
      },
      { ...one("arrivals"), cells: [] },
      { ...one("cost_curve"), curves: [] },
      { ...one("cost_over_time"), rows: [] },
      { ...one("series"), labels: ["2026-11-18"], series: [{ name: "–", values: [null], intervals: null }] },
      {
        ...one("series"),
        form: "bar",
        labels: ["a"],
        series: [{ name: "–", values: [null], intervals: null }],
      },
      {
        ...one("series"),
        form: "bar",
        unit: "rate",
        labels: Array.from({ length: 60 }, (_, i) => `第${i}个岗位的名称比较长，写不下了`),
        series: [
          {
            name: "通过率",
            values: Array.from({ length: 60 }, (_, i) => i / 60),
            intervals: Array.from({ length: 60 }, (_, i) => [i / 70, (i + 5) / 70]),
          },
        ],
      },
    ].map((chart) => Chart.parse(chart));
    for (const chart of charts) expect(svgOf(chart)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
