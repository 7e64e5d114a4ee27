import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drainOutbox, type OutboxDeps } from "../../src/conversation/outbox-worker.ts";
import { claimPlaces } from "../../src/db/posting-places.ts";
import { digestEdits, digests } from "../../src/jobs/digests.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import { digestEntries, digestPage } from "../../src/recruiter/digests/pages.ts";
import type { Recruiter, RecruiterSurface, View } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, li, type World, zhao } from "./world.ts";

type Posted = { key: string; place: string; ts: string; threadTs: string | null; view: View; edits: number };

/** 09:30 in Shanghai on a Tuesday. */
const morning = Date.parse("2026-11-24T09:30:00+08:00");
const minutes = 60_000;

let world: World;
let now = morning;
let posts: Posted[] = [];

const surface: RecruiterSurface = {
  async post({ key, place, threadTs, view }) {
    const call = { channel: "C", ...view, unfurl_links: false, unfurl_media: false };
    expect(violationsOfCall("chat.postMessage", call)).toEqual([]);
    const posted = { key, place: place ?? "DIGEST", ts: `${posts.length + 1}.0`, threadTs, view, edits: 0 };
    posts.push(posted);
    return posted;
  },
  async update({ ts, view }) {
    const post = posts.find((one) => one.ts === ts);
    if (!post) throw new Error("no such message");
    post.view = view;
    post.edits += 1;
  },
  async find(key) {
    return posts.find((post) => post.key === key) ?? null;
  },
};

const clock = () => new Date(now);
const at = (iso: string) => {
  now = Date.parse(iso);
};
const outbox = (): OutboxDeps => ({
  ...world.deps,
  clock,
  channels: {},
  meter: { count: () => {}, observe: () => {} },
  defaultCompany: company,
  wakes: { lines: () => {}, outbox: () => {} },
  paced: true,
  senders: {
    recruiters: createRecruiterSender({ ...world.deps, clock }, surface, {
      postMs: 0,
      callMs: 0,
      sleep: async () => {},
    }),
  },
});
const signal = new AbortController().signal;
const look = () => digests.run({ ...world.deps, clock }, {}, signal);
const edit = () => digestEdits.run({ ...world.deps, clock }, {}, signal);
const send = async () => {
  await look();
  await drainOutbox(outbox());
};
const waits = async (name: string, since: string, change: Parameters<typeof addApplicant>[1] = {}) => {
  const applicant = await addApplicant(world, { name, ...change });
  await world.db.sql`update assessments set created_at = ${since} where application_id = ${applicant.id}`;
  await world.db.sql`update applications set stage_at = ${since} where id = ${applicant.id}`;
  return applicant;
};
const decide = (id: string, stage: string) => world.db.sql`
  update applications set stage = ${stage}, version = version + 1, stage_at = ${clock()} where id = ${id}`;
const text = (post: Posted | undefined) => JSON.stringify(post?.view);

beforeAll(async () => {
  world = await createWorld();
  await world.db.sql`delete from jobs where company_id = 'other'`;
  await world.db.sql`delete from companies where id = 'other'`;
});
afterAll(() => world.close());
beforeEach(async () => {
  posts = [];
  now = morning;
  const { sql } = world.db;
  for (const table of [
    "outbox",
    "digests",
    "digest_rows",
    "recruiter_posts",
    "posting_places",
    "assessments",
  ])
    await sql`delete from ${sql(table)}`;
  await sql`update applications set stage = 'withdrawn'`;
  await sql`delete from job_recruiters`;
});

describe("the digest of matched candidates", () => {
  it("lists who waits, the longest first, marks who is new, and is not sent when nobody waits", async () => {
    await send();
    expect(posts).toEqual([]);
    expect((await digestEntries(world.deps, li)).length).toBe(0);
    at("2026-11-24T17:30:00+08:00");
    await waits("后来的", "2026-11-24T15:00:00+08:00");
    await waits("先来的", "2026-11-23T10:00:00+08:00");
    await send();
    at("2026-11-25T09:30:00+08:00");
    await waits("新来的", "2026-11-24T22:00:00+08:00");
    await send();
    expect(posts.map(({ key }) => key)).toEqual(["matched:2026-11-24T17:30:", "matched:2026-11-25T09:30:"]);
    expect(text(posts[0])).toMatch(/先来的.*后来的/);
    expect(text(posts[0])).not.toContain("🆕");
    expect(text(posts[1])).toMatch(/先来的.*后来的.*新来的\* 🆕/);
    expect(text(posts[1])).toContain("新到 1 位 · 最久的等了 47 小时");
  });

  it("brings each recruiter the candidates of their own jobs by direct message, and the channel the others", async () => {
    const own = await waits("李的人", "2026-11-24T08:00:00+08:00", { jobTitle: "李的岗位" });
    await waits("大家的人", "2026-11-24T08:00:00+08:00");
    await world.db.sql`insert into job_recruiters (company_id, job_id, recruiter_id)
      select company_id, id, ${li.id} from jobs where title = '李的岗位'`;
    await send();
    const channel = posts.find(({ place }) => place === "DIGEST");
    const direct = posts.find(({ place }) => place === "LI");
    expect(posts).toHaveLength(2);
    expect(text(channel)).toContain("大家的人");
    expect(text(channel)).not.toContain("李的人");
    expect(text(channel)).toContain("另有 1 位已私信给岗位负责人");
    expect(text(direct)).toContain("李的人");
    expect(text(direct)).not.toContain("大家的人");
    const personal = `matched:2026-11-24T09:30:${li.id}`;
    expect(await digestPage(world.deps, li, personal)).not.toBeNull();
    expect(await digestPage(world.deps, zhao, personal)).not.toBeNull();
    const other: Recruiter = { ...li, id: "slack:T1:OTHER" };
    expect(await digestPage(world.deps, other, personal)).toBeNull();
    expect(await digestPage(world.deps, { ...li, company: "other" }, personal)).toBeNull();
    expect((await digestEntries(world.deps, other)).map(({ id }) => id)).toEqual([
      "matched:2026-11-24T09:30:",
    ]);
    // Whoever has no rights any more gets nothing; their candidates come to everybody.
    await world.db.sql`update recruiters set removed_at = now() where id = ${li.id}`;
    await decide(own.id, "assessed");
    at("2026-11-24T17:30:00+08:00");
    await send();
    await world.db.sql`update recruiters set removed_at = null where id = ${li.id}`;
    expect(posts.slice(2).map(({ place }) => place)).toEqual(["DIGEST"]);
    expect(text(posts[2])).toContain("李的人");
  });

  it("is edited where it stands when somebody is decided on, once for changes that come together", async () => {
    const [first, second] = [
      await waits("甲", "2026-11-24T08:00:00+08:00"),
      await waits("乙", "2026-11-24T08:10:00+08:00"),
    ];
    await send();
    expect(posts[0]?.edits).toBe(0);
    now += 5 * minutes;
    await edit();
    await drainOutbox(outbox());
    expect(posts[0]?.edits).toBe(0);
    await decide(first.id, "invited");
    now += 10_000;
    await decide(second.id, "declined");
    now += 10_000;
    await edit();
    await drainOutbox(outbox());
    expect(posts[0]?.edits).toBe(0);
    now += 60_000;
    await Promise.all([edit(), edit(), edit()]);
    await drainOutbox(outbox());
    expect(posts).toHaveLength(1);
    expect(posts[0]?.edits).toBe(1);
    expect(posts[0]?.view.text).toBe("匹配的候选人：都处理完了");
    expect(text(posts[0])).toMatch(/✓ C\d+ 甲 · 已邀请.*✓ C\d+ 乙 · 已婉拒/);
    now += 60_000;
    await edit();
    await drainOutbox(outbox());
    expect(posts[0]?.edits).toBe(1);
  });

  it("is shown after a rest once, and not at all when nobody needs it any more", async () => {
    await waits("甲", "2026-11-24T08:00:00+08:00");
    at("2026-11-24T12:29:00+08:00");
    await send();
    expect(posts).toHaveLength(1);
    await waits("乙", "2026-11-24T08:00:00+08:00");
    at("2026-11-24T17:30:00+08:00");
    await look();
    // Slack was away until the digest of the next morning was queued behind it.
    at("2026-11-25T09:30:00+08:00");
    await send();
    expect(posts.map(({ key }) => key)).toEqual(["matched:2026-11-24T09:30:", "matched:2026-11-25T09:30:"]);
    const states = await world.db.sql`select external_id as said from outbox order by seq`;
    expect(states.map(({ said }) => said)).toEqual(["1.0", "too late", "2.0"]);
  });

  it("is posted once by two processes, though one dies between claim and post and another after the post", async () => {
    await waits("甲", "2026-11-24T08:00:00+08:00");
    await Promise.all([look(), look(), look()]);
    // One takes the row and dies.
    expect(await claimPlaces(world.db.sql, 10, clock())).toHaveLength(1);
    await Promise.all([drainOutbox(outbox()), drainOutbox(outbox())]);
    expect(posts).toEqual([]);
    now += 13_000;
    // The next posts and dies before it can note that.
    const [taken] = await claimPlaces(world.db.sql, 10, clock());
    expect(taken?.maybeDoubled).toBe(true);
    const sender = outbox().senders.recruiters;
    const body = world.deps.vault.open(taken?.bodySealed ?? new Uint8Array(), `${company}:outbox`);
    if (taken) await sender?.({ ...taken, body }, AbortSignal.timeout(30_000));
    await world.db.sql`delete from recruiter_posts`;
    await world.db.sql`update digests set shown_at = null`;
    expect(posts).toHaveLength(1);
    await decideLater();
    now += 13_000;
    await Promise.all([drainOutbox(outbox()), drainOutbox(outbox())]);
    await Promise.all([send(), send()]);
    expect(posts).toHaveLength(1);
    expect(await world.db.sql`select state from outbox`).toMatchObject([{ state: "sent" }]);
    expect(await world.db.sql`select place from recruiter_posts`).toHaveLength(1);
  });

  /** Somebody new in the meantime must not make the repeated attempt another digest. */
  const decideLater = () => waits("丙", "2026-11-24T09:00:00+08:00");

  it("forgets whoever is erased, in every message of it", async () => {
    for (let i = 0; i < 12; i += 1) await waits(`某${i}`, `2026-11-24T08:00:0${i % 10}+08:00`);
    const gone = await waits("要删除的人", "2026-11-24T09:20:00+08:00");
    await send();
    expect(posts.map(({ threadTs }) => threadTs)).toEqual([null, "1.0"]);
    expect(text(posts[1])).toContain("要删除的人");
    await world.db.sql`update candidates set name_sealed = null, erased_at = now()
      where id = (select candidate_id from applications where id = ${gone.id})`;
    const sender = outbox().senders.recruiters;
    await sender?.(
      {
        company,
        lane: "r:x",
        key: "card:x",
        channel: "recruiters",
        place: "",
        conversationId: null,
        applicationId: gone.id,
        attempts: 1,
        maybeDoubled: false,
        createdAt: now,
        body: { kind: "card" },
      },
      AbortSignal.timeout(30_000),
    );
    expect(JSON.stringify(posts)).not.toContain("要删除的人");
  });

  it("is kept for the console when there is no Slack", async () => {
    await waits("甲", "2026-11-24T08:00:00+08:00");
    await look();
    const only = createRecruiterSender({ ...world.deps, clock }, null);
    await drainOutbox({ ...outbox(), senders: { recruiters: only } });
    const [entry] = await digestEntries(world.deps, li);
    expect(entry?.title).toBe("匹配的候选人 11-24 09:30");
    expect(JSON.stringify(await digestPage(world.deps, li, entry?.id ?? ""))).toContain("甲");
  });
});

describe("the channels' week", () => {
  it("goes out on Monday morning with the week before against the one before that", async () => {
    const { sql } = world.db;
    const came = async (day: string, count: number) => {
      for (let i = 0; i < count; i += 1)
        await sql`insert into touches (company_id, candidate_id, at, job_id, channel)
          values (${company}, gen_random_uuid(), ${`${day}T10:00:00+08:00`}, 'job_1', 'boss')`;
    };
    await came("2026-11-10", 25);
    await came("2026-11-17", 3);
    await came("2026-11-23", 5);
    await sql`insert into spend (company_id, channel, day, amount_cny) values (${company}, 'boss', '2026-11-18', 700)`;
    at("2026-11-23T09:00:00+08:00");
    await send();
    expect(posts.map(({ key }) => key)).toEqual(["channels:2026-11-23T09:00:"]);
    expect(text(posts[0])).toContain("渠道周报 11-16 – 11-22");
    expect(text(posts[0])).toMatch(/BOSS直聘.*简历 \*3\*（上周 25/);
    expect(text(posts[0])).toContain("超出偶然波动的：BOSS直聘 简历 25 → 3");
    expect(text(posts[0])).toContain("花费 ¥700");
    // What was sent stays as it was sent, whatever is recorded later.
    await came("2026-11-18", 30);
    const page = await digestPage(world.deps, li, "channels:2026-11-23T09:00:");
    expect(JSON.stringify(page?.views)).toMatch(/简历 \*3\*/);
  });
});
