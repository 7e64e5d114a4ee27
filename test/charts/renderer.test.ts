import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { fontFiles } from "../../src/charts/font-files.ts";
import { renderNow } from "../../src/charts/render.ts";
import { createRenderer, type Renderer } from "../../src/charts/renderer.ts";
import type { Chart } from "../../src/core/charts/chart.ts";
import { sampleCharts } from "./samples.ts";

const charts = sampleCharts("zh-CN");
const [funnel, channels] = charts;
if (!funnel || !channels) throw new Error("no samples");
/** For a machine that does other things meanwhile. */
const patient = 60_000;

describe("the drawing thread", () => {
  let renderer: Renderer | null = null;
  const create = (options: Parameters<typeof createRenderer>[0]) => {
    renderer = createRenderer(options);
    return renderer;
  };
  afterEach(async () => {
    await renderer?.close();
  });

  it("gives what drawing here gives, in the order asked, without holding up the main thread", async () => {
    const { draw } = create({ limitMs: patient });
    const order: string[] = [];
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    const asked = [funnel, channels].map(async (chart) => {
      const picture = await draw(chart);
      order.push(chart.kind);
      return picture;
    });
    const [one, two] = await Promise.all(asked);
    clearInterval(ticking);
    expect(order).toEqual(["funnel", "channels"]);
    expect(turns).toBeGreaterThan(5);
    const here = renderNow(funnel, fontFiles());
    expect(one?.svg).toBe(here.svg);
    expect(Buffer.compare(one?.png ?? new Uint8Array(), here.png)).toBe(0);
    expect(one?.alt).toBe(here.alt);
    expect(two?.alt).toContain("24/60");
  }, 90_000);

  it("gives up a chart that takes too long and draws the next one in a new thread", async () => {
    const { draw } = create({ limitMs: 1 });
    const [late, refused] = await Promise.allSettled([draw(funnel), draw(funnel, AbortSignal.abort("no"))]);
    expect(late).toMatchObject({
      status: "rejected",
      reason: { message: "the chart took longer than 1 ms" },
    });
    expect(refused).toMatchObject({ status: "rejected", reason: "no" });
  });

  it("turns further charts away instead of piling them up", async () => {
    const { draw, close } = create({ limitMs: patient, waiting: 2 });
    const all = Promise.allSettled([1, 2, 3, 4].map(() => draw(funnel)));
    await expect(draw(funnel)).rejects.toThrow("2 charts are waiting already");
    await close();
    const reasons = (await all).map((one) => (one.status === "rejected" ? String(one.reason) : "drawn"));
    expect(reasons.slice(0, 3)).toEqual(Array(3).fill("Error: the renderer is closed"));
    await expect(draw(funnel)).rejects.toThrow("closed");
  });

  it("takes a waiting chart back when nobody wants it any more", async () => {
    const { draw } = create({ limitMs: patient });
    const stop = new AbortController();
    const first = draw(funnel);
    const second = draw(channels, stop.signal);
    stop.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    expect((await first).alt).toContain("招聘漏斗");
  }, 90_000);

  it("refuses what is no chart before it reaches the thread", async () => {
    const { draw } = create({});
    const wrong: Chart = { ...funnel, title: "x".repeat(500) };
    await expect(draw(wrong)).rejects.toThrow("title");
  });

  it("never keeps the process alive", () => {
    const script = `
      import { createRenderer } from ${JSON.stringify(new URL("../../src/charts/renderer.ts", import.meta.url).href)};
      const { draw } = createRenderer({ limitMs: ${patient} });
      const { png } = await draw(${JSON.stringify(funnel)});
      console.log(png.length > 1000 ? "drawn" : "empty");`;
    const ended = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
      timeout: 80_000,
    });
    expect(ended.stderr).toBe("");
    expect(ended).toMatchObject({ status: 0, signal: null });
    expect(ended.stdout.trim()).toBe("drawn");
  }, 90_000);
});
