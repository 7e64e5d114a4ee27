import { join } from "node:path";
import { expect, it } from "vitest";
import { plantedBugs, withPlanted } from "./planted.ts";

const root = join(import.meta.dirname, "../..");

it.each(plantedBugs)("the planted bug “$name” still finds its places in the source", async (bug) => {
  await expect(withPlanted(root, bug, async () => "planted")).resolves.toBe("planted");
});

it("there are at least six of them", () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(6);
});
