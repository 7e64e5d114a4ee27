import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planOf } from "../../../bots/tencent/plan.ts";
import { splitBytes } from "../../../bots/tencent/split-bytes.ts";
import {
  type Allowance,
  fitting,
  free,
  joined,
  opened,
  spent,
  type Windows,
} from "../../../src/core/allowance.ts";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const starts = (text: string) => new Set([...graphemes.segment(text)].map(({ index }) => index));

describe("splitting by bytes", () => {
  it("keeps everything, fits, and never cuts a character as people see it", () => {
    const piece = fc.constantFrom("啊", "a", "😀", "👨‍👩‍👧‍👦", "é", "。", "\n\n", " ", "🇨🇳", "1️⃣");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), fc.integer({ min: 40, max: 300 }), (pieces, max) => {
        const text = pieces.join("");
        const parts = splitBytes(text, max);
        expect(parts.join("")).toBe(text);
        const begins = starts(text);
        let at = 0;
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(max);
          expect(begins.has(at) || at === text.length).toBe(true);
          at += part.length;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("puts the question right above its buttons", () => {
    const text = `${"很长的说明。".repeat(120)}\n\n能上晚班吗？`;
    const parts = planOf({ text, choices: [{ value: "y", label: "可以" }] });
    expect(parts.map(({ text: part }) => part).join("")).toBe(text);
    expect(parts.at(-1)).toMatchObject({ kind: "menu", choices: [{ value: "y", label: "可以" }] });
    expect(parts.at(-1)?.text.endsWith("能上晚班吗？")).toBe(true);
    for (const part of parts) expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(2048);
  });
});

const allowance: Allowance = {
  windows: { message: { messages: 5, ms: 48 * 3_600_000 }, event: { messages: 3, ms: 60_000 } },
  cost: ({ text }) => Math.max(1, Math.ceil(text.length / 10)),
};

describe("what may be written", () => {
  const now = 1_000_000;
  const open = (kind: "message" | "event", at = now): Windows => opened(allowance, { kind }, at);

  it("is five within 48 h of a message, three within a minute of an event, and begins anew with each", () => {
    expect(free(open("message"), now).messages).toBe(5);
    expect(free(spent(open("message"), 4, now), now + 47 * 3_600_000).messages).toBe(1);
    expect(free(open("message"), now + 48 * 3_600_000).messages).toBe(0);
    expect(free(open("event"), now + 59_000).messages).toBe(3);
    expect(free(open("event"), now + 60_000).messages).toBe(0);
    expect(free({ ...spent(open("message"), 5, now), ...open("message", now + 1) }, now + 2).messages).toBe(
      5,
    );
  });

  it("counts against every window that is open, never below nothing, and gives back", () => {
    const both = { ...open("message"), ...open("event") };
    const after = spent(both, 4, now);
    expect(after).toMatchObject({ message: { left: 1 }, event: { left: 0 } });
    expect(free(spent(after, -1, now), now).messages).toBe(2);
  });

  it("needs the ticket only where nothing else allows a message", () => {
    const ticketed = opened(allowance, { kind: "event", ticket: "code" }, now);
    expect(free(ticketed, now)).toEqual({ messages: 3, ticket: "code" });
    expect(free({ ...ticketed, ...open("message") }, now).ticket).toBeNull();
  });

  it("takes as many bubbles together as fit", () => {
    const bubbles = ["一二三", "四五六", "七八九十"].map((text) => ({ text, choices: [] }));
    expect(fitting(allowance, bubbles, { messages: 1, ticket: null })).toBe(2);
    expect(fitting(allowance, bubbles, { messages: 2, ticket: null })).toBe(3);
    expect(fitting(allowance, bubbles, { messages: 0, ticket: null })).toBe(0);
    const huge = [{ text: "长".repeat(90), choices: [] }];
    expect(fitting(allowance, huge, { messages: 4, ticket: null })).toBe(0);
    expect(fitting(allowance, huge, { messages: 5, ticket: null })).toBe(1);
    expect(joined(bubbles.slice(0, 2)).text).toBe("一二三\n\n四五六");
  });
});
