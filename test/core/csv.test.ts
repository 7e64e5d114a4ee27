import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "../../src/core/csv.ts";

describe("a CSV file", () => {
  it.each(["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\u200b=1", "\r=1"])(
    "never begins a text with a formula: %j",
    (text) => {
      const [row] = parse(toCsv([[text]]), { bom: true });
      expect(row).toEqual([`'${text}`]);
    },
  );

  it("gives any other text and number back as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 2, maxLength: 5 }), (cells) => {
        const [row] = parse(toCsv([cells]), { bom: true });
        expect(row?.map((cell) => cell.replace(/^'/, ""))).toEqual(
          cells.map((cell) => String(cell).replace(/^'/, "")),
        );
      }),
    );
  });
});
