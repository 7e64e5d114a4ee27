import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateConduct } from "../../../src/core/scoring/conduct.ts";
import { featuresOf } from "../../../src/core/scoring/conduct-features.ts";
import { ConductModel, probabilityOfAttack } from "../../../src/core/scoring/conduct-model.ts";
import { ownLines, readLines } from "../../../src/training/conduct-data.ts";
import { readCsv } from "../../../src/training/csv.ts";
import { crossValidated, figuresOf } from "../../../src/training/figures.ts";
import { trainLinear } from "../../../src/training/linear.ts";

const shipped = readFileSync(new URL("../../../prompts/models/conduct.json", import.meta.url));
const model = ConductModel.parse(JSON.parse(shipped.toString("utf8")));
const own = readLines(ownLines);
const held = readLines(new URL("../../fixtures/scoring/conduct-held-out.txt", import.meta.url)).rows;
const rate = (...texts: string[]) =>
  rateConduct(
    texts.map((text, i) => ({ messageId: `m${i}`, text })),
    model,
  );
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("the shipped conduct classifier", () => {
  test("is small and says where it comes from: only sources that may be shipped, and today's own lines", () => {
    expect(shipped.length).toBeLessThan(1_000_000);
    expect(sha256(Buffer.from(model.table, "base64"))).toBe(model.table_sha256);
    const sources = model.provenance.trained_on;
    expect(sources.map(({ licence }) => licence)).toEqual(["MIT (this project)", "Apache-2.0", "CC BY 4.0"]);
    expect(sources[0]).toMatchObject({ rows: own.rows.length, sha256: own.sha256 });
    expect(own.rows.length).toBeGreaterThanOrEqual(600);
  });

  test("was not trained on the lines it is tested with", () => {
    const trained = new Set(own.rows.map(({ text }) => text));
    expect(held.filter(({ text }) => trained.has(text))).toEqual([]);
    expect(held.length).toBeGreaterThanOrEqual(40);
  });

  test.each(held.filter(({ label }) => !label).map(({ kind, text }) => [kind, text]))(
    "calls no one aggressive who is not, in a held-out %s line: %s",
    (_, text) => {
      expect(rate(text)).toMatchObject({ aggressive: false });
      expect(rate(text).spans.map(({ kind }) => kind)).not.toContain("hostile");
    },
  );

  test("finds at least four of five held-out attacks, three of ten more than rules alone", () => {
    const attacks = held.filter(({ label }) => label).map(({ text }) => text);
    const found = attacks.filter((text) => rate(text).aggressive);
    const ruled = attacks.filter((text) => rateConduct([{ messageId: "m", text }]).aggressive);
    expect(found.length / attacks.length).toBeGreaterThanOrEqual(0.8);
    expect((found.length - ruled.length) / attacks.length).toBeGreaterThanOrEqual(0.3);
  });

  test("shows what it alone finds as a hostile clause, takes a step off the rating and raises no gate", () => {
    const text = "哟，三块九的袜子还要求终身质保呀";
    expect(rateConduct([{ messageId: "m", text }]).aggressive).toBe(false);
    const { aggressive, bars, spans } = rate(text);
    expect({ aggressive, bars }).toEqual({ aggressive: true, bars: 2 });
    expect(spans.map(({ kind, quote }) => [kind, quote.text])).toEqual([
      ["hostile", "三块九的袜子还要求终身质保呀"],
    ]);
  });

  test("refuses a table that was cut off, and one that is not what the schema says", () => {
    const cut = { ...model, table: model.table.slice(0, -8) };
    expect(() => probabilityOfAttack(cut, "您好")).toThrow(/train it again/);
    expect(ConductModel.safeParse({ ...model, provenance: undefined }).success).toBe(false);
  });

  test("reads the same in full width, traditional characters, capitals and with blank lines", () => {
    const lines = held.map(({ text }) => text);
    for (const text of lines) {
      const wide = text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
      const same = [wide, text.toUpperCase(), `\n\n${text}\n \n`, text.replaceAll("，", "，\n\n")];
      for (const other of same)
        expect([other, probabilityOfAttack(model, other)]).toEqual([other, probabilityOfAttack(model, text)]);
    }
    expect(probabilityOfAttack(model, "騙子，給我滾開")).toBe(probabilityOfAttack(model, "骗子，给我滚开"));
    expect(probabilityOfAttack(model, "。。。 123")).toBe(0);
  });

  test("never lets an added insult raise the rating or hide the aggression", () => {
    const bits = fc.constantFrom(...held.map(({ text }) => text), "非常抱歉让您久等", "您看退款可以吗", "😀");
    const insult = fc.constantFrom("你是不是傻逼", "神经病吧你", "爱退不退", "想钱想疯了吧", "you idiot");
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 4 }), insult, fc.boolean(), (texts, rude, apart) => {
        const before = rate(...texts);
        const after = apart ? rate(...texts, rude) : rate(`${texts.join("，")}，${rude}`);
        expect(after.aggressive).toBe(true);
        expect(after.bars).toBeLessThanOrEqual(before.bars);
      }),
      { numRuns: 300 },
    );
  });
});

describe("training", () => {
  const examples = own.rows.map(({ text, label }) => ({ features: featuresOf(text), label, weight: 1 }));

  test("gives the same numbers every time, and learns more than chance", () => {
    const [one, two] = [trainLinear(examples), trainLinear(examples)];
    expect([...one.weights]).toEqual([...two.weights]);
    const scores = crossValidated(examples, 3, (training) => {
      const { score } = trainLinear(training);
      return ({ features }) => score(features);
    });
    const labels = own.rows.map(({ label }) => label);
    expect(
      figuresOf(
        labels,
        scores.map((score) => score > 0),
      ).macroF1,
    ).toBeGreaterThan(0.7);
    const blind = figuresOf(
      labels,
      labels.map((_, i) => i % 2 === 0),
    );
    expect(blind.macroF1).toBeLessThan(0.6);
  });

  test("reads CSV with quotes, commas and line breaks in cells", () => {
    expect(readCsv('a,b\n1,"x, ""y""\nz"\r\n2,\n')).toEqual([
      { a: "1", b: 'x, "y"\nz' },
      { a: "2", b: "" },
    ]);
    expect(() => readCsv('a\n"open\n')).toThrow(/quote/i);
  });

  test("counts macro-F1 as the mean over both classes", () => {
    const figures = figuresOf([true, true, false, false], [true, false, false, true]);
    expect(figures).toEqual({ macroF1: 0.5, precision: 0.5, recall: 0.5, falseAlarms: 1 });
  });
});
