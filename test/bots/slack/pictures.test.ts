import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { altText } from "../../../src/core/charts/alt.ts";
import type { Chart } from "../../../src/core/charts/chart.ts";
import { SurfaceError } from "../../../src/recruiter/surface-error.ts";
import type { Command, RecruiterSurface, View } from "../../../src/recruiter/types.ts";
import { sampleCharts } from "../../charts/samples.ts";
import { type Harness, startHarness } from "./harness.ts";

/** One white pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=",
  "base64",
);

const drawing = { calls: 0, trouble: false, slowMs: 0 };
const draw = async (chart: Chart) => {
  drawing.calls += 1;
  if (drawing.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, drawing.slowMs));
  if (drawing.trouble) throw new Error("no picture today");
  return { svg: "<svg/>", png, alt: altText(chart) };
};

describe("pictures in posts", () => {
  let house: Harness;
  let surface: RecruiterSurface;
  let n = 0;

  beforeAll(async () => {
    house = await startHarness({ draw, picturePatienceMs: 3000 });
    surface = house.slack.surface;
  });
  afterAll(async () => {
    await house.stop();
  });
  beforeEach(() => {
    n += 1;
    Object.assign(drawing, { calls: 0, trouble: false, slowMs: 0 });
  });
  afterEach(async () => {
    expect((await house.fake.journal()).violations).toEqual([]);
  });

  /** A chart no other test has, between two lines. */
  const withChart = (): { view: View; chart: Chart } => {
    const [funnel] = sampleCharts("zh-CN");
    if (!funnel) throw new Error("no sample");
    const chart = { ...funnel, title: `招聘漏斗 ${n}` };
    const line = (text: string) => ({
      type: "section" as const,
      text: { type: "plain_text" as const, text },
    });
    return {
      chart,
      view: { text: "周报", blocks: [line("above"), line("below")], pictures: [{ chart, before: 1 }] },
    };
  };
  const post = (view: View, signal?: AbortSignal) =>
    surface.post({ key: `digest:${n}`, place: null, threadTs: null, view, ...(signal ? { signal } : {}) });
  const posted = async () =>
    (await house.fake.journal()).messages.filter(({ metadata }) =>
      JSON.stringify(metadata ?? {}).includes(`"digest:${n}"`),
    );
  const words = (chart: Chart) => ({ type: "section", text: { text: altText(chart) } });

  it("go out as a private file in an image block that says the finding, once Slack has looked at the file", async () => {
    const { view, chart } = withChart();
    await post(view);
    const { files, calls } = await house.fake.journal();
    const file = files.at(-1);
    expect(file).toMatchObject({ alt: altText(chart), bytes: png.length, shared: false });
    const [message, ...more] = await posted();
    expect(more).toEqual([]);
    expect(message?.blocks).toMatchObject([
      { text: { text: "above" } },
      { type: "image", slack_file: { id: file?.id }, alt_text: altText(chart) },
      { text: { text: "below" } },
    ]);
    const tries = calls.filter(({ args }) => JSON.stringify(args).includes(`"digest:${n}"`));
    expect(tries.map(({ answer }) => answer)).toEqual(["invalid_blocks", "ok"]);
  });

  it("are uploaded once for the same chart, also when the message is edited", async () => {
    const { view } = withChart();
    const at = await post(view);
    const before = (await house.fake.journal()).files.length;
    await surface.update({ ...at, view: { ...view, text: "again" } });
    expect((await house.fake.journal()).files).toHaveLength(before);
    expect(drawing.calls).toBe(1);
    expect(await posted()).toMatchObject([{ text: "again", edited: 1, blocks: [{}, { type: "image" }, {}] }]);
  });

  it.each([
    [
      "the address of the upload is refused",
      "files.getUploadURLExternal",
      { kind: "refuse", error: "missing_scope" },
    ],
    ["the upload fails", "upload", { kind: "error500" }],
    ["the upload cannot be completed", "files.completeUploadExternal", { kind: "rateLimit", retryAfter: 30 }],
  ] as const)("go out in words when %s", async (_, method, fault) => {
    const { view, chart } = withChart();
    await house.fake.fault(method, fault);
    await post(view);
    expect(await posted()).toMatchObject([{ blocks: [{}, words(chart), {}] }]);
    expect(house.memory.logged.some(({ event }) => event === "slack_picture_failed")).toBe(true);
  });

  it("go out in words when they cannot be drawn, or not in time", async () => {
    const { view, chart } = withChart();
    drawing.trouble = true;
    await post(view);
    expect(await posted()).toMatchObject([{ blocks: [{}, words(chart), {}] }]);
    n += 1;
    const late = withChart();
    Object.assign(drawing, { trouble: false, slowMs: 3500 });
    await post(late.view);
    expect(await posted()).toMatchObject([{ blocks: [{}, words(late.chart), {}] }]);
  });

  it("go out in words when Slack never shows the file, and are uploaded afresh the next time", async () => {
    const { view, chart } = withChart();
    await house.fake.fault("chat.postMessage", { kind: "refuse", error: "invalid_blocks" }, 3);
    await post(view);
    expect(await posted()).toMatchObject([{ blocks: [{}, words(chart), {}] }]);
    n += 1000;
    await post(view);
    expect(drawing.calls).toBe(2);
    expect(await posted()).toMatchObject([{ blocks: [{}, { type: "image" }, {}] }]);
  });

  it("change nothing about what is certain: a lost answer stays unknown, a refusal stays one", async () => {
    const { view } = withChart();
    await post(view);
    n += 1;
    await house.fake.fault("chat.postMessage", { kind: "acceptThenDrop" });
    const outcome = await post(view).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Error);
    expect(outcome).not.toBeInstanceOf(SurfaceError);
    expect(await posted()).toHaveLength(1);
    expect(await surface.find(`digest:${n}`, null, null)).not.toBeNull();
    n += 1;
    await house.fake.fault("chat.postMessage", { kind: "refuse", error: "not_in_channel" });
    await expect(post(withChart().view)).rejects.toBeInstanceOf(SurfaceError);
    expect(await posted()).toHaveLength(0);
  });

  it("are not posted after the time of the sender is up", async () => {
    drawing.slowMs = 300;
    const { view } = withChart();
    await expect(post(view, AbortSignal.timeout(100))).rejects.toThrow("timeout");
    expect(await posted()).toHaveLength(0);
  });

  it("follow a slash command that is acknowledged at once", async () => {
    const { view, chart } = withChart();
    const look: Command = {
      name: "candidates",
      usage: "/candidates",
      description: { zh: "看图", en: "Look" },
      run: async () => ({ kind: "view", view }),
    };
    Object.assign(house.memory.desk, { commands: [look] });
    const answer = await house.fake.command({ user: "U0BOSS", command: "/candidates" });
    expect(answer).toMatchObject({ status: 200 });
    await expect
      .poll(async () => (await house.fake.whispered("U0BOSS"))?.blocks, { timeout: 8000 })
      .toMatchObject([{}, { type: "image", alt_text: altText(chart) }, {}]);
  });
});
