import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { play } from "./play.ts";

const root = join(import.meta.dirname, "../..");

describe("under kills", () => {
  it("loses nothing and doubles nothing: three servers, five kill -9, a crash of the database, duplicates", {
    timeout: 320_000,
  }, async () => {
    const { problems } = await play({
      mode: "external",
      servers: 3,
      telegram: 16,
      web: 3,
      kills: 5,
      databaseRestarts: 1,
      freezes: 0,
      seed: 20261124,
      root,
      withinMs: 260_000,
      calmMs: 800,
      say: () => {},
    });
    expect(problems).toEqual([]);
  });
});
