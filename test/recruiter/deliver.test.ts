import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OutboxItem, RecruiterOutbound } from "../../src/conversation/types.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import { isCard, replyFromThread } from "../../src/recruiter/replies.ts";
import { SurfaceError } from "../../src/recruiter/surface-error.ts";
import type { RecruiterSurface, View } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, li, type World } from "./world.ts";

type Posted = { key: string; place: string; ts: string; threadTs: string | null; view: View };

let lastTs = 0;

/** A channel in memory. `loseAfter` = how many messages are answered before one arrives whose answer does not. */
function createChannel() {
  const posts: Posted[] = [];
  const control = { loseAfter: null as number | null, refuseNext: null as SurfaceError | null, looks: 0 };
  const surface: RecruiterSurface = {
    async post({ key, place, threadTs, view }) {
      if (control.refuseNext) {
        const refusal = control.refuseNext;
        control.refuseNext = null;
        throw refusal;
      }
      expect(
        violationsOfCall("chat.postMessage", {
          channel: "C",
          ...view,
          unfurl_links: false,
          unfurl_media: false,
        }),
      ).toEqual([]);
      const posted = { key, place: place ?? "DIGEST", ts: `${++lastTs}.0`, threadTs, view };
      posts.push(posted);
      if (control.loseAfter !== null && control.loseAfter-- === 0) {
        control.loseAfter = null;
        throw new Error("socket hang up");
      }
      return posted;
    },
    async update({ ts, view }) {
      const post = posts.find((one) => one.ts === ts);
      if (!post) throw new Error("no such message");
      post.view = view;
    },
    async find(key) {
      control.looks += 1;
      return posts.find((post) => post.key === key) ?? null;
    },
  };
  return { posts, control, surface };
}

let world: World;
let channel: ReturnType<typeof createChannel>;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  channel = createChannel();
});

const item = (
  applicationId: string | null,
  body: RecruiterOutbound,
  change: Partial<OutboxItem> = {},
): OutboxItem => ({
  company,
  lane: `r:${applicationId}`,
  key: `k-${randomUUID()}`,
  channel: "recruiters",
  place: "",
  conversationId: null,
  applicationId,
  attempts: 1,
  maybeDoubled: false,
  createdAt: 0,
  body,
  ...change,
});

/** These tests are about what is posted; how fast is tested with Slack's own limits. */
const atOnce = { postMs: 0, callMs: 0, sleep: () => Promise.resolve() };

const send = (one: OutboxItem) =>
  createRecruiterSender(world.deps, channel.surface, atOnce)(one, AbortSignal.timeout(30_000));
const assessed: RecruiterOutbound = { kind: "notice", notice: { kind: "assessed" } };
const dueNow = (slot: string): RecruiterOutbound => ({
  kind: "digest",
  of: "matched",
  audience: "",
  slot,
  at: Date.now(),
});
const talk = [
  { author: "customer", text: "奶粉罐破了！" },
  { author: "candidate", text: "实在抱歉，我电话 13812345678" },
] as const;

describe("a finished assessment", () => {
  it("brings one card and the transcript, masked, in its thread", async () => {
    const { id } = await addApplicant(world, { lines: [...talk] });
    expect(await send(item(id, assessed))).toMatchObject({ kind: "sent" });
    expect(channel.posts.map(({ threadTs }) => threadTs)).toEqual([null, channel.posts[0]?.ts]);
    const thread = JSON.stringify(channel.posts[1]?.view);
    expect(thread).toContain("奶粉罐破了！");
    expect(thread).toContain("[手机号已隐藏]");
    expect(thread).not.toContain("13812345678");
  });

  it.each([0, 1])("is never posted twice when the answer to message %i is lost", async (lost) => {
    const { id } = await addApplicant(world, { lines: [...talk] });
    const row = item(id, assessed);
    channel.control.loseAfter = lost;
    expect(await send(row)).toMatchObject({ kind: "held", unknown: true });
    const again = { ...row, attempts: 2, maybeDoubled: true };
    expect(await send(again)).toMatchObject({ kind: "sent" });
    expect(await send(again)).toMatchObject({ kind: "sent" });
    expect(channel.posts.map(({ key }) => key)).toEqual([`card:${id}`, `transcript:${id}:1:0`]);
    // Found again, it is remembered: people can answer under it.
    const [card] = channel.posts;
    expect(await isCard(world.deps, company, card?.place ?? "", card?.ts ?? "")).toBe(true);
  });

  it("does not ask the platform on a first attempt", async () => {
    const { id } = await addApplicant(world, { lines: [...talk] });
    await send(item(id, assessed));
    expect(channel.control.looks).toBe(0);
  });

  it("keeps the platform's word on when to try again", async () => {
    const { id } = await addApplicant(world);
    channel.control.refuseNext = new SurfaceError({ kind: "retry", afterMs: 7000, reason: "ratelimited" });
    const before = Date.now();
    expect(await send(item(id, assessed))).toEqual({ kind: "held", unknown: false, reason: "ratelimited" });
    expect(channel.posts).toEqual([]);
    // The place waits, not only this row.
    const [place] = await world.db.sql<{ at: Date }[]>`
      select next_at as at from posting_places where company_id = ${company} and place = ''`;
    expect((place?.at.getTime() ?? 0) - before).toBeGreaterThanOrEqual(6900);
    await world.db.sql`delete from posting_places`;
  });
});

describe("a card", () => {
  it("is updated where it stands, from the database as it is now", async () => {
    const { id, target } = await addApplicant(world);
    await send(item(id, { kind: "card" }));
    const invite = actions.find((action) => action.id === "invite");
    await invite?.run(world.deps, li, {
      value: target,
      deliveryId: randomUUID(),
      form: { text: "来面试吧", send: "now" },
    });
    await send(item(id, { kind: "card" }));
    expect(channel.posts).toHaveLength(1);
    expect(JSON.stringify(channel.posts[0]?.view)).toContain("李经理");
    expect(JSON.stringify(channel.posts[0]?.view)).not.toMatch(/"(invite|decline|undo)"/);
  });

  it("goes blank when the candidate is erased while it is being posted", async () => {
    const { id } = await addApplicant(world, { name: "正在删除的人", lines: [...talk] });
    const { post } = channel.surface;
    channel.surface.post = async (message) => {
      const posted = await post(message);
      await world.db.sql`update candidates set name_sealed = null, erased_at = now()
        where id = (select candidate_id from applications where id = ${id})`;
      return posted;
    };
    await send(item(id, assessed));
    expect(channel.posts.length).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(channel.posts.map(({ view }) => view))).not.toMatch(/正在删除的人|奶粉罐破了/);
  });

  it("stops when its time is over and goes on from there, with nothing posted twice", async () => {
    const { id } = await addApplicant(world, { name: "慢", stage: "declined", lines: [...talk] });
    const ours = new AbortController();
    const { post } = channel.surface;
    channel.surface.post = async (message) => {
      const posted = await post(message);
      ours.abort();
      return posted;
    };
    const one = item(id, assessed);
    const sender = createRecruiterSender(world.deps, channel.surface, atOnce);
    expect(await sender(one, ours.signal)).toMatchObject({ kind: "held", unknown: false });
    expect(channel.posts).toHaveLength(1);
    expect(await sender({ ...one, attempts: 2 }, new AbortController().signal)).toMatchObject({
      kind: "sent",
    });
    const keys = channel.posts.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("of a candidate who asked for erasure goes blank, with thread, request and digest", async () => {
    const { id } = await addApplicant(world, { name: "要删除的人", lines: [...talk] });
    await send(item(id, assessed));
    await send(item(id, { kind: "notice", notice: { kind: "human", reason: "asked" } }));
    await send(item(null, dueNow("2026-11-24T09:30")));
    expect(JSON.stringify(channel.posts)).toContain("要删除的人");
    await world.db.sql`update candidates set name_sealed = null, erased_at = now()
      where id = (select candidate_id from applications where id = ${id})`;
    await world.db.sql`delete from messages`;
    await send(item(id, { kind: "card" }));
    expect(channel.posts.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(channel.posts.map(({ view }) => view))).not.toMatch(/要删除的人|奶粉罐破了/);
  });
});

describe("people talking", () => {
  it("keeps the talk under the request: no card appears beside it before there is a result", async () => {
    const { id } = await addApplicant(world, { assessment: null, stage: "manual", lines: [...talk] });
    await send(item(id, { kind: "notice", notice: { kind: "human", reason: "asked" } }));
    await send(item(id, { kind: "card" }));
    await send(item(id, { kind: "notice", notice: { kind: "message", messageId: "m", text: "包住吗" } }));
    expect(channel.posts.map(({ threadTs }) => threadTs)).toEqual([null, channel.posts[0]?.ts]);
    await send(item(id, assessed));
    await send(item(id, { kind: "card" }));
    expect(channel.posts.filter(({ key }) => key === `card:${id}`)).toHaveLength(1);
  });

  it("sends a request for a person with the last lines, and a reply in its thread to the candidate, once", async () => {
    const { id, conversationId } = await addApplicant(world, {
      assessment: null,
      stage: "manual",
      lines: [...talk],
    });
    await send(item(id, { kind: "notice", notice: { kind: "human", reason: "asked" } }));
    const [request] = channel.posts;
    expect(JSON.stringify(request?.view)).toContain("奶粉罐破了！");
    const place = request?.place ?? "";
    const threadTs = request?.ts ?? "";
    expect(await isCard(world.deps, company, place, threadTs)).toBe(true);
    expect(await isCard(world.deps, company, place, "999.9")).toBe(false);
    world.said.length = 0;
    const reply = { place, threadTs, text: " 您好，我是李经理 ", deliveryId: "event:T:1" };
    const results = await Promise.all([
      replyFromThread(world.deps, li, reply),
      replyFromThread(world.deps, li, reply),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
    expect(results.map(({ notice }) => notice)).toEqual([null, null]);
    expect(world.said).toEqual([
      {
        conversationId,
        event: {
          type: "recruiterSaid",
          key: "reply:event:T:1",
          kind: "reply",
          text: "您好，我是李经理",
          by: { id: li.id, shown: { zh: "招聘同事", en: "one of our recruiters" } },
        },
      },
    ]);
    expect(await replyFromThread(world.deps, li, { ...reply, threadTs: "999.9", deliveryId: "x" })).toEqual({
      kind: "done",
      notice: null,
    });
    const long = await replyFromThread(world.deps, li, {
      ...reply,
      text: "长".repeat(4001),
      deliveryId: "y",
    });
    expect(long).toMatchObject({ kind: "refused", notice: expect.stringContaining("4000") });
  });

  it("brings the candidate's answer under the newest message about them", async () => {
    const { id } = await addApplicant(world);
    await send(item(id, { kind: "card" }));
    await send(
      item(id, {
        kind: "notice",
        notice: { kind: "message", messageId: "m", text: "下周一可以 <!channel>" },
      }),
    );
    expect(channel.posts[1]).toMatchObject({ threadTs: channel.posts[0]?.ts });
    expect(JSON.stringify(channel.posts[1]?.view)).toContain("下周一可以");
  });

  it("marks an answer as the answer to the question that was asked", async () => {
    const { id } = await addApplicant(world, { stage: "invited" });
    await send(item(id, { kind: "card" }));
    const notice = {
      ...{ kind: "message" as const, messageId: "m", text: "下周一" },
      answers: ["最早哪天能来？<!here>"],
    };
    await send(item(id, { kind: "notice", notice }));
    const shown = JSON.stringify(channel.posts[1]?.view.blocks);
    expect(shown).toMatch(/↩ 回答追问「最早哪天能来？.*」.*下周一/);
    expect(shown).not.toContain("<!here>");
  });

  it("makes a card first when there is none to write under", async () => {
    const { id } = await addApplicant(world);
    await send(item(id, { kind: "thread", text: "李经理 追问: 几号能来？" }));
    expect(channel.posts.map(({ threadTs }) => threadTs)).toEqual([null, channel.posts[0]?.ts]);
    expect(channel.posts[0]?.key).toBe(`card:${id}`);
  });
});

describe("a digest", () => {
  it("is posted once per slot", async () => {
    await addApplicant(world, { name: "匹配的人" });
    const row = item(null, dueNow("2026-11-25T09:30"));
    await send(row);
    await send({ ...row, attempts: 2 });
    expect(channel.posts).toHaveLength(1);
    expect(JSON.stringify(channel.posts[0]?.view)).toContain("匹配的人");
  });
});

describe("edges", () => {
  it("settles everything as sent when there is only the console", async () => {
    const sender = createRecruiterSender(world.deps, null);
    expect(await sender(item(randomUUID(), assessed), AbortSignal.timeout(1000))).toMatchObject({
      kind: "sent",
    });
  });

  it("refuses for good what it cannot read, and applications of others", async () => {
    const foreign = await addApplicant(world, { company: "other" });
    expect(await send(item(foreign.id, assessed))).toMatchObject({ kind: "rejected" });
    expect(await send({ ...item(foreign.id, assessed), body: { kind: "nonsense" } })).toMatchObject({
      kind: "rejected",
    });
  });
});
