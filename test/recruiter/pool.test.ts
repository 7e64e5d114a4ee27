import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { drainOutbox } from "../../src/conversation/outbox-worker.ts";
import type { ConversationDeps } from "../../src/conversation/types.ts";
import { readingOf } from "../../src/core/intake/reading.ts";
import { acceptApplicant } from "../../src/intake/accept.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import type { ActionResult, Recruiter, RecruiterDeps, View } from "../../src/recruiter/types.ts";
import { createRoom, type Room } from "../conversation/room.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { applicant } from "../intake/applicant.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const li: Recruiter = { company: "shop", id: "slack:T1:LI", name: "李经理", role: "recruiter" };
const untilReady = (pool: "是" | "否") => [
  "2",
  "是",
  "否",
  pool,
  "是",
  "随时",
  "都可以",
  "5000-6000",
  "拼多多",
  "跳过",
];

let room: Room;
let deps: RecruiterDeps;
beforeAll(async () => {
  room = await createRoom();
  const { db, vault, library, clock, logger }: ConversationDeps = room.deps;
  deps = {
    ...{ db, vault, library, clock, logger, conversations: { ...room.conversations, wake: () => {} } },
    ...{ locale: "zh-CN", publicUrl: "https://hr.example.com", telegramBot: null },
  };
  room.deps.senders.deferred = createDeferredSender(deps);
  await db.sql`insert into recruiters (company_id, id, name, role) values ('shop', ${li.id}, ${li.name}, 'recruiter')`;
  await openJob("job-old", "拼多多售前");
  for (const [thread, pool] of [
    ["asked", "是"],
    ["night", "是"],
    ["quiet", "是"],
    ["no-pool", "否"],
  ] as const)
    await room.answer(thread, "您好", ...untilReady(pool));
  await room.answer("quiet", "不再提醒");
  await openJob("job-new", "拼多多晚班售后");
});
afterAll(() => room.close());

const openJob = (id: string, title: string) => room.db.sql`
  insert into jobs (company_id, id, title, scenario_id, rule_id, shift, created_at)
  values ('shop', ${id}, ${title}, 'S01', 'R01', 'night', now() + make_interval(secs => ${Number(id === "job-new")}))`;

async function personOf(thread: string): Promise<string> {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ id: string }[]>`
    select a.candidate_id as id from applications a join conversations c on c.application_id = a.id
    where c.thread_index = ${index}`;
  return row?.id ?? "";
}

const violationsOfMessage = (view: View) =>
  violationsOfCall("chat.postMessage", { channel: "C1", ...view, unfurl_links: false, unfurl_media: false });

let clicks = 0;
async function press(id: string, value: unknown): Promise<ActionResult> {
  clicks += 1;
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return await action.run(deps, li, { value: JSON.stringify(value), deliveryId: `pool-${clicks}` });
}

const invite = async (job: string, ...threads: string[]) => {
  const result = await press("match_invite", { job, who: await Promise.all(threads.map(personOf)) });
  await drainOutbox(room.deps);
  return "notice" in result ? result.notice : result.kind;
};
const offers = (thread: string) =>
  room.sent.filter(
    (one) => one.threadId === thread && one.choices.some(({ value }) => value.startsWith("offer:yes:")),
  );
const pressed = async (thread: string, choice: string) => {
  await room.deliver(thread, { kind: "text", messageId: `c-${thread}-${choice}`, text: choice, choice });
  await drainOutbox(room.deps);
};

describe("the talent pool and a new job", () => {
  it("lists who fits the new job, each with reasons, and nobody without consent", async () => {
    const command = commands.find(({ name }) => name === "match");
    const reply = await command?.run(deps, li, "拼多多晚班");
    const shown = JSON.stringify(reply);
    expect(shown).toContain("能上晚班（20-24点）（本人说，11-24）");
    expect(shown).toContain("还缺");
    expect(shown.match(/应聘过「拼多多售前」/g)).toHaveLength(3);
    const words = await command?.run(deps, li, "会拼多多、能晚班的有谁");
    expect(JSON.stringify(words).match(/应聘过「拼多多售前」/g)).toHaveLength(3);
    expect(JSON.stringify(await command?.run(deps, li, "会拼多多的年轻女生有谁"))).toContain("不能按年龄");
  });

  it("invites by one tap, once, but nobody who wants no reminders or gave no consent", async () => {
    const notice = await invite("job-new", "asked", "quiet", "no-pool");
    expect(notice).toContain("已邀请 1 位");
    expect(notice).toContain("1 位不希望再被邀请");
    expect(notice).toContain("1 位没有人才库的同意");
    expect(offers("asked").map(({ text }) => text)).toEqual([expect.stringContaining("拼多多晚班售后")]);
    expect(await invite("job-new", "asked")).toContain("30 天内已被邀请过");
    expect([offers("asked"), offers("quiet"), offers("no-pool")].map(({ length }) => length)).toEqual([
      1, 0, 0,
    ]);
  });

  it("opens a new application of the same person in the same chat, counted under the talent pool", async () => {
    const person = await personOf("asked");
    await pressed("asked", "offer:yes:job-new");
    expect(await personOf("asked")).toBe(person);
    expect((await room.state("asked")).status).toBe("consent");
    const touches = await room.db.sql`
      select job_id, channel from touches where candidate_id = ${person} order by at`;
    expect(touches.map(({ job_id, channel }) => `${job_id} ${channel}`)).toEqual([
      "job-old unknown",
      "job-new pool",
    ]);
    const [invitation] = await room.db.sql`select state from pool_invitations where candidate_id = ${person}`;
    expect(invitation).toEqual({ state: "accepted" });
    // A second press of the old button changes nothing any more.
    await pressed("asked", "offer:yes:job-new");
    expect(await room.db.sql`select 1 from applications where candidate_id = ${person}`).toHaveLength(2);
  });

  it("disturbs nobody at night, and honours a never for every later job", async () => {
    room.skip(13 * 3600);
    expect(await invite("job-new", "night")).toContain("已邀请 1 位");
    expect(offers("night")).toHaveLength(0);
    room.skip(9 * 3600 + 1900);
    await room.pass(1);
    expect(offers("night")).toHaveLength(1);
    await pressed("night", "offer:never:job-new");
    expect(room.sent.at(-1)?.text).toContain("以后不再邀请您");
    await openJob("job-later", "拼多多大促客服");
    room.skip(40 * 86_400);
    expect(await invite("job-later", "night")).toContain("不希望再被邀请");
  });

  it("gives a link to send by hand for whoever has no chat, and joins whoever opens it to that person", async () => {
    const { db, vault, clock } = deps;
    const found = (id: string, name: string, phone: string | null, lawfulBasis: "public" | "applied") =>
      acceptApplicant(
        { transact: db.transact, vault, clock },
        "shop",
        applicant(id, {
          ...{ name, jobId: null, channel: "boss", lawfulBasis, receivedAt: new Date(room.now()) },
          contacts: { phone, email: phone === null ? null : `${id}@example.com`, openid: null },
          resume: readingOf("三年拼多多客服，能上晚班，随时到岗", "2026-11-24"),
        }),
      );
    const { candidateId = null } = await found("found", "陈公开", "13900001111", "public");
    const alone = await found("alone", "没电话", null, "public");
    const mere = await found("mere", "只应聘", "13900002222", "applied");
    const who = [candidateId, alone.candidateId, mere.candidateId];
    await commands.find(({ name }) => name === "match")?.run(deps, li, "拼多多晚班");
    const result = await press("match_invite", { job: "job-new", who });
    const shown = JSON.stringify(result);
    expect(shown).toContain("1 位没有聊过，请您把链接发给他们");
    expect(shown).toContain("1 位没有聊过，也没留电话或邮箱");
    expect(shown).toContain("1 位没有人才库的同意");
    expect(shown).toMatch(/我们在BOSS直聘看到您公开的求职信息.*拼多多晚班售后.*不要转发.*不用再联系/);
    expect(result.kind === "view" ? violationsOfMessage(result.view) : ["no view"]).toEqual([]);
    const code = /hr\.example\.com\/c\/([\w-]{16})/.exec(shown)?.[1] ?? "";
    // Looked at again it is the same link.
    expect(JSON.stringify(await press("match_invite", { job: "job-new", who: [candidateId] }))).toContain(
      code,
    );
    const state = async () => {
      const [row] = await room.db.sql`select state from pool_invitations where candidate_id = ${candidateId}`;
      return row?.state;
    };
    expect(await state()).toBe("linked");
    await room.deliver("opener", { kind: "start", code, name: "改了名的人" });
    expect(await personOf("opener")).toBe(candidateId);
    expect(await state()).toBe("accepted");
    const touches = await room.db
      .sql`select job_id, channel from touches where candidate_id = ${candidateId}`;
    expect(touches.map((row) => ({ ...row }))).toEqual([{ job_id: "job-new", channel: "pool" }]);
    // Passed on, it is the job's link and nobody's person.
    await room.deliver("friend", { kind: "start", code });
    expect(await personOf("friend")).not.toBe(candidateId);
    const friend = await room.db
      .sql`select channel from touches where candidate_id = ${await personOf("friend")}`;
    expect(friend.map(({ channel }) => channel)).toEqual(["pool"]);
  });

  it("never again writes to whoever told a recruiter so", async () => {
    const [{ id } = { id: "" }] = await room.db.sql<{ id: string }[]>`
      select candidate_id as id from intakes order by created_at, id limit 1`;
    await press("match_optout", { job: "job-new", who: id });
    const optedOut = await room.db.sql`select 1 from pool_optouts where candidate_id = ${id}`;
    expect(optedOut).toHaveLength(1);
  });

  it("erases the chat of the earlier application together with the one that came of it", async () => {
    const person = await personOf("asked");
    await room.answer("asked", "删除", "确认删除");
    const left = await room.db.sql`
      select 1 from messages m join conversations v on v.id = m.conversation_id
      join applications a on a.id = v.application_id where a.candidate_id = ${person} and m.author = 'candidate'`;
    expect(left).toHaveLength(0);
    const states = await room.db.sql`
      select v.status from conversations v join applications a on a.id = v.application_id
      where a.candidate_id = ${person}`;
    expect(states.map(({ status }) => status)).toEqual(["erased", "erased"]);
    expect(await room.db.sql`select 1 from pool_invitations where candidate_id = ${person}`).toHaveLength(0);
  });
});
