import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readButton } from "../../../bots/telegram/button-data.ts";
import { renderMessage } from "../../../bots/telegram/render.ts";
import { splitText } from "../../../bots/telegram/split-text.ts";
import type { Choice } from "../../../src/core/channel.ts";
import { createSchemaCheck, readSchema } from "../../fakes/schema-check.ts";

const violations = createSchemaCheck(readSchema("telegram-methods.json"));
const render = (text: string, choices: Choice[] = []) =>
  renderMessage({ key: "k", account: "123456", threadId: "42", text, choices });

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  // Long ones, made of pieces that are dangerous to cut.
  fc
    .tuple(
      fc.array(
        fc.constantFrom(
          "👩‍👩‍👧‍👦",
          "é",
          "亲，",
          "🇨🇳",
          "\n\n",
          "。",
          " ",
          "word ",
          "\ud800",
          "𠮷",
          "<b>&",
          "@a *b_",
        ),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      fc.integer({ min: 1, max: 1500 }),
    )
    .map(([pieces, times]) => pieces.join("").repeat(times)),
);

describe("any text", () => {
  test("becomes messages the published schema takes, which joined show the same", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = render(text);
        for (const part of parts) {
          expect(violations("#/methods/sendMessage", part)).toEqual([]);
          expect(part.text.length).toBeLessThanOrEqual(4096);
          expect(part.text).toMatch(/\S/);
          expect(part.text.isWellFormed()).toBe(true);
        }
        const shown = (whole: string) => whole.replace(/\s+/g, "");
        expect(shown(parts.map((part) => part.text).join(""))).toBe(shown(text.toWellFormed()));
      }),
      { numRuns: 100 },
    );
  });

  test("is never cut inside a character as people see it", () => {
    const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 200 }), (raw, max) => {
        const text = raw.toWellFormed();
        const characters = [...graphemes.segment(text)];
        const tooLong = characters.some(({ segment }) => segment.length > max);
        const starts = new Set(characters.map(({ index }) => index));
        const parts = splitText(text, max);
        expect(parts.join("")).toBe(text);
        let position = 0;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part.isWellFormed()).toBe(true);
          if (!tooLong && text !== "") expect(starts.has(position)).toBe(true);
          position += part.length;
        }
      }),
      { numRuns: 100 },
    );
  });

  test("is cut where a paragraph or a sentence ends, if one does", () => {
    expect(splitText(`${"一".repeat(60)}\n\n${"二".repeat(60)}`, 100)).toEqual([
      `${"一".repeat(60)}\n\n`,
      "二".repeat(60),
    ]);
    expect(splitText(`${"一".repeat(70)}。${"二".repeat(60)}`, 100)[0]).toBe(`${"一".repeat(70)}。`);
  });
});

test("a bubble of four thousand characters is one message, without markup and without previews", () => {
  const text = "*你好* <b>x</b> _ https://example.com".padEnd(4096, "好");
  expect(render(text)).toEqual([{ chat_id: 42, text, link_preview_options: { is_disabled: true } }]);
});

test("what shows nothing is not sent", () => {
  expect(render("")).toEqual([]);
  expect(render(" \n\u3000")).toEqual([]);
  expect(render("好".padEnd(9000, " "))).toHaveLength(1);
});

describe("buttons", () => {
  const anyChoices = fc.array(
    fc.record({
      value: fc.string({ unit: "binary", maxLength: 80 }),
      label: fc.string({ unit: "binary", maxLength: 40 }),
    }),
    { minLength: 1, maxLength: 12 },
  );

  test("are valid whatever they say, and only values that fit travel as values", () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const [part] = render("选一个", choices);
        expect(violations("#/methods/sendMessage", part)).toEqual([]);
        const buttons = part?.reply_markup?.inline_keyboard.flat() ?? [];
        expect(buttons).toHaveLength(choices.length);
        for (const [index, button] of buttons.entries()) {
          const read = readButton(button.callback_data);
          expect(button.text).toMatch(/\S/);
          if (read.kind === "value") expect(read.value).toBe(choices[index]?.value);
          else expect(read.kind).toBe("label");
        }
      }),
    );
  });

  test("carry at most 64 bytes: 21 Chinese characters fit, 22 do not", () => {
    const choices = [21, 22].map((length) => ({ value: "夜".repeat(length), label: String(length) }));
    const data = render("?", choices)[0]
      ?.reply_markup?.inline_keyboard.flat()
      .map((b) => b.callback_data);
    expect(data).toEqual(["夜".repeat(21), "=label:1"]);
  });

  test("stand side by side when short and one below the other when long", () => {
    const rows = (labels: string[]) =>
      render(
        "?",
        labels.map((label, i) => ({ value: String(i), label })),
      )[0]?.reply_markup?.inline_keyboard.map((row) => row.length);
    expect(rows(["是", "否"])).toEqual([2]);
    expect(rows(["可以上晚班到二十四点", "只能上白班，晚上有事"])).toEqual([1, 1]);
    expect(rows(["1", "2", "3", "4", "5"])).toEqual([4, 1]);
  });

  test("hang on the last message of a long text", () => {
    const parts = render("好".repeat(5000), [{ value: "ok", label: "好" }]);
    expect(parts.map((part) => part.reply_markup !== undefined)).toEqual([false, true]);
  });
});
