import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConversationDeps } from "../../src/conversation/types.ts";
import { questionGroups } from "../../src/db/candidate-questions.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import { replyFromThread } from "../../src/recruiter/replies.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import { createRoom, type Room, untilRolePlay } from "../conversation/room.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const li: Recruiter = { company: "shop", id: "slack:T1:LI", name: "李经理", role: "recruiter" };
const decline = { reason: "score", text: "谢谢您，这次没有安排面试。" };

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
});
afterAll(() => room.close());

let clicks = 0;
async function press(id: string, target: string, form?: Record<string, string>): Promise<ActionResult> {
  clicks += 1;
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return await action.run(deps, li, {
    value: target,
    deliveryId: `chat-${clicks}`,
    ...(form ? { form } : {}),
  });
}

/** The application of a thread, as a button of a card drawn now. */
async function targetOf(thread: string): Promise<string> {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ a: string; v: number }[]>`
    select a.id as a, a.version as v from applications a
    join conversations c on c.application_id = a.id where c.thread_index = ${index}`;
  return JSON.stringify(row);
}

/** Somebody in the middle of the role-play, on whom people may decide (their first attempt is over). */
async function inRolePlay(thread: string): Promise<string> {
  await room.answer(thread, "您好", ...untilRolePlay, "开始");
  expect((await room.state(thread)).status).toBe("roleplay");
  const { a } = JSON.parse(await targetOf(thread)) as { a: string };
  await room.db.sql`update applications set stage = 'assessed', version = version + 1 where id = ${a}`;
  return await targetOf(thread);
}

const heard = (thread: string, text: string) =>
  room.sent.filter((message) => message.threadId === thread && message.text.includes(text)).length;

describe("a question nobody wrote an answer to", () => {
  const groups = () => questionGroups(room.db.sql, room.deps.vault, "shop");
  const answers = (thread: string) => heard(thread, "九点开门");

  it("is asked of people once, answered to everybody who asked, and then by the assistant", async () => {
    await room.answer("asker", "您好", "1", "是", "你们那边快递柜几点开门？", "快递柜几点开门");
    await room.answer("other", "您好", "1", "是", "随时", "快递柜几点开门呢？");
    expect(heard("asker", "我去问一下")).toBe(1);
    expect(heard("asker", "已经在问")).toBe(1);
    expect((await room.state("other")).status).toBe("facts");
    const asked = room.posted.filter((post) => post.kind === "notice" && post.notice.kind === "question");
    expect(asked).toHaveLength(1);
    const [group] = await groups();
    expect(group).toMatchObject({ state: "open", askers: 2 });

    const value = JSON.stringify({ q: group?.group });
    expect((await press("question_answer", value)).kind).toBe("form");
    expect((await press("question_answer", value, { answer: "九点开门，晚上十点关。" })).kind).toBe("done");
    await room.pass(2);
    expect([answers("asker"), answers("other")]).toEqual([1, 1]);
    expect((await room.state("asker")).status).toBe("facts");
    expect(await press("question_answer", value, { answer: "再答一次" })).toMatchObject({ kind: "refused" });
    expect(room.posted.some((post) => post.kind === "suggestion")).toBe(true);

    await room.answer("third", "您好", "1", "快递柜几点开门");
    expect(answers("third")).toBe(0);
    expect((await press("faq_accept", value)).kind).toBe("view");
    await room.answer("third", "快递柜几点开门？");
    expect(answers("third")).toBe(1);
    expect((await groups()).map(({ question }) => question)).toEqual(["快递柜几点开门"]);
  });

  it("is answered by a line in the thread without a takeover, and rejected as an entry", async () => {
    await room.answer("threaded", "您好", "1", "是", "公司楼下有没有便利店？");
    const { a } = JSON.parse(await targetOf("threaded")) as { a: string };
    await room.db.sql`
      insert into recruiter_posts (company_id, key, kind, application_id, place, ts)
      values ('shop', 'card:q', 'card', ${a}, 'C1', '1.1')`;
    const line = { place: "C1", threadTs: "1.1", text: "楼下就有一家。", deliveryId: "thread-1" };
    expect(await replyFromThread(deps, li, line)).toEqual({ kind: "done", notice: null });
    await room.pass(2);
    expect(heard("threaded", "楼下就有一家")).toBe(1);
    expect((await room.state("threaded")).status).toBe("facts");
    const group = (await groups()).find(({ applicationId }) => applicationId === a);
    expect(group).toMatchObject({ state: "answered", answer: "楼下就有一家。" });
    expect((await press("faq_reject", JSON.stringify({ q: group?.group }))).kind).toBe("view");
    expect((await groups()).some(({ applicationId }) => applicationId === a)).toBe(false);
  });

  it("goes with the person who asked it", async () => {
    await room.answer("leaver", "您好", "1", "是", "厕所在几楼呀？", "删除", "确认");
    const [row] = await room.db.sql`select count(*)::int as n from candidate_questions where state = 'open'
      and application_id not in (select application_id from conversations where erased_at is null)`;
    expect(row?.n).toBe(0);
  });
});

describe("a decision while the role-play runs", () => {
  it("is refused as early while it is the first attempt", async () => {
    await room.answer("early", "您好", ...untilRolePlay, "开始");
    const result = await press("decline", await targetOf("early"), decline);
    expect(result).toMatchObject({ kind: "refused", notice: expect.stringContaining("还没测评完") });
  });

  it("disturbs no running clock: the letter sent at once comes when the part is over, once", async () => {
    const target = await inRolePlay("playing");
    expect((await press("decline", target, { ...decline, send: "now" })).kind).toBe("done");
    await room.pass(30);
    expect((await room.state("playing")).status).toBe("roleplay");
    expect(heard("playing", decline.text)).toBe(0);
    await room.pass(320);
    expect((await room.state("playing")).status).not.toBe("roleplay");
    expect(heard("playing", decline.text)).toBe(1);
    expect((await press("undo", await targetOf("playing"))).kind).toBe("refused");
  });
});

describe("a held letter in a real chat", () => {
  it("blocks nothing else that is said to the candidate, and comes after ten minutes with what one may do", async () => {
    await room.answer("held", "您好", "1", "人工");
    expect((await press("decline", await targetOf("held"), decline)).kind).toBe("done");
    expect((await press("reply", await targetOf("held"), { text: "稍等，我看一下" })).kind).toBe("done");
    await room.pass(5);
    expect(heard("held", "稍等")).toBe(1);
    room.skip(9 * 60);
    await room.pass(20);
    expect(heard("held", decline.text)).toBe(0);
    await room.pass(60);
    expect(heard("held", decline.text)).toBe(1);
    expect(heard("held", "复核")).toBeGreaterThanOrEqual(1);
    expect((await room.state("held")).status).not.toBe("new");
    await room.answer("held", "复核");
    expect(room.posted.at(-1)).toMatchObject({ kind: "notice", notice: { kind: "human", reason: "review" } });
  });

  it("is told to nobody when it was undone, and the candidate never knows", async () => {
    await room.answer("undone", "您好", "1", "人工");
    await press("decline", await targetOf("undone"), decline);
    expect((await press("undo", await targetOf("undone"))).kind).toBe("done");
    room.skip(11 * 60);
    await room.pass(3);
    expect(heard("undone", decline.text)).toBe(0);
    expect(await room.state("undone")).toMatchObject({ common: { decision: null } });
  });

  it("dies with the data of a candidate who has everything deleted", async () => {
    await room.answer("deleted", "您好", "1", "人工");
    const target = await targetOf("deleted");
    await press("decline", target, decline);
    await room.answer("deleted", "删除", "确认");
    room.skip(11 * 60);
    await room.pass(3);
    expect(heard("deleted", decline.text)).toBe(0);
    const rows = await room.db.sql`
      select count(*)::int as n from outbox where lane = ${`letter:${JSON.parse(target).a}`} and body_sealed is not null`;
    expect(rows[0]?.n).toBe(0);
  });
});

describe("a question", () => {
  it("comes back into the thread as the answer to that question", async () => {
    await room.answer("asked", "您好", "1", "人工");
    await press("ask", await targetOf("asked"), { text: "周末可以上班吗？" });
    await room.pass(2);
    expect(heard("asked", "周末可以上班吗？")).toBe(1);
    await room.answer("asked", "隔周可以");
    expect(room.posted.findLast(({ kind }) => kind === "notice")).toMatchObject({
      notice: { kind: "message", text: "隔周可以", answers: ["周末可以上班吗？"] },
    });
  });
});
