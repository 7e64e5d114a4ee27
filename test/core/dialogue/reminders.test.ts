import { describe, expect, it } from "vitest";
import { isQuiet, reminderTimes, staleAt } from "../../../src/core/dialogue/reminders.ts";
import { momentOf, wallClock } from "../../../src/core/zoned-time.ts";
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
    expect(times.map((time) => new Date(time.at).toISOString())).toEqual(
      expected.map((time) => new Date(time).toISOString()),
    );
  });

  it("are never in quiet hours, at least 6 h apart and within 72 h, whenever the candidate left", () => {
    for (let minutes = 0; minutes < 24 * 60; minutes += 7) {
      const activeAt = at(23, 0) + minutes * 60_000;
      const times = reminderTimes(activeAt).map((time) => time.at);
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

describe("reminder times where clocks change", () => {
  const zone = "Europe/Berlin";
  const shown = (ms: number) => {
    const { day, time } = wallClock(zone, ms);
    return `${day} ${time}`;
  };

  it("follow the clocks on the wall, and elapsed hours stay hours", () => {
    // 25 October 2026, 3:00 becomes 2:00; 29 March 2026, 2:00 becomes 3:00.
    const autumn = reminderTimes(momentOf(zone, "2026-10-24", "16:00"), zone).map(({ at }) => shown(at));
    expect(autumn).toEqual(["2026-10-24 18:00", "2026-10-25 10:00", "2026-10-26 11:00"]);
    const spring = reminderTimes(momentOf(zone, "2026-03-28", "15:00"), zone).map(({ at }) => shown(at));
    expect(spring).toEqual(["2026-03-28 17:00", "2026-03-29 10:00", "2026-03-30 12:00"]);
  });

  it.each(["2026-10-24", "2026-10-25", "2026-03-28", "2026-03-29"])(
    "are never in quiet hours and at least 6 h apart, whenever somebody left on %s",
    (day) => {
      const midnight = momentOf(zone, day, "00:00");
      for (let minutes = 0; minutes < 24 * 60; minutes += 11) {
        const activeAt = midnight + minutes * 60_000;
        const times = reminderTimes(activeAt, zone).map((time) => time.at);
        expect(times.length).toBeGreaterThanOrEqual(2);
        for (const [i, time] of times.entries()) {
          const wall = wallClock(zone, time).time;
          expect(wall >= "08:30" && wall < "22:00", shown(time)).toBe(true);
          expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(6 * 3_600_000);
          expect(time - activeAt).toBeLessThan(48 * 3_600_000);
        }
      }
    },
  );

  it("are of no use after half an hour, nor when the quiet hours begin", () => {
    expect(shown(staleAt(momentOf(zone, "2026-10-25", "18:00"), zone))).toBe("2026-10-25 18:30");
    expect(shown(staleAt(momentOf(zone, "2026-10-25", "21:50"), zone))).toBe("2026-10-25 22:00");
  });
});

describe("a reminder", () => {
  const reminded = (chat: ReturnType<typeof chatAt>) =>
    chat.of("fact").filter(({ name }) => name === "reminded");

  it("says where the candidate stopped, and its buttons go on there or stop for good", () => {
    const chat = chatAt("facts").say("下周一");
    chat.wait(3 * 3600);
    const nudge = chat.answer.at(-1);
    expect(nudge?.text).toContain("停在“班次”");
    expect(nudge?.choices?.map(({ label }) => label)).toEqual(["继续", "不再提醒"]);
    expect(reminded(chat)).toHaveLength(1);
    chat.press("继续");
    expect(chat.status).toBe("facts");
    expect(chat.heard).toContain("班");
    chat.wait(3 * 3600).press("不再提醒");
    expect(chat.heard).toContain("不会再提醒");
    expect(chat.of("optOut")).toHaveLength(1);
    chat.answer = [];
    chat.say("白班").wait(0);
    chat.answer = [];
    chat.wait(70 * 3600);
    expect(chat.answer).toEqual([]);
    expect(reminded(chat)).toHaveLength(2);
  });

  it("brings whoever paused back to where they were", () => {
    const chat = chatAt("facts")
      .say("暂停")
      .wait(3 * 3600);
    expect(chat.answer.at(-1)?.text).toContain("暂停中");
    chat.press("继续");
    expect(chat.status).toBe("facts");
  });

  it("that the platform would not let through is neither said nor counted, and the next one has its turn", () => {
    const chat = chatAt("facts");
    chat.answer = [];
    chat.shut = true;
    chat.wait(3 * 3600);
    expect(chat.answer).toEqual([]);
    expect(reminded(chat)).toEqual([]);
    chat.shut = false;
    chat.wait(24 * 3600);
    expect(chat.answer).toHaveLength(1);
    expect(reminded(chat)).toMatchObject([{ data: { which: "second" } }]);
  });

  it("counts only when it arrived, and a word of the candidate takes back what is still on its way", () => {
    const chat = chatAt("facts");
    chat.delivers = false;
    chat.wait(3 * 3600);
    const nudge = chat.answer.at(-1);
    expect(nudge).toMatchObject({ tracked: true });
    expect(nudge?.until).toBeGreaterThan(chat.now - 3600_000);
    expect(reminded(chat)).toEqual([]);
    chat.say("下周一");
    expect(chat.of("dropReminders")).toHaveLength(1);
    chat.say("晚班可以");
    expect(chat.of("dropReminders")).toHaveLength(1);
  });

  it("keeps to the company's clocks", () => {
    const at = momentOf("Europe/Berlin", "2026-10-24", "20:30");
    const chat = chatAt("facts", { at, timeZone: "Europe/Berlin" });
    chat.wait(40 * 3600);
    const walls = reminded(chat).length;
    expect(walls).toBeGreaterThan(0);
    const times = chat.events
      .filter((event) => event.type === "timedOut" && event.timer === "nudge")
      .map(({ now }) => wallClock("Europe/Berlin", now));
    expect(times.every(({ time }) => time >= "08:30" && time < "22:00")).toBe(true);
    expect(times[0]).toEqual({ day: "2026-10-25", time: "08:30" });
  });

  it("is never sent to whoever said so in an earlier application", () => {
    const chat = chatAt("facts", { noReminders: true });
    chat.answer = [];
    chat.wait(70 * 3600);
    expect(chat.answer).toEqual([]);
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
