import { describe, expect, test } from "vitest";
import { compare, figures, transcripts } from "./labelled.ts";

// Figures at the time of writing: tuning half kappa .99, MAE 3.9; held-out half kappa .87, MAE 7.3 (of it the rating of
// conduct about 3 points).
describe.each([
  { half: "tuning", kappa: 0.95, mae: 5 },
  { half: "held-out", kappa: 0.85, mae: 8 },
] as const)("the $half half of the labelled transcripts", ({ half, kappa, mae }) => {
  const found = figures(transcripts(half).map(compare));

  test("has at least 50 transcripts", () => expect(found.cases).toBeGreaterThanOrEqual(50));

  test(`agrees with its labels: kappa over the four credits >= ${kappa}`, () => {
    expect(found.kappa).toBeGreaterThanOrEqual(kappa);
  });

  test(`is scored within ${mae} points of its labels on average`, () => {
    expect(found.mae).toBeLessThanOrEqual(mae);
  });

  test("raises exactly the labelled gates in at least nine of ten", () => {
    expect(found.gates).toBeGreaterThanOrEqual(0.9);
  });
});
