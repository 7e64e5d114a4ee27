import { describe, expect, it } from "vitest";
import { calendarFile } from "../../src/core/interviews/calendar-file.ts";
import { readCalendar } from "../../src/core/interviews/read-calendar.ts";
import { interviewReminders } from "../../src/core/interviews/reminders.ts";
import { questionSheet } from "../../src/core/interviews/sheet.ts";
import { piecesOf, planSlots } from "../../src/core/interviews/slots.ts";
import { interviewValue, readInterviewButton, readInterviewWords } from "../../src/core/interviews/wish.ts";
import { dayAndTime, timeChoices } from "../../src/core/interviews/words.ts";
import { clockIn, momentAt } from "../../src/core/interviews/zone-time.ts";
import { sampleAssessment } from "../recruiter/world.ts";

const hour = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const slot = "0b2cf2a4-7f7c-4b8e-9a51-2f8a1f3f7c11";

describe("wall clocks", () => {
  it("are read right on the days on which clocks change in Berlin", () => {
    expect(momentAt("Europe/Berlin", "2026-10-25", "01:30")).toBe(utc("2026-10-24T23:30:00"));
    // Shown twice: the first; skipped: none.
    expect(momentAt("Europe/Berlin", "2026-10-25", "02:30")).toBe(utc("2026-10-25T00:30:00"));
    expect(momentAt("Europe/Berlin", "2026-10-25", "03:30")).toBe(utc("2026-10-25T02:30:00"));
    expect(momentAt("Europe/Berlin", "2027-03-28", "02:30")).toBeNull();
    expect(momentAt("Europe/Berlin", "2027-03-28", "03:00")).toBe(utc("2027-03-28T01:00:00"));
    expect(momentAt("Asia/Shanghai", "2026-11-28", "14:00")).toBe(utc("2026-11-28T06:00:00"));
    expect(clockIn("America/New_York", utc("2026-11-28T06:00:00"))).toEqual({
      day: "2026-11-28",
      time: "01:00",
    });
  });

  it("give slots that really follow each other through such a night, and none at a time that is skipped", () => {
    const plan = { timeZone: "Europe/Berlin", count: 3, minutes: 45, buffer: 15 };
    const autumn = planSlots({ ...plan, day: "2026-10-25", time: "01:00" }, 0);
    if (!("spans" in autumn)) throw new Error("no slots");
    expect(autumn.spans.map(({ startsAt }) => clockIn("Europe/Berlin", startsAt).time)).toEqual([
      "01:00",
      "02:00",
      "02:00",
    ]);
    expect(autumn.spans.every(({ startsAt, endsAt }) => endsAt - startsAt === 0.75 * hour)).toBe(true);
    expect(planSlots({ ...plan, day: "2027-03-28", time: "02:15" }, 0)).toEqual({ problem: "gap" });
    expect(planSlots({ ...plan, day: "2026-10-25", time: "09:00" }, utc("2026-10-26T00:00:00"))).toEqual({
      problem: "past",
    });
  });

  it("count time in pieces of five minutes, whole at both ends", () => {
    expect(piecesOf(0, 30 * 60_000)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(piecesOf(4 * 60_000, 6 * 60_000)).toEqual([0, 1]);
  });
});

describe("reminders", () => {
  const times = (start: string, now: string, zone: string) =>
    interviewReminders(utc(start), utc(now), zone).map(
      ({ kind, due }) => `${kind} ${new Date(due).toISOString().slice(0, 16)}`,
    );

  it("come 24 and 2 hours before by the clock that runs, also when the clocks of Berlin change in between", () => {
    // 14:00 in Berlin on the day after the change is 13:00 UTC; the day before it was 12:00 UTC.
    expect(times("2026-10-25T13:00:00", "2026-10-20T00:00:00", "Europe/Berlin")).toEqual([
      "day 2026-10-24T13:00",
      "hours 2026-10-25T11:00",
    ]);
    expect(times("2027-03-28T12:00:00", "2027-03-20T00:00:00", "Europe/Berlin")).toEqual([
      "day 2027-03-27T12:00",
      "hours 2027-03-28T10:00",
    ]);
  });

  it("never come at night nor after their time", () => {
    // 9:00 in Shanghai: 7:00 is too early and 8:30 too late, so 21:30 the evening before.
    expect(times("2026-11-28T01:00:00", "2026-11-20T00:00:00", "Asia/Shanghai")).toEqual([
      "day 2026-11-27T01:00",
      "hours 2026-11-27T13:30",
    ]);
    expect(times("2026-11-28T02:00:00", "2026-11-20T00:00:00", "Asia/Shanghai")).toEqual([
      "day 2026-11-27T02:00",
      "hours 2026-11-28T00:30",
    ]);
    expect(times("2026-11-28T06:00:00", "2026-11-28T01:00:00", "Asia/Shanghai")).toEqual([
      "hours 2026-11-28T04:00",
    ]);
    expect(times("2026-11-28T06:00:00", "2026-11-28T05:00:00", "Asia/Shanghai")).toEqual([]);
  });
});

describe("what a candidate wants about an interview", () => {
  const offered = timeChoices(
    [{ id: slot, startsAt: utc("2026-11-28T06:00:00") }],
    "Asia/Shanghai",
    null,
  ).filter(({ value }) => value.startsWith("interview:pick:"));
  const wish = (text: string, appointment = true) =>
    readInterviewWords(text, { appointment, offered })?.kind ?? null;

  it("is read from buttons that fit every platform, and from words in both languages", () => {
    const value = interviewValue({ kind: "pick", slot });
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
    expect(readInterviewButton(value)).toEqual({ kind: "pick", slot });
    expect(readInterviewButton("interview:pick:1 or 1=1")).toBeNull();
    expect(
      ["改期", "我想改期。", "能换个时间吗？", "Reschedule", "can we move it please"].map((one) => wish(one)),
    ).toEqual(Array(5).fill("move"));
    expect(
      ["取消", "请取消面试", "不来了", "cancel", "please cancel my interview"].map((one) => wish(one)),
    ).toEqual(Array(5).fill("cancel"));
    expect(["来不了", "没空", "I can't make it", "我会准时到", "面试几点？"].map((one) => wish(one))).toEqual(
      ["unable", "unable", "unable", "confirm", "when"],
    );
    expect(["11月28日 周六 14:00", "1", "Sat 28 Nov 14:00"].map((one) => wish(one))).toEqual([
      "pick",
      "pick",
      "pick",
    ]);
    expect(readInterviewWords("时区 Europe/Berlin", { appointment: false, offered: [] })).toEqual({
      kind: "zone",
      timeZone: "Europe/Berlin",
    });
  });

  it("is not read into other words", () => {
    const others = ["顾客要取消订单怎么办", "我取消了上一份工作", "2", "时间可以", "时区 Mars/Base", "好的"];
    expect(others.map((one) => wish(one))).toEqual(others.map(() => null));
    expect(wish("我会到", false)).toBeNull();
  });
});

describe("calendar files", () => {
  const entry = {
    uid: "a@qinpin",
    sequence: 2,
    startsAt: utc("2026-11-28T06:00:00"),
    endsAt: utc("2026-11-28T06:30:00"),
    changedAt: utc("2026-11-20T01:02:03"),
    title: "面试：淘宝售后客服；晚班, 拼多多与抖音平台的客服同事都可以参加的那一场",
    place: "https://meet.example.com/a;b\r\nBEGIN:VEVENT",
    details: "",
    cancelled: false,
  };

  it("have lines of at most 75 bytes that end in CRLF, and nothing from outside becomes a line of its own", () => {
    const text = calendarFile(entry);
    const lines = text.split("\r\n");
    expect(lines.pop()).toBe("");
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !/[\r\n]/.test(line))).toBe(true);
    expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    expect(text.replaceAll("\r\n ", "")).toContain("SUMMARY:面试：淘宝售后客服；晚班\\, 拼多多与");
    expect(text).toContain("SEQUENCE:2\r\n");
  });

  it("are read back by another's parser as they were written", () => {
    const read = readCalendar(calendarFile(entry), "Asia/Shanghai", {
      from: 0,
      until: utc("2027-01-01T00:00:00"),
    });
    expect(read?.spans).toEqual([{ startsAt: entry.startsAt, endsAt: entry.endsAt }]);
  });

  it("of others give times: series without their exceptions, zones they name or describe, no whole days", () => {
    const calendar = (...events: string[]) =>
      [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        ...events.map((one) => `BEGIN:VEVENT\n${one}\nEND:VEVENT`),
        "END:VCALENDAR",
      ].join("\n");
    const between = { from: utc("2026-11-01T00:00:00"), until: utc("2027-02-01T00:00:00") };
    const starts = (text: string, zone = "Asia/Shanghai") =>
      readCalendar(text, zone, between)?.spans.map(({ startsAt }) =>
        new Date(startsAt).toISOString().slice(0, 16),
      );
    const weekly =
      "UID:1\nDTSTART;TZID=Europe/Berlin:20261128T100000\nDTEND;TZID=Europe/Berlin:20261128T110000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20261205T100000";
    expect(starts(calendar(weekly))).toEqual(["2026-11-28T09:00", "2026-12-12T09:00"]);
    expect(starts(calendar("UID:2\nDTSTART:20261128T100000\nDURATION:PT1H"))).toEqual(["2026-11-28T02:00"]);
    const none = [
      "UID:3\nDTSTART;VALUE=DATE:20261128",
      "UID:4\nDTSTART:20261128T100000Z\nDTEND:20261128T110000Z\nSTATUS:CANCELLED",
      "UID:5\nDTSTART:20260101T100000Z\nDTEND:20260101T110000Z",
    ];
    expect(readCalendar(calendar(...none), "Asia/Shanghai", between)).toEqual({ spans: [], left: 3 });
    const endless = "UID:6\nDTSTART:20261128T100000Z\nDTEND:20261128T101000Z\nRRULE:FREQ=SECONDLY";
    expect(starts(calendar(endless))?.length).toBeLessThanOrEqual(200);
    expect(readCalendar("BEGIN:VCALENDAR\nnonsense", "Asia/Shanghai", between)).toBeNull();
  });
});

describe("the interviewer's sheet", () => {
  it("asks about what was weak, with the candidate's own words, and says the same every time", () => {
    const assessment = sampleAssessment();
    const element = (
      id: string,
      credit: "absent" | "partial" | "unprompted",
      weight: number,
      critical = false,
    ) => ({
      ...{ id, credit, weight, critical, points: 0, quote: null },
      label: { zh: `要点${id}`, en: `point ${id}` },
    });
    assessment.complaint.elements = [
      element("A", "unprompted", 30),
      element("B", "absent", 10),
      element("C", "partial", 5, true),
      element("D", "absent", 20),
    ];
    const asked = questionSheet(assessment);
    expect(asked.map(({ why }) => why.zh)).toEqual([
      "「要点C」只说到一部分",
      "「要点D」没有说到",
      "「要点B」没有说到",
      "人人都问",
      "人人都问",
    ]);
    expect(questionSheet(assessment)).toEqual(asked);
    expect(questionSheet(null)).toHaveLength(2);
    expect(JSON.stringify(questionSheet(assessment))).not.toMatch(
      /年龄|结婚|老家|生育|marri|children|how old/,
    );
    expect(dayAndTime(utc("2026-11-28T06:00:00"), "Europe/Berlin")).toEqual({
      zh: "11月28日 周六 07:00",
      en: "Sat 28 Nov 07:00",
    });
  });
});
