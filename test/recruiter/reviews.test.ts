import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { median } from "../../src/core/statistics/quantile.ts";
import { openDatabase } from "../../src/db/client.ts";
import { insertFact } from "../../src/db/outcomes.ts";
import { doneReviews } from "../../src/db/reviews.ts";
import type { JobDeps } from "../../src/jobs/job.ts";
import { reviewReminders } from "../../src/jobs/review-reminders.ts";
import { pendingReviews } from "../../src/metrics/pending-reviews.ts";
import { responseTime } from "../../src/metrics/response-time.ts";
import { reviewsPage } from "../../src/recruiter/actions/reviews.ts";
import { workSettingsAction } from "../../src/recruiter/actions/work-settings.ts";
import { reviews } from "../../src/recruiter/commands/reviews.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import { readReviews } from "../../src/recruiter/reviews.ts";
import type { RecruiterSurface, View } from "../../src/recruiter/types.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import {
  addApplicant,
  company,
  createWorld,
  eraseApplicant,
  li,
  type NewApplicant,
  type World,
  zhao,
} from "./world.ts";

/** Local time of the company, which is in Shanghai. */
const local = (text: string) => new Date(`${text}:00+08:00`);
const tuesday = (time: string) => local(`2026-11-24T${time}`);

let world: World;
let now: Date;
beforeEach(async () => {
  world = await createWorld();
  now = tuesday("10:00");
  world.deps.clock = () => now;
});
afterEach(() => world.close());

const fact = async (
  id: string,
  name: string,
  at: Date,
  data: Record<string, string> | null = null,
  key: string = randomUUID(),
) => {
  const of = { company, applicationId: id, key, name, actor: "candidate", data, at: at.getTime() };
  await world.db.transact((tx) => insertFact(tx, of));
};
const move = (id: string, stage: string, at: Date) =>
  world.db.sql`update applications set stage = ${stage}, stage_at = ${at} where id = ${id}`;
/** Somebody whose assessment was finished at `at`. */
const assessed = async (at: Date, a: NewApplicant = {}) => {
  const added = await addApplicant(world, a);
  await move(added.id, "assessed", at);
  await fact(added.id, "assessment_completed", at);
  return added;
};
const give = (id: string, person: string) =>
  world.db
    .sql`insert into assignments (company_id, application_id, recruiter_id) values (${company}, ${id}, ${person})`;
const ask = async (args = "", locale: "zh-CN" | "en" = "zh-CN"): Promise<View> => {
  const reply = await reviews.run({ ...world.deps, locale }, li, args);
  if (reply.kind !== "view") throw new Error("no view");
  return reply.view;
};
const takenBySlack = (view: View) =>
  violationsOfCall("chat.postMessage", { channel: "C1", ...view, unfurl_links: false, unfurl_media: false });

describe("/reviews", () => {
  it("lists the longest wait first in working hours, marks what is over target, and says who has it", async () => {
    const late = await assessed(local("2026-11-23T11:00"));
    const fresh = await assessed(local("2026-11-23T17:30"));
    await give(fresh.id, zhao.id);
    const text = JSON.stringify(await ask());
    expect(text.indexOf(`C${late.number}`)).toBeLessThan(text.indexOf(`C${fresh.number}`));
    expect(text).toContain("待复核 2 位，1 位超过目标");
    expect(text).toMatch(/⏰ \*超过目标\* · 已等 8\.0 工作小时/);
    expect(text).toMatch(/已等 1\.5 工作小时 · 淘宝售后客服 · 由 赵主管 负责/);
    expect(text).toContain("中位数 4.8 工作小时");
    expect(text).toContain("近 30 天处理 0 次，数据不足");
    expect(JSON.stringify(await ask("", "en"))).toMatch(
      /2 reviews, 1 over target.*over target\* · waiting 8\.0 working h/,
    );
    expect(JSON.stringify(await ask("late"))).not.toContain(`C${fresh.number}`);
    expect(JSON.stringify(await ask("mine"))).not.toContain(`C${fresh.number}`);
  });

  it("turns pages, in blocks Slack takes, and says what can be typed", async () => {
    for (let i = 0; i < 10; i += 1)
      await assessed(local(`2026-11-23T1${i % 8}:00`), { jobTitle: `<!channel> *岗位* ${i}` });
    for (const locale of ["zh-CN", "en"] as const) {
      for (const args of ["", "page:2", "late", "page:9"])
        expect(takenBySlack(await ask(args, locale))).toEqual([]);
      expect(JSON.stringify(await ask("help", locale))).toContain("/reviews late");
      expect(JSON.stringify(await ask("<@U1> x", locale))).toContain("&lt;@u1&gt;");
    }
    const first = await ask();
    const value = JSON.stringify(first)
      .match(/"value":"(\{[^}]*page\\*":2\})"/)?.[1]
      ?.replaceAll("\\", "");
    const next = await reviewsPage.run(world.deps, li, { value: value ?? "", deliveryId: "1" });
    expect(next.kind === "view" && JSON.stringify(next.view)).toContain("第 2/2 页");
    for (const bad of ["", "{}x", '{"page":0}', '{"who":1}'])
      expect((await reviewsPage.run(world.deps, li, { value: bad, deliveryId: "2" })).kind).toBe("refused");
  });

  it("counts people who asked for a person and appeals, until somebody reacts", async () => {
    const manual = await addApplicant(world, { stage: "manual", assessment: null });
    await move(manual.id, "manual", tuesday("09:00"));
    await fact(manual.id, "human_requested", tuesday("09:00"));
    const appeal = await assessed(local("2026-11-20T10:00"));
    await move(appeal.id, "declined", local("2026-11-20T11:00"));
    await fact(appeal.id, "declined", local("2026-11-20T11:00"));
    await fact(appeal.id, "review_requested", tuesday("09:30"));
    const kinds = async () =>
      (await readReviews(world.db.sql, company, now)).reviews.map(({ kind, resting }) => [kind, resting]);
    expect(await kinds()).toEqual([
      ["person", null],
      ["appeal", null],
    ]);
    await fact(manual.id, "recruiter_replied", tuesday("09:40"));
    await fact(appeal.id, "recruiter_replied", tuesday("09:40"));
    expect(await kinds()).toEqual([["person", "talking"]]);
  });
});

describe("/reviews settings", () => {
  const form = {
    hours: "10：00-16:00",
    days: "1 2 3 4 5 6",
    off: "2026-11-25",
    worked: "",
    shown_zh: "示例店铺招聘组",
    shown_en: "Hiring team",
  };
  const submit = (who: typeof li, fields: Record<string, string>, deliveryId: string) =>
    workSettingsAction.run(world.deps, who, { value: "{}", form: fields, deliveryId });

  it("shows admins a form Slack takes, and counts with what they chose", async () => {
    for (const locale of ["zh-CN", "en"] as const) {
      const reply = await reviews.run({ ...world.deps, locale }, zhao, "settings");
      if (reply.kind !== "form") throw new Error("no form");
      expect(violationsOfCall("views.open", { trigger_id: "1", view: reply.modal })).toEqual([]);
    }
    await assessed(local("2026-11-24T15:00"));
    now = local("2026-11-26T11:00");
    expect(JSON.stringify(await ask())).toContain("已等 14.0 工作小时");
    expect(await submit(zhao, form, "s1")).toMatchObject({ kind: "done" });
    expect(await submit(zhao, form, "s1")).toMatchObject({ kind: "refused" });
    // An hour on Tuesday, nothing on Wednesday, one on Thursday.
    expect(JSON.stringify(await ask())).toContain("已等 2.0 工作小时");
  });

  it("refuses everybody else, and what it cannot read", async () => {
    expect((await reviews.run(world.deps, li, "settings")).kind).toBe("view");
    expect(await submit(li, form, "s2")).toMatchObject({ kind: "refused" });
    for (const bad of [
      { hours: "9-18" },
      { hours: "18:00-09:00" },
      { days: "8" },
      { off: "Neujahr" },
      { shown_zh: " " },
    ])
      expect(
        await submit(zhao, { ...form, ...bad }, `bad${JSON.stringify(bad)}`),
        JSON.stringify(bad),
      ).toMatchObject({
        kind: "refused",
        notice: expect.stringContaining("没有保存"),
      });
  });
});

describe("the numbers", () => {
  it("agree: pending_reviews with the queue, response_time with the waits that ended", async () => {
    const stagesNow = [
      "assessed",
      "held",
      "screening",
      "invited",
      "declined",
      "manual",
      "withdrawn",
    ] as const;
    for (const [i, stage] of [...stagesNow, ...stagesNow].entries()) {
      const { id } = await addApplicant(world, { assessment: null, stage });
      if (stage !== "manual" || i < 7) await fact(id, "assessment_completed", tuesday("09:00"));
      if (i % 2 === 0) await fact(id, "human_requested", tuesday("09:05"));
      if (i % 4 === 0) await fact(id, "recruiter_replied", tuesday(`09:${10 + i}`));
      if (stage === "invited" || stage === "declined") await fact(id, stage, tuesday("09:40"));
      if (stage === "withdrawn") await fact(id, "erased", tuesday("09:45"));
    }
    const { sql } = world.db;
    const scope = {
      sql,
      company,
      timeZone: "Asia/Shanghai",
      now,
      today: "2026-11-24",
      from: null,
      to: null,
      channels: null,
      job: null,
      shift: null,
    };
    const queue = await readReviews(sql, company, now);
    const [metric] = await pendingReviews.read(scope, []);
    expect(queue.pending).toBe(7);
    expect(metric?.cell.value).toBe(queue.pending);
    expect(queue.reviews.filter(({ pending }) => pending)).toHaveLength(queue.pending);
    const requests = (await doneReviews(sql, company, new Date(0))).filter(({ kind }) => kind === "request");
    const [response] = await responseTime.read(scope, []);
    expect(requests.length).toBeGreaterThan(3);
    expect(response?.cell.value).toBe(median(requests.map(({ from, to }) => (to - from) / 1000)));
    expect(response?.cell.n).toBe(requests.length);
  });

  it("say how many were done within four working hours, with an interval and only when there are enough", async () => {
    for (let i = 0; i < 6; i += 1) {
      const { id } = await assessed(local("2026-11-23T16:00"));
      // Two working hours on Monday, and what of Tuesday morning has passed.
      await fact(id, "invited", i < 4 ? local("2026-11-23T17:00") : local("2026-11-24T09:59"));
      await move(id, "invited", tuesday("09:59"));
    }
    const { done } = await readReviews(world.db.sql, company, now);
    expect(done).toMatchObject({ n: 6, within: 6, median: 3_600_000 });
    now = local("2026-11-26T10:00");
    const { id } = await assessed(local("2026-11-24T09:00"));
    await fact(id, "declined", local("2026-11-25T10:00"));
    expect((await readReviews(world.db.sql, company, now)).done).toMatchObject({ n: 7, within: 6 });
    expect(JSON.stringify(await ask())).toMatch(/近 30 天 4 小时内处理 86% \(6\/7, \d+%–\d+%\)/);
  });

  it("take an act that was undone for none", async () => {
    const { id } = await addApplicant(world, { stage: "manual", assessment: null });
    await fact(id, "human_requested", tuesday("09:00"));
    await fact(id, "invited", tuesday("09:10"), null, "decision:1");
    await fact(id, "undone", tuesday("09:12"), null, "undo:decision:1");
    await move(id, "manual", tuesday("09:12"));
    const queue = await readReviews(world.db.sql, company, now);
    expect(queue.reviews.map(({ kind, since }) => [kind, since])).toEqual([
      ["person", tuesday("09:00").getTime()],
    ]);
    expect(queue.done.n).toBe(0);
  });
});

describe("reminders", () => {
  const queued = async () => {
    const rows = await world.db.sql<{ lane: string; key: string; sealed: Uint8Array }[]>`
      select lane, key, body_sealed as sealed from outbox where lane like 'r:reviews:%' order by seq`;
    return rows.map(({ sealed }) => world.deps.vault.open(sealed, `${company}:outbox`));
  };
  /** Three processes run the job twice each, at the same time. */
  const storm = async (at: Date) => {
    now = at;
    const processes = Array.from(
      { length: 3 },
      (): JobDeps => ({
        db: openDatabase(world.db.url, { max: 2 }),
        vault: world.deps.vault,
        clock: () => at,
        logger: world.deps.logger,
      }),
    );
    const { signal } = new AbortController();
    await Promise.all(processes.flatMap((deps) => [1, 2].map(() => reviewReminders.run(deps, {}, signal))));
    await Promise.all(processes.map(({ db }) => db.close()));
  };

  it("go once to whoever has it after 4 working hours and to those who lead after 8, one message a person, in working time", async () => {
    const mine = await assessed(local("2026-11-23T14:30"));
    const also = await assessed(local("2026-11-23T14:40"));
    const nobodys = await assessed(local("2026-11-23T14:50"));
    for (const { id } of [mine, also]) await give(id, li.id);
    await storm(tuesday("09:20"));
    expect(await queued()).toEqual([]);
    await storm(local("2026-11-23T19:30"));
    await storm(tuesday("08:59"));
    expect(await queued()).toEqual([]);
    await storm(tuesday("10:00"));
    const first = [
      { kind: "reviews", person: li.id, level: "owner", ids: [mine.id, also.id] },
      { kind: "reviews", person: "", level: "owner", ids: [nobodys.id] },
    ];
    expect((await queued()).sort()).toEqual(expect.arrayContaining(first));
    expect(await queued()).toHaveLength(2);
    await storm(tuesday("10:10"));
    await storm(tuesday("12:00"));
    expect(await queued()).toHaveLength(2);
    await storm(tuesday("14:00"));
    expect(await queued()).toHaveLength(3);
    expect((await queued()).at(-1)).toEqual({
      kind: "reviews",
      person: zhao.id,
      level: "lead",
      ids: [mine.id, also.id, nobodys.id],
    });
    await storm(local("2026-11-27T15:00"));
    expect(await queued()).toHaveLength(3);
  });

  it("are not sent to one person more than once an hour: what is due meanwhile comes together", async () => {
    for (const minute of ["00", "10", "20"]) {
      const { id } = await assessed(tuesday(`09:${minute}`));
      await give(id, li.id);
    }
    for (const minute of ["00", "10", "20", "30"]) await storm(tuesday(`13:${minute}`));
    expect(await queued()).toHaveLength(1);
    await storm(tuesday("14:00"));
    expect((await queued()).map((body) => (body as { ids: string[] }).ids.length)).toEqual([1, 2]);
  });

  it("start anew when somebody waits anew, and leave nothing of a person who was erased", async () => {
    const { id } = await assessed(tuesday("09:00"));
    await storm(tuesday("13:00"));
    await fact(id, "hold_over", local("2026-11-25T09:00"));
    await storm(local("2026-11-25T13:00"));
    expect((await queued()).filter((body) => (body as { level: string }).level === "owner")).toHaveLength(2);
    await world.db.transact((tx) => eraseApplicant(tx, id, now.getTime()));
    expect(await world.db.sql`select 1 from review_reminders where application_id = ${id}`).toHaveLength(0);
  });

  it("are posted as things stand: to the person, without names, without what was done; out of working time they wait", async () => {
    const posts: { place: string | null; threadTs: string | null; view: View }[] = [];
    const surface: RecruiterSurface = {
      post: async ({ place, threadTs, view }) => {
        posts.push({ place, threadTs, view });
        return { place: place ?? "C1", ts: `${posts.length}.1` };
      },
      update: async () => {},
      find: async () => null,
    };
    const send = createRecruiterSender(world.deps, surface);
    const one = await assessed(tuesday("09:00"));
    const two = await assessed(tuesday("09:05"));
    const item = (person: string, key: string) => ({
      company,
      lane: "r:reviews",
      key,
      channel: "recruiters",
      conversationId: null,
      applicationId: null,
      attempts: 1,
      maybeDoubled: false,
      place: "",
      createdAt: 0,
      body: { kind: "reviews", person, level: "owner", ids: [one.id, two.id] },
    });
    const { signal } = new AbortController();
    now = tuesday("19:00");
    expect(await send(item(li.id, "a"), signal)).toMatchObject({ kind: "retry", afterMs: 14 * 3_600_000 });
    now = tuesday("14:00");
    await move(two.id, "invited", now);
    await fact(two.id, "invited", now);
    for (let i = 0; i < 2; i += 1)
      expect(await send(item(li.id, "a"), signal)).toMatchObject({ kind: "sent" });
    expect(posts).toHaveLength(1);
    expect(posts[0]?.place).toBe("LI");
    const text = JSON.stringify(posts[0]?.view);
    expect(text).toContain("1 位候选人等复核超过 4 个工作小时");
    expect(text).toContain(`C${one.number}`);
    expect(text).not.toContain(`C${two.number}`);
    expect(text).not.toContain("王小明");
    for (const { view } of posts) expect(takenBySlack(view)).toEqual([]);
    await world.db.sql`insert into recruiter_posts (company_id, key, kind, place, ts)
      values (${company}, 'digest:1', 'digest', 'C1', '7.7')`;
    await send(item("", "b"), signal);
    expect(posts[1]).toMatchObject({ place: "C1", threadTs: "7.7" });
    await move(one.id, "invited", now);
    await fact(one.id, "invited", now);
    expect(await send(item(zhao.id, "c"), signal)).toMatchObject({ kind: "sent" });
    expect(posts).toHaveLength(2);
  });
});
