import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ids } from "../fakes/slack/workspace.ts";
import { surviveOutage } from "./outage.ts";
import { createWorld, type World } from "./world.ts";

describe("Slack away for an hour", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ connections: 12 });
  });
  afterAll(() => world.close());

  it("loses nothing, doubles nothing, keeps the order of each channel and Slack's limits, with two processes at work", async () => {
    const places = ["", "U0LI", "U0ZHAO"];
    const perPlace = 40;
    const result = await surviveOutage(world, { places, perPlace, outageMs: 3_600_000, hands: 2 });
    const inOrder = Array.from({ length: perPlace }, (_, n) => n);
    expect(result.channels).toEqual({ [ids.channel]: inOrder, DU0LI: inOrder, DU0ZHAO: inOrder });
    expect(result.violations).toEqual([]);
    expect(result.states).toEqual(["sent"]);
    expect(result.tooFast).toBe(0);
    expect(result.leastGapMs).toBeGreaterThanOrEqual(1000);
    // Places are worked at side by side: 100 messages each, one a second, and at most a minute until it is noticed.
    expect(result.minutes).toBeLessThan(1 + (perPlace * 1.05) / 60);
  }, 120_000);
});
