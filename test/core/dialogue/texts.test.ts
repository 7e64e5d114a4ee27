import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { text, texts } from "../../../src/core/dialogue/text.ts";
import { script } from "./script.ts";

const src = join(import.meta.dirname, "../../../src");
const sources = ["core/dialogue", "conversation"].flatMap((room) =>
  readdirSync(join(src, room))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(src, room, name), "utf8")),
);
const groups = Object.keys(script.texts["zh-CN"]).filter((group) => group !== "room");
const used = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/"(\w+)\.(\w+)"/g)]
      .filter(([, group]) => groups.includes(group ?? ""))
      .map(([, group, key]) => `${group}.${key}`),
  ),
);
const keysOf = (locale: "zh-CN" | "en") =>
  Object.entries(script.texts[locale]).flatMap(([group, named]) =>
    Object.keys(named).map((key) => `${group}.${key}`),
  );

/** Steps and sections that look like keys in the sources but are none. */
const noKeys = /^(?:facts\.\$|room\.)/;

describe("the fixed sentences", () => {
  it("have the same keys in both languages", () => {
    expect(keysOf("en").sort()).toEqual(keysOf("zh-CN").sort());
  });

  it("exist for every key the dialogue uses, and every sentence is used", () => {
    expect(used.size).toBeGreaterThan(100);
    expect([...used].filter((key) => !keysOf("zh-CN").includes(key))).toEqual([]);
    expect(keysOf("zh-CN").filter((key) => !used.has(key) && !noKeys.test(key))).toEqual([]);
  });

  it("have the same placeholders in both languages", () => {
    const holes = (sentence: string | string[] | undefined) =>
      [
        ...new Set(
          [sentence ?? ""]
            .flat()
            .join(" ")
            .match(/\{\w+\}/g),
        ),
      ].sort();
    for (const [group, named] of Object.entries(script.texts["zh-CN"])) {
      for (const [key, sentence] of Object.entries(named)) {
        expect([group, key, holes(script.texts.en[group]?.[key])]).toEqual([group, key, holes(sentence)]);
      }
    }
  });

  it("never come as more than three bubbles", () => {
    for (const locale of ["zh-CN", "en"] as const) {
      for (const named of Object.values(script.texts[locale])) {
        for (const sentence of Object.values(named)) expect([sentence].flat().length).toBeLessThanOrEqual(3);
      }
    }
  });

  it("are short in Chinese, the consent screen and lists of choices apart", () => {
    const long = Object.entries(script.texts["zh-CN"]).flatMap(([group, named]) =>
      Object.entries(named).flatMap(([key, sentence]) =>
        [sentence]
          .flat()
          .filter((one) => one.length > 75 && !one.includes("\n"))
          .map(() => `${group}.${key}`),
      ),
    );
    expect(long).toEqual([]);
  });

  it("throw on an unknown key, a missing value, and a list where one sentence is wanted", () => {
    expect(() => text(script, "en", "facts.nothing")).toThrow("lacks facts.nothing");
    expect(() => text(script, "en", "facts.noted")).toThrow("{value}");
    expect(() => text(script, "en", "consent.greeting")).toThrow("one sentence");
    expect(texts(script, "en", "consent.greeting", { job: "X" })).toHaveLength(2);
  });

  it("fill in a value that looks like a placeholder as it is", () => {
    expect(text(script, "en", "facts.noted", { value: "{value}" })).toBe("Noted: {value}.");
  });
});
