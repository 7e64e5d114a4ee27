import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { currentTakeover } from "../../src/db/takeovers.ts";
import { handBackAction, takeOverAction } from "../../src/recruiter/actions/takeover.ts";
import { cardView } from "../../src/recruiter/card-view.ts";
import { replyFromThread } from "../../src/recruiter/replies.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import { createRoom, type Room, untilRolePlay } from "../conversation/room.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { company, li, zhao } from "./world.ts";

let room: Room;
let deps: RecruiterDeps;
let clicks = 0;

beforeAll(async () => {
  room = await createRoom();
  const { db, conversations } = room;
  for (const person of [li, zhao])
    await db.sql`insert into recruiters (company_id, id, name, role)
      values (${company}, ${person.id}, ${person.name}, ${person.role})`;
  const { vault, library, clock, logger } = room.deps;
  deps = {
    db,
    vault,
    conversations,
    library,
    clock,
    logger,
    locale: "zh-CN",
    publicUrl: "https://hr.example.com",
    telegramBot: null,
  };
});
afterAll(() => room?.close());

const startedAs = async (thread: string, ...texts: string[]): Promise<{ id: string; value: string }> => {
  await room.deliver(thread, { kind: "start", name: "王小明" });
  await room.answer(thread, ...texts);
  const index = deps.vault.index(thread, `${company}:telegram:bot`);
  const [row] = await room.db.sql<{ id: string }[]>`
    select application_id as id from conversations where thread_index = ${index}`;
  if (!row) throw new Error("nobody started");
  return { id: row.id, value: JSON.stringify({ a: row.id, v: 0 }) };
};
const take = (who: Recruiter, value: string, form?: Record<string, string>): Promise<ActionResult> => {
  clicks += 1;
  const input = { value, deliveryId: `click:${clicks}`, ...(form ? { form } : {}) };
  return takeOverAction.run(deps, who, input);
};
const giveBack = (who: Recruiter, value: string): Promise<ActionResult> => {
  clicks += 1;
  return handBackAction.run(deps, who, { value, deliveryId: `click:${clicks}` });
};
const facts = async (id: string) =>
  room.db.sql<{ name: string; actor: string; data: unknown }[]>`
    select name, actor, data from application_events
    where application_id = ${id} and name in ('taken_over', 'handed_back') order by id`;
const heard = (thread: string) =>
  room.sent.filter(({ threadId }) => threadId === thread).map(({ text }) => text);
const passedOn = () =>
  room.posted.flatMap((body) =>
    body.kind === "notice" && body.notice.kind === "message" ? [body.notice.text] : [],
  );

describe("taking over", () => {
  it("asks until when, tells the candidate once, stops a role-play, and keeps who, why and until as facts", async () => {
    const { id, value } = await startedAs("t1", ...untilRolePlay, "开始");
    const form = await take(li, value);
    expect(form.kind).toBe("form");
    if (form.kind === "form")
      expect(violationsOfCall("views.open", { trigger_id: "1", view: form.modal })).toEqual([]);
    expect(await take(li, value, { span: "hour", why: "terms" })).toMatchObject({ kind: "done" });
    await room.pass(1);
    expect((await room.state("t1")).status).toBe("taken");
    expect(heard("t1").at(-1)).toMatch(/现在由招聘同事和您沟通.*不计分/);
    const until = room.now() - 1000 + 3_600_000;
    expect(await facts(id)).toEqual([
      { name: "taken_over", actor: li.id, data: { until, limit: "at", why: "terms" } },
    ]);
    const timers = await room.db.sql`
      select kind from timers t join conversations c on c.id = t.conversation_id where c.application_id = ${id}`;
    expect(timers.map(({ kind }) => kind)).toEqual(["handback"]);
    const said = heard("t1").length;
    await room.answer("t1", "工资怎么算", "对");
    expect(heard("t1")).toHaveLength(said);
    expect(passedOn().slice(-2)).toEqual(["工资怎么算", "对"]);
  });

  it("is refused to the second person, who is told who has it; what they write in the thread still arrives, with the same news", async () => {
    const { id, value } = await startedAs("t2", "1", "是");
    await take(li, value, { span: "open", why: "asked" });
    const second = await take(zhao, value, { span: "quiet", why: "other" });
    expect(second).toMatchObject({ kind: "refused", notice: expect.stringMatching(/李经理 接待.*交还为止/) });
    expect((await currentTakeover(room.db.sql, company, id))?.by).toBe(li.id);
    await room.db.sql`insert into recruiter_posts (company_id, key, kind, application_id, place, ts)
      values (${company}, 'human:t2', 'human', ${id}, 'C1', '1.1')`;
    const reply = { place: "C1", threadTs: "1.1", text: "我也在", deliveryId: "event:1" };
    const told = await replyFromThread(deps, zhao, reply);
    expect(told).toMatchObject({ kind: "done", notice: expect.stringContaining("李经理") });
    await room.pass(1);
    expect(heard("t2").at(-1)).toBe("我也在");
    expect(await replyFromThread(deps, li, { ...reply, deliveryId: "event:2", text: "好" })).toEqual({
      kind: "done",
      notice: null,
    });
  });

  it("by two at once leaves one of them with the conversation", async () => {
    const { id, value } = await startedAs("t3", "1");
    const results = await Promise.all([
      take(li, value, { span: "hour", why: "asked" }),
      take(zhao, value, { span: "hour", why: "asked" }),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
    expect(await facts(id)).toHaveLength(1);
  });

  it("happens by writing, ends two hours after the last line, and the question comes again with its answers", async () => {
    const { id } = await startedAs("t4", "1", "是", "人工");
    await room.db.sql`insert into recruiter_posts (company_id, key, kind, application_id, place, ts)
      values (${company}, 'human:t4', 'human', ${id}, 'C1', '4.1')`;
    await replyFromThread(deps, li, { place: "C1", threadTs: "4.1", text: "您好", deliveryId: "event:t4" });
    await room.pass(1);
    expect(heard("t4").slice(-2)).toEqual([expect.stringContaining("现在由招聘同事和您沟通"), "您好"]);
    expect(await facts(id)).toMatchObject([{ actor: li.id, data: { why: "wrote", limit: "quiet" } }]);
    room.skip(2 * 3600 - 3);
    await room.pass(1);
    expect((await room.state("t4")).status).toBe("taken");
    await room.pass(3);
    expect((await room.state("t4")).status).toBe("facts");
    expect(heard("t4").slice(-2)).toEqual([
      expect.stringContaining("和同事的沟通先到这里"),
      expect.stringMatching(/最早什么时候/),
    ]);
    expect((await facts(id)).at(-1)).toMatchObject({
      name: "handed_back",
      actor: "system",
      data: { why: "quiet" },
    });
  });

  it("ends by button, by anybody on the list, and by the candidate's continue, in English too", async () => {
    const { id, value } = await startedAs("t5", "1", "是", "English");
    await take(li, value, { span: "open", why: "other" });
    await room.pass(1);
    expect(heard("t5").at(-1)).toMatch(/one of our recruiters is talking with you/);
    expect(await giveBack(zhao, value)).toMatchObject({ kind: "done" });
    expect(await giveBack(zhao, value)).toMatchObject({ kind: "refused" });
    await take(li, value, { span: "open", why: "other" });
    await room.answer("t5", "continue");
    expect((await room.state("t5")).status).toBe("facts");
    expect((await facts(id)).map(({ name, actor }) => [name, actor])).toEqual([
      ["taken_over", li.id],
      ["handed_back", zhao.id],
      ["taken_over", li.id],
      ["handed_back", "candidate"],
    ]);
    expect(await currentTakeover(room.db.sql, company, id)).toBeNull();
  });

  it("uses the name the company chose", async () => {
    await room.db.sql`insert into work_settings (company_id, working_time, shown_zh, shown_en)
      values (${company}, '{}', '示例店铺招聘组·{name}', 'Hiring team, {name}')`;
    const { value } = await startedAs("t6", "1");
    await take(li, value, { span: "quiet", why: "other" });
    await room.pass(1);
    expect(heard("t6").at(-1)).toContain("示例店铺招聘组·李经理");
  });

  it("stands on the card, with a button to hand back, in blocks Slack takes", async () => {
    const { id, value } = await startedAs("t7", "1");
    const before = JSON.stringify(await cardView(deps, li, id));
    expect(before).toContain('"take_over"');
    expect(before).not.toContain('"hand_back"');
    await take(li, value, { span: "today", why: "interview" });
    for (const locale of ["zh-CN", "en"] as const) {
      const view = await cardView({ ...deps, locale }, li, id);
      expect(
        violationsOfCall("chat.postMessage", {
          channel: "C1",
          ...view,
          unfurl_links: false,
          unfurl_media: false,
        }),
      ).toEqual([]);
      expect(JSON.stringify(view)).toContain('"hand_back"');
      expect(JSON.stringify(view)).toContain("李经理");
      expect(JSON.stringify(view)).toContain("18:00");
    }
  });

  it("does not stand in the way of erasing: nothing is left, and nobody can take it over again", async () => {
    const { id, value } = await startedAs("t8", "1", "是");
    await take(li, value, { span: "open", why: "asked" });
    await room.answer("t8", "删除", "确认");
    expect(await currentTakeover(room.db.sql, company, id)).toBeNull();
    expect((await facts(id)).every(({ data }) => data === null)).toBe(true);
    const timers = await room.db.sql`
      select 1 from timers t join conversations c on c.id = t.conversation_id where c.application_id = ${id}`;
    expect(timers).toHaveLength(0);
    expect(await take(li, value, { span: "open", why: "asked" })).toMatchObject({ kind: "refused" });
  });

  it("is for people on the list only, once per click, and about candidates of their own company", async () => {
    const { value } = await startedAs("t9", "1");
    const stranger = { ...li, id: "slack:T1:NOBODY" };
    expect(await take(stranger, value, { span: "open", why: "asked" })).toMatchObject({ kind: "refused" });
    expect(await take({ ...li, company: "other" }, value, { span: "open", why: "asked" })).toMatchObject({
      kind: "refused",
    });
    const input = { value, form: { span: "open", why: "asked" }, deliveryId: "click:same" };
    expect(await takeOverAction.run(deps, li, input)).toMatchObject({ kind: "done" });
    expect(await takeOverAction.run(deps, li, input)).toMatchObject({ kind: "refused" });
    for (const bad of ["", "{}", '{"a":"x","v":0}'])
      expect(await take(li, bad)).toMatchObject({ kind: "refused" });
  });
});
