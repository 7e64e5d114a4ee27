import { describe, expect, it } from "vitest";
import { limits } from "../../src/core/channel.ts";
import { type Bucket, pour } from "../../src/core/flood.ts";

/** How many of `count` messages, one every `everyMs`, are surplus. */
function surplusOf(count: number, everyMs: number, saidBefore = 0): number {
  let bucket: Bucket | null = null;
  let surplus = 0;
  for (let i = 0; i < count; i += 1) {
    const poured = pour(bucket, i * everyMs, saidBefore + i);
    bucket = poured.bucket;
    surplus += Number(poured.surplus);
  }
  return surplus;
}

describe("the limit on messages", () => {
  it("lets a burst through and keeps the rest for later", () => {
    expect(surplusOf(limits.burst, 0)).toBe(0);
    expect(surplusOf(1000, 0)).toBe(1000 - limits.burst);
  });

  it("answers as many a minute as it allows, however long it goes on", () => {
    expect(surplusOf(200, 60_000 / limits.perMinute)).toBe(0);
    const answered = 1000 - surplusOf(1000, 60);
    expect(answered).toBeLessThanOrEqual(limits.burst + limits.perMinute);
    expect(answered).toBeGreaterThanOrEqual(limits.perMinute);
  });

  it("never falls silent for good: a long conversation only loses its bursts", () => {
    expect(surplusOf(50, 60_000 / limits.perMinute, limits.perConversation)).toBe(0);
    expect(surplusOf(50, 0, limits.perConversation)).toBe(49);
  });
});
