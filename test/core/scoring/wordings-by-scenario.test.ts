import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { findEvidence } from "../../../src/core/scoring/evidence.ts";

const Lines = z.record(z.string(), z.array(z.string()));
const Wordings = z.strictObject({ full: Lines, not: Lines, gates: Lines });
const folder = new URL("../../fixtures/wordings/", import.meta.url);
const { scenarios } = loadContent();

const files = readdirSync(folder).sort();

test("wordings of three scenarios are there", () =>
  expect(files).toEqual(expect.arrayContaining(["S07.yaml", "S09.yaml", "S10.yaml"])));

describe.each(files)("%s", (file) => {
  const { full, not, gates } = Wordings.parse(parse(readFileSync(new URL(file, folder), "utf8")));
  const scenario = scenarios[basename(file, ".yaml")]?.value;
  if (!scenario) throw new Error(`no scenario for ${file}`);
  const found = (text: string) => findEvidence(scenario, [{ from: "candidate", t: 10, text }]);
  const flat = (lines: Record<string, string[]>) =>
    Object.entries(lines).flatMap(([name, texts]) => texts.map((text) => ({ name, text })));

  test.each(flat(full))("$name is given by: $text", ({ name, text }) => {
    const { elements, gates: raised } = found(text);
    expect(elements[name]?.credit).toBe("unprompted");
    expect(raised.map(({ gate, quote }) => [gate, quote.text])).toEqual([]);
  });

  test.each(flat(not))("$name is not given by: $text", ({ name, text }) => {
    const { elements } = found(text);
    expect(elements[name]?.credit, elements[name]?.quote?.text).toBe("absent");
  });

  test.each(flat(gates))("gate $name: $text", ({ name, text }) => {
    const raised = new Set(found(text).gates.map(({ gate }) => gate));
    expect([...raised]).toEqual(name === "none" ? [] : [name]);
  });
});
