import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ConversationDeps } from "../../src/conversation/types.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
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
