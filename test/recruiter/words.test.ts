import { expect, it } from "vitest";
import { chance } from "../../src/recruiter/words.ts";

it("an estimate is never shown as certain", () => {
  expect([0, 0.004, 0.5, 0.9949, 0.9951, 1].map(chance)).toEqual([
    "<1%",
    "<1%",
    "50%",
    "99%",
    ">99%",
    ">99%",
  ]);
});
