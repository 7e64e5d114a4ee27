import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPictureAddress, pictureAddress } from "../../../bots/console/picture.ts";
import { altText } from "../../../src/core/charts/alt.ts";
import type { Chart } from "../../../src/core/charts/chart.ts";
import { sampleCharts } from "../../charts/samples.ts";
import { company, createWorld, type World } from "../../recruiter/world.ts";
import { createConsoleApp, signIn } from "./console.ts";

describe("pictures in the console", () => {
  let world: World;
  let app: FastifyInstance;
  let cookie: string;
  const drawn: Chart[] = [];

  beforeAll(async () => {
    world = await createWorld();
    world.deps.draw = async (chart) => {
      drawn.push(chart);
      return { svg: "<svg/>", png: Uint8Array.of(1, 2, 3), alt: altText(chart) };
    };
    app = await createConsoleApp(world);
    cookie = await signIn(app, world);
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const address = (chart: Chart, of = company): string => {
    const made = pictureAddress(world.deps, of, chart);
    if (!made) throw new Error(`no address for ${chart.kind}`);
    return made;
  };
  const get = (url: string, headers = { cookie }) => app.inject({ url, headers });

  it("have an address that carries each kind of chart, and are drawn for who is signed in", async () => {
    for (const chart of sampleCharts("zh-CN")) {
      const url = address(chart);
      expect(isPictureAddress(url)).toBe(true);
      expect(url.length).toBeLessThan(8_000);
      const answer = await get(url);
      expect(answer.statusCode, chart.kind).toBe(200);
      expect(answer.headers["content-type"]).toBe("image/png");
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["content-security-policy"]).toContain("img-src 'self'");
      expect(drawn.at(-1)).toEqual(chart);
    }
  });

  it("are drawn neither for strangers nor of what another company or nobody signed", async () => {
    const [chart] = sampleCharts("en");
    if (!chart) throw new Error("no sample");
    const before = drawn.length;
    expect((await get(address(chart), { cookie: "" })).statusCode).toBe(401);
    expect((await get(address(chart, "another"))).statusCode).toBe(404);
    const other = new URL(address({ ...chart, title: "Other" }), "http://x").searchParams.get("c") ?? "";
    const forged = address(chart).replace(/c=[^&]*/, `c=${other}`);
    expect((await get(forged)).statusCode).toBe(404);
    expect((await get("/console/picture?c=AAAA&s=AAAA")).statusCode).toBe(404);
    expect((await get("/console/picture")).statusCode).toBe(404);
    expect(drawn).toHaveLength(before);
  });
});
