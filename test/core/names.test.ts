import { describe, expect, it } from "vitest";
import { channelNames, channelWords, readChannel } from "../../src/core/channel-names.ts";
import { closest } from "../../src/core/closest.ts";
import { knownChannels } from "../../src/metrics/query.ts";

describe("a channel", () => {
  it.each([
    ["boss", "boss"],
    ["BOSS直聘", "boss"],
    ["智联", "zhilian"],
    ["抖音", "douyin"],
    ["58", "58"],
    ["58同城", "58"],
    ["内推", "referral"],
    ["our-fair", "our-fair"],
  ])("%s is %s", (word, id) => {
    expect(readChannel(word, ["our-fair"])).toBe(id);
  });

  it("has a name wherever a metric may be asked for it", () => {
    expect(Object.keys(channelNames)).toEqual(expect.arrayContaining([...knownChannels]));
  });

  it.each([
    ["bos", "boss"],
    ["bsos", "boss"],
    ["douyn", "douyin"],
    ["智联招", "智联招聘"],
    ["zhilan", "zhilian"],
  ])("typed as %s is probably %s", (word, name) => {
    expect(closest(word, channelWords())[0]?.toLowerCase()).toContain(name);
  });

  it("is not guessed from something unlike any of them", () => {
    expect(closest("微波炉", channelWords())).toEqual([]);
    expect(closest("xyzzy", channelWords())).toEqual([]);
  });
});
