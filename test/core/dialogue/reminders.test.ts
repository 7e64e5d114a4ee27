import { describe, expect, it } from "vitest";
import { isQuiet, reminderTimes } from "../../../src/core/dialogue/reminders.ts";
import { chatAt } from "./chat.ts";

/** A time in Shanghai, on a day of November 2026. */
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 10, day, hour - 8, minute);

describe("reminder times", () => {
  it.each([
    ["after 2 h, next day 10:00 and after 44 h", at(23, 10), [at(23, 12), at(24, 10), at(24, 21, 30)]],
    [
      "in the morning when 2 h end at night, without a second one soon after",
      at(23, 21),
      [at(24, 8, 30), at(25, 17)],
    ],
    ["before the night when 44 h end in it", at(23, 3), [at(23, 8, 30), at(24, 10), at(24, 21, 30)]],
  ])("are %s", (_, activeAt, expected) => {
    const times = reminderTimes(activeAt);
    expect(times.map((time) => new Date(time).toISOString())).toEqual(
      expected.map((time) => new Date(time).toISOString()),
    );
  });

  it("are never in quiet hours, at least 6 h apart and within 72 h, whenever the candidate left", () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 7) {
      const activeAt = at(23, 0) + minutes * 60_000;
      const times = reminderTimes(activeAt);
      expect(times.length).toBeGreaterThanOrEqual(2);
      for (const [i, time] of times.entries()) {
        expect(isQuiet(time)).toBe(false);
        expect(time).toBeGreaterThan(activeAt);
        expect(time).toBeLessThan(activeAt + 72 * 3_600_000);
        expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(6 * 3_600_000);
      }
    }
  });
});

describe("a candidate who leaves", () => {
  it("is reminded three times, then the step expires in silence", () => {
    const chat = chatAt("facts");
    chat.answer = [];
    chat.wait(80 * 3600);
    expect(chat.answer).toHaveLength(3);
    expect(chat.status).toBe("expired");
    expect(chat.facts().at(-1)).toBe("expired");
    expect([...chat.timers.keys()]).toEqual([]);
  });

  it("starts the step again when they write after 72 hours, and that message is no answer", () => {
    const chat = chatAt("facts")
      .wait(80 * 3600)
      .say("下周一");
    expect(chat.status).toBe("facts");
    expect(chat.heard).toContain("欢迎回来");
    expect(chat.heard).toContain("什么时候可以到岗");
  });

  it("is not reminded before consent", () => {
    const chat = chatAt("consent");
    chat.answer = [];
    chat.wait(80 * 3600);
    expect(chat.answer).toEqual([]);
    expect(chat.status).toBe("expired");
  });

  it("is never reminded again after saying so", () => {
    const chat = chatAt("facts").say("不再提醒");
    expect(chat.heard).toContain("不会再提醒");
    chat.answer = [];
    chat.say("下周一").wait(0);
    chat.answer = [];
    chat.wait(70 * 3600);
    expect(chat.answer).toEqual([]);
  });

  it("gets the first reminder 2 h after the last message, not after the first", () => {
    const chat = chatAt("facts").wait(3600).say("下周一", { after: 0 });
    chat.answer = [];
    chat.wait(1.9 * 3600);
    expect(chat.answer).toEqual([]);
    chat.wait(0.2 * 3600);
    expect(chat.answer).toHaveLength(1);
  });

  it("keeps the place within 72 hours", () => {
    const chat = chatAt("facts")
      .say("下周一")
      .wait(71 * 3600)
      .say("晚班可以");
    expect(chat.heard).toContain("月薪");
  });
});
