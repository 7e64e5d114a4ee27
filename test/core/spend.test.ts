import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysFrom } from "../../src/core/calendar-days.ts";
import { readFen, spread } from "../../src/core/spend.ts";

describe("an amount", () => {
  it.each([
    ["3000", 300_000],
    ["3,000.50", 300_050],
    ["¥3000", 300_000],
    ["￥0", 0],
    ["120.5元", 12_050],
    ["1.2万", 1_200_000],
    ["300CNY", 30_000],
  ])("%s is read in fen", (word, fen) => {
    expect(readFen(word)).toBe(fen);
  });

  it.each(["boss", "-5", "3,00", "1.234", "2026-11", "", "20000000", "1e5", "58同城"])(
    "is not %j",
    (word) => {
      expect(readFen(word)).toBeNull();
    },
  );

  it("is spread to the fen, no day differing from another by more than one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 366 }), (fen, count) => {
        const days = spread(fen, daysFrom("2026-01-01", addDays("2026-01-01", count - 1)));
        const each = days.map((day) => day.fen);
        expect(each.reduce((a, b) => a + b, 0)).toBe(fen);
        expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
