import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { drainOutbox } from "../../src/conversation/outbox-worker.ts";
import { fireDue } from "../../src/conversation/timer-worker.ts";
import { dayAndTime } from "../../src/core/interviews/words.ts";
import { forgetInterviews } from "../../src/db/interview-bookings.ts";
import { dropLateReminders } from "../../src/db/interview-reminders.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import { interviewCalendar } from "../../src/recruiter/interviews/calendar.ts";
import type { ActionResult, GivenFile, Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import { raceForSlots } from "../conversation/interview-race.ts";
import { createRoom, type Room } from "../conversation/room.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const li: Recruiter = { company: "shop", id: "slack:T1:LI", name: "李经理", role: "lead" };

let room: Room;
let deps: RecruiterDeps;
beforeAll(async () => {
  room = await createRoom();
  const { db, vault, library, clock, logger } = room.deps;
  deps = {
    ...{ db, vault, library, clock, logger, conversations: { ...room.conversations, wake: () => {} } },
    ...{ locale: "zh-CN", publicUrl: "https://hr.example.com", telegramBot: null },
  };
  room.deps.senders.deferred = createDeferredSender(deps);
  room.deps.publicUrl = deps.publicUrl;
  await db.sql`insert into recruiters (company_id, id, name, role) values ('shop', ${li.id}, ${li.name}, 'lead')`;
  for (const thread of ["wang", "zhou"]) await room.answer(thread, "您好", "1", "是");
  await db.sql`update applications set stage = 'assessed'`;
});
afterAll(() => room.close());

let clicks = 0;
async function press(
  id: string,
  value: unknown,
  form?: Record<string, string>,
  files?: GivenFile[],
): Promise<ActionResult> {
  clicks += 1;
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  const input = {
    ...{ value: JSON.stringify(value), deliveryId: `click-${clicks}` },
    ...(form ? { form } : {}),
    ...(files ? { files } : {}),
  };
  const result = await action.run(deps, li, input);
  await drainOutbox(room.deps);
  return result;
}
const noticeOf = (result: ActionResult) => ("notice" in result ? result.notice : result.kind);

async function target(thread: string): Promise<{ a: string; v: number }> {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ a: string; v: number }[]>`
    select a.id as a, a.version as v from applications a join conversations c on c.application_id = a.id
    where c.thread_index = ${index}`;
  if (!row) throw new Error(`no application of ${thread}`);
  return row;
}
const said = (thread: string) => room.sent.filter((one) => one.threadId === thread);
const last = (thread: string) => said(thread).at(-1)?.text ?? "";
const offered = (thread: string) =>
  (
    said(thread).findLast(({ choices }) => choices.some(({ value }) => value.startsWith("interview:pick:")))
      ?.choices ?? []
  ).filter(({ value }) => value.startsWith("interview:pick:"));
const pressed = async (thread: string, choice = "") => {
  room.skip(2);
  await room.deliver(thread, { kind: "text", messageId: `c-${thread}-${room.now()}`, text: "…", choice });
  await drainOutbox(room.deps);
};
const states = async () =>
  (
    await room.db.sql<
      { state: string }[]
    >`select state from interview_bookings order by created_at, changed_at`
  ).map(({ state }) => state);
const reminders = async () =>
  (
    await room.db.sql<{ kind: string; state: string; due: Date }[]>`
      select kind, state, due_at as due from interview_reminders order by due_at, kind`
  ).map(({ kind, state, due }) => `${kind} ${state} ${due.toISOString().slice(0, 16)}`);
const times = {
  job: "every",
  interviewer: li.id,
  time: "14:00",
  minutes: "30",
  capacity: "1",
  buffer: "10",
  place: "3 楼会议室",
};

/** Moves the clock to `at` and lets two processes, which know nothing of each other, do what is due: twice, as after a restart. */
async function at(moment: string): Promise<void> {
  room.skip((Date.parse(`${moment}Z`) - room.now()) / 1000);
  for (let run = 0; run < 2; run += 1) {
    await Promise.all([fireDue(room.deps), fireDue({ ...room.deps })]);
    await drainOutbox(room.deps);
  }
}

describe("an interview", () => {
  it("is offered with the invitation, chosen in the chat, and has a calendar file", async () => {
    expect(
      noticeOf(
        await press("slot_new", {}, { ...times, zone: "Asia/Shanghai", day: "2026-11-27", count: "2" }),
      ),
    ).toContain("已添加 2 个");
    expect(
      (await press("slot_new", {}, { ...times, zone: "Mars/Base", day: "2026-11-27", count: "99" })).kind,
    ).toBe("invalid");
    await press("invite", await target("wang"), { text: "请来面试", send: "now" });
    expect(offered("wang").map(({ label }) => label)).toEqual(["11月27日 周五 14:00", "11月27日 周五 14:40"]);
    await pressed("wang", offered("wang")[0]?.value);
    expect(last("wang")).toContain(
      "面试约好了：11月27日 周五 14:00（北京时间），30 分钟。\n地点：3 楼会议室",
    );
    expect(room.posted).toContainEqual({
      kind: "notice",
      notice: { kind: "interview", what: "booked", at: Date.UTC(2026, 10, 27, 6) },
    });
    const code = /interviews\/([\w-]{22})\.ics/.exec(last("wang"))?.[1] ?? "";
    const file = await interviewCalendar(room.db.sql, code);
    expect(file).toContain("DTSTART:20261127T060000Z\r\nDTEND:20261127T063000Z");
    expect(file).not.toContain("wang");
    expect(await interviewCalendar(room.db.sql, "A".repeat(22))).toBeNull();
    const list = JSON.stringify(await commands.find(({ name }) => name === "slots")?.run(deps, li, ""));
    expect(list).toContain("已约 1/1");
    expect(list).toContain("已约 0/1");
  });

  it("cannot be had by a second candidate, who is offered what is left", async () => {
    await press("invite", await target("zhou"), { text: "请来面试", send: "now" });
    expect(offered("zhou")).toHaveLength(1);
    const [row] = await room.db.sql<
      { id: string }[]
    >`select slot_id as id from interview_bookings where state = 'booked'`;
    await pressed("zhou", `interview:pick:${row?.id}`);
    expect(last("zhou")).toContain("刚刚被约走");
    await room.answer("zhou", "1");
    expect(await states()).toEqual(["booked", "offered"]);
  });

  it("is reminded of twice, once each, whatever processes restart", async () => {
    expect(await reminders()).toEqual(["day armed 2026-11-26T06:00", "hours armed 2026-11-27T04:00"]);
    await at("2026-11-26T05:59:59");
    expect(last("wang")).not.toContain("提醒您");
    await at("2026-11-26T06:00:01");
    await at("2026-11-27T04:00:01");
    expect(
      said("wang").filter(({ text }) => text.startsWith("提醒您：面试在 11月27日 周五 14:00")),
    ).toHaveLength(2);
    expect(await reminders()).toEqual(["day said 2026-11-26T06:00", "hours said 2026-11-27T04:00"]);
    await pressed("wang", "interview:confirm");
    expect(await states()).toEqual(["confirmed", "offered"]);
  });

  it("has a sheet of questions, and feedback that makes it an interview that took place", async () => {
    expect(JSON.stringify(await press("interview_sheet", await target("wang")))).toContain("面试提纲");
    const marks = { solution: "4", rules: "3", calm: "5", talk: "4", recommend: "yes", note: "思路清楚" };
    expect(noticeOf(await press("interview_feedback", await target("wang"), marks))).toContain("还没开始");
    await at("2026-11-27T07:00:00");
    expect((await press("interview_feedback", await target("wang"), { ...marks, calm: "6" })).kind).toBe(
      "invalid",
    );
    expect(noticeOf(await press("interview_feedback", await target("wang"), marks))).toContain("已保存");
    const [fact] = await room.db.sql`select actor from application_events where name = 'interviewed'`;
    expect(fact?.actor).toBe(li.id);
    const [row] = await room.db.sql<
      { sealed: Uint8Array }[]
    >`select note_sealed as sealed from interview_feedback`;
    expect(Buffer.from(row?.sealed ?? []).toString("utf8")).not.toContain("思路");
    expect(JSON.stringify(await press("open", await target("wang")))).toContain(
      "建议录用* · 解决问题 4 · 平台规则 3",
    );
  });
});

describe("an interview in Berlin across the night in which clocks change", () => {
  it("is moved and reminded of by the clock there, with one record each", async () => {
    room.skip((Date.parse("2027-03-20T08:00Z") - room.now()) / 1000);
    const berlin = { ...times, zone: "Europe/Berlin", day: "2027-03-28" };
    expect((await press("slot_new", {}, { ...berlin, time: "02:30", count: "1" })).kind).toBe("invalid");
    await press("slot_new", {}, { ...berlin, count: "3" });
    await press("interview_offer", await target("zhou"));
    await room.answer("zhou", "时区 Europe/Berlin");
    expect(offered("zhou").map(({ label }) => label)[0]).toBe("3月28日 周日 14:00");
    await pressed("zhou", offered("zhou")[2]?.value);
    await room.answer("zhou", "我想改期");
    expect(last("zhou")).toContain("原来的时间还为您留着");
    await pressed("zhou", offered("zhou")[0]?.value);
    expect(last("zhou")).toContain("已改到新的时间：3月28日 周日 14:00（Europe/Berlin 时间）");
    expect((await states()).slice(-2)).toEqual(["rescheduled", "booked"]);
    await at("2027-03-27T12:00:01");
    // Of a platform that allows nothing until the candidate writes again, recruiters hear.
    room.outcomes.push({ kind: "parked", reason: "no window" });
    await at("2027-03-28T10:00:01");
    expect(room.posted).toContainEqual({
      kind: "notice",
      notice: { kind: "interview", what: "not_reminded", at: Date.UTC(2027, 2, 28, 12) },
    });
    expect((await reminders()).slice(2)).toEqual([
      "day said 2027-03-27T12:00",
      "day dropped 2027-03-27T13:20",
      "hours said 2027-03-28T10:00",
      "hours dropped 2027-03-28T11:20",
    ]);
    await at("2027-03-28T11:20:01");
    expect(said("zhou").filter(({ text }) => text.startsWith("提醒您"))).toHaveLength(1);
    await at("2027-03-28T13:00:00");
    // Once the interview has begun, what was held back is not sent any more.
    const [held] = await room.db.sql<
      { id: string }[]
    >`select conversation_id as id from outbox where not_before = 'infinity'`;
    await room.db.transact(async (tx, last) => {
      last.push(dropLateReminders(tx, "shop", held?.id ?? "", room.now()));
    });
    expect(
      await room.db.sql`select 1 from outbox where not_before = 'infinity' and state = 'pending'`,
    ).toHaveLength(0);
    expect(noticeOf(await press("interview_no_show", await target("zhou")))).toContain("爽约 2027-03-28");
    expect((await states()).at(-1)).toBe("no_show");
  });

  it("goes when the recruiter cancels its time: the candidate is told and offered others, and may cancel too", async () => {
    const imported =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20270402T100000\nDTEND;TZID=Europe/Berlin:20270402T120000\nEND:VEVENT\nEND:VCALENDAR";
    const form = { ...times, zone: "Europe/Berlin", calendar: imported, minutes: "50" };
    expect(noticeOf(await press("slot_import", {}, form))).toContain("已添加 2 个");
    expect(noticeOf(await press("slot_import", {}, form))).toContain("已添加 0 个面试时间，2 个本来就有");
    // The same as a file; one that is none says so at its field.
    const file = (text: string): GivenFile => ({ name: "a.ics", read: async () => Buffer.from(text) });
    const uploaded = { ...form, calendar: "" };
    expect(noticeOf(await press("slot_import", {}, uploaded, [file(imported)]))).toContain("2 个本来就有");
    for (const files of [[file("PK")], []])
      expect(await press("slot_import", {}, uploaded, files)).toMatchObject({
        kind: "invalid",
        errors: { file: expect.stringMatching(/没有看懂|请选择一个文件/) },
      });
    await press("interview_offer", await target("zhou"));
    const [first, second] = offered("zhou");
    expect(first?.label).toBe(dayAndTime(Date.parse("2027-04-02T08:00Z"), "Europe/Berlin").zh);
    await pressed("zhou", first?.value);
    await press("slot_cancel", { slot: first?.value.split(":").at(-1) });
    await drainOutbox(room.deps);
    expect(said("zhou").slice(-2)[0]?.text).toContain("这场面试的时间取消了");
    expect(offered("zhou").map(({ value }) => value)).toEqual([second?.value]);
    await pressed("zhou", second?.value);
    await room.answer("zhou", "取消面试");
    expect(last("zhou")).toContain("面试已取消");
    expect((await states()).slice(-2)).toEqual(["cancelled_by_recruiter", "cancelled_by_candidate"]);
    expect((await reminders()).filter((one) => one.includes("armed"))).toEqual([]);
    const [busy] = await room.db.sql<{ n: number }[]>`
      select count(*)::int as n from interview_times where ends_at > ${new Date(room.now())}`;
    expect(busy?.n).toBe(0);
  });

  it("leaves no seat behind when its candidate is erased", async () => {
    await press("interview_offer", await target("zhou"));
    await pressed("zhou", offered("zhou")[0]?.value);
    await room.db.transact(async (tx) => forgetInterviews(tx, "shop", [(await target("zhou")).a]));
    expect(
      await room.db.sql`select 1 from interview_times where ends_at > ${new Date(room.now())}`,
    ).toHaveLength(0);
  });
});

describe("times that many want at once", () => {
  it("are sold once in ten rounds; npm run bench -- slots does a thousand", async () => {
    const { doubled, sold, attempts } = await raceForSlots(room, 10);
    expect(doubled).toEqual([]);
    expect(attempts).toBe(240);
    expect(sold).toBeGreaterThanOrEqual(20);
  });
});
