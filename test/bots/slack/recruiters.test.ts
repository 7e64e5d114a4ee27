import { setTimeout as sleep } from "node:timers/promises";
import fastifyFactory from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlack } from "../../../bots/slack/index.ts";
import { drainOutbox, type OutboxDeps } from "../../../src/conversation/outbox-worker.ts";
import { queueDigest } from "../../../src/db/digests.ts";
import { enqueue } from "../../../src/db/outbox.ts";
import { admitRecruiter, findRecruiter } from "../../../src/db/recruiters.ts";
import { createDownload } from "../../../src/intake/download/download.ts";
import { createPeopleDoor } from "../../../src/intake/people-door.ts";
import { imports } from "../../../src/jobs/imports.ts";
import { actions } from "../../../src/recruiter/actions/index.ts";
import { askOnce } from "../../../src/recruiter/ask-once.ts";
import { commands } from "../../../src/recruiter/commands/index.ts";
import { createRecruiterSender } from "../../../src/recruiter/deliver.ts";
import { tellProgress } from "../../../src/recruiter/import-notice.ts";
import { isCard, replyFromThread } from "../../../src/recruiter/replies.ts";
import type { Recruiter } from "../../../src/recruiter/types.ts";
import { type FakeJournal, type FakeSlack, spawnFakeSlack } from "../../fakes/slack-client.ts";
import { hostileTexts } from "../../recruiter/hostile.ts";
import { addApplicant, company, createWorld, sampleAssessment, type World } from "../../recruiter/world.ts";
import { signingSecret } from "./harness.ts";

type Applicant = Awaited<ReturnType<typeof addApplicant>>;

/** The real recruiter room on a real PostgreSQL, in front of a Slack in another process. */
describe("the recruiter room in Slack", () => {
  let world: World;
  let fake: FakeSlack;
  let outbox: OutboxDeps;
  /** Added to the real time, so that pauses between attempts need not be waited for. */
  let aheadMs = 0;
  const closing: (() => Promise<unknown>)[] = [];
  const li = { user: "U0LI" };
  const zhao = { user: "U0ZHAO" };
  const qian = { user: "U0QIAN" };

  beforeAll(async () => {
    world = await createWorld({ connections: 8 });
    fake = await spawnFakeSlack();
    const { db, deps } = world;
    deps.peopleDoor = createPeopleDoor({
      sql: db.sql,
      transact: db.transact,
      vault: deps.vault,
      clock: () => null,
      boards: { senders: {}, rules: [] },
      told: (of, id) => tellProgress(deps, of, id),
      failed: (_company, _id, error) => {
        throw error;
      },
    });
    const named = (row: { companyId: string; id: string; name: string; role: Recruiter["role"] } | null) =>
      row && { company: row.companyId, id: row.id, name: row.name, role: row.role };
    const slack = createSlack({
      botToken: fake.ids.token,
      signingSecret,
      apiUrl: fake.apiUrl,
      digestChannel: fake.ids.channel,
      admins: ["U0BOSS"],
      locale: "zh-CN",
      logger: deps.logger,
      download: createDownload({ hosts: ["files.slack.com"], trusted: [fake.apiUrl] }),
      desk: {
        deps,
        commands,
        actions,
        findRecruiter: async (id) => named(await findRecruiter(db.orm, company, id)),
        admitAdmin: async (id, name) => {
          const admin = { companyId: company, id, name, role: "admin" as const, addedBy: "SLACK_ADMINS" };
          return named(await admitRecruiter(db.orm, admin));
        },
        isCard: (place, ts) => isCard(deps, company, place, ts),
        replyFromThread: ({ who, ...reply }) => replyFromThread(deps, who, reply),
        ask: async ({ who, ...question }) => (await askOnce(deps, who, question))?.view ?? null,
      },
    });
    for (const { user } of [li, zhao]) {
      await db.sql`insert into recruiters (company_id, id, name, role)
        values (${company}, ${`slack:T0FAKE:${user}`}, ${user === li.user ? "李经理" : "赵主管"}, 'recruiter')`;
    }
    await db.sql`insert into recruiters (company_id, id, name, role)
      values (${company}, ${`slack:T0FAKE:${qian.user}`}, '钱主管', 'lead')`;
    // Applicants of these tests have numbers of their own.
    await db.sql`update companies set last_number = 9000 where id = ${company}`;
    const app = fastifyFactory();
    await app.register(slack.plugin);
    const address = await app.listen({ host: "127.0.0.1", port: 0 });
    await fake.setup({ url: `${address}/slack/events`, signingSecret });
    await slack.start();
    outbox = {
      ...deps,
      clock: () => new Date(Date.now() + aheadMs),
      channels: {},
      meter: { count: () => {}, observe: () => {} },
      defaultCompany: company,
      wakes: { lines: () => {}, outbox: () => {} },
      paced: true,
      senders: {
        recruiters: createRecruiterSender(
          { ...deps, clock: () => new Date(Date.now() + aheadMs) },
          slack.surface,
          { postMs: 0, callMs: 0, sleep },
        ),
      },
    };
    closing.push(
      () => slack.stop(),
      () => app.close(),
      () => fake.stop(),
      () => world.close(),
    );
  });
  afterAll(async () => {
    const violations = await fake?.journal().then((journal) => journal.violations);
    for (const close of closing) await close();
    expect(violations).toEqual([]);
  });

  const queue = (applicant: Applicant, key: string, body: unknown) =>
    world.db.sql.begin((tx) =>
      enqueue(
        tx,
        {
          company,
          lane: `r:${applicant.id}`,
          key,
          channel: "recruiters",
          conversationId: applicant.conversationId,
          applicationId: applicant.id,
          bodySealed: world.deps.vault.seal(body, `${company}:outbox`),
          tracked: false,
        },
        Date.now(),
      ),
    );
  const assessed = async (applicant: Applicant) => {
    await queue(applicant, "assessed", { kind: "notice", notice: { kind: "assessed" } });
    await drainOutbox(outbox);
    return await cardOf(applicant);
  };
  const cardsIn = (journal: FakeJournal, applicant: Applicant) =>
    journal.messages.filter((message) =>
      JSON.stringify(message.metadata ?? null).includes(`"card:${applicant.id}"`),
    );
  const cardOf = async (applicant: Applicant) => {
    const [card, ...more] = cardsIn(await fake.journal(), applicant);
    if (!card || more.length > 0) throw new Error(`expected one card, found ${card ? more.length + 1 : 0}`);
    return card;
  };
  const stageOf = async ({ id }: Applicant) =>
    (await world.db.sql`select stage, version from applications where id = ${id}`)[0];
  const whispered = (who: { user: string }) =>
    expect.poll(async () => (await fake.whispered(who.user))?.text);
  const formOpened = (who: { user: string }) =>
    expect
      .poll(async () => (await fake.journal()).views.some((view) => view.open && view.user === who.user), {
        timeout: 10_000,
      })
      .toBe(true);

  it("posts a finished assessment as a card, with the whole conversation in its thread", async () => {
    const applicant = await addApplicant(world, {
      lines: [
        { author: "customer", text: "奶粉罐子瘪了！" },
        { author: "candidate", text: "实在抱歉，麻烦您先别给宝宝喝这罐了" },
      ],
    });
    const card = await assessed(applicant);
    expect(JSON.stringify(card.blocks)).toContain("78.3");
    const { messages } = await fake.journal();
    const thread = messages.filter(({ thread_ts }) => thread_ts === card.ts);
    expect(JSON.stringify(thread.map(({ blocks }) => blocks))).toContain("先别给宝宝喝这罐了");
  });

  it("lets one of two recruiters who click at once decide, and tells the other by whom", async () => {
    const applicant = await addApplicant(world);
    const card = await assessed(applicant);
    for (const who of [li, zhao]) {
      await fake.click({ ...who, actionId: "hold", ts: card.ts });
      await formOpened(who);
    }
    const answers = await Promise.all([li, zhao].map((who) => fake.submit({ ...who, values: {} })));
    expect(await stageOf(applicant)).toEqual({ stage: "held", version: 1 });
    const facts = await world.db
      .sql`select actor from application_events where application_id = ${applicant.id} and name = 'held'`;
    expect(facts).toHaveLength(1);
    const winner = facts[0]?.actor === "slack:T0FAKE:U0LI" ? "李经理" : "赵主管";
    expect(JSON.stringify(answers)).toContain(`${winner}已在`);
    await drainOutbox(outbox);
    const updated = await cardOf(applicant);
    expect(updated.edited).toBeGreaterThanOrEqual(1);
    expect(JSON.stringify(updated.blocks)).toContain(winner);
  });

  describe("a table that a lead puts into a form", () => {
    const csv =
      "姓名,联系用的号,备注,应聘职位\n王雨,13812345678,会拼多多,淘宝售后客服\n赵一,123,,\n李四,,,没有的岗位\n";
    const file = JSON.stringify([{ name: "名单.csv", base64: Buffer.from(csv).toString("base64") }]);
    const place = { job: "pool", channel: "boss", basis: "consent" };
    const waits = { timeout: 10_000 };
    const importOf = async () =>
      (
        await world.db
          .sql`select id, state, created, bad, actor from imports order by created_at desc limit 1`
      )[0];
    const direct = async () =>
      (await fake.journal()).messages.filter(
        ({ channel, text }) => channel === `D${qian.user}` && text.includes("名单.csv"),
      );
    const modal = async () =>
      JSON.stringify(
        (await fake.journal()).views.findLast(({ user, open }) => open && user === qian.user)?.view,
      );

    it("is shown as it would be read, with its columns corrected, and nobody is in yet", async () => {
      await fake.command({ ...li, command: "/people", text: "import" });
      expect((await fake.whispered(li.user))?.text).toContain("不能做这一步");
      await fake.command({ ...qian, command: "/people", text: "import" });
      await formOpened(qian);
      await fake.submit({ ...qian, values: { file } });
      expect(await modal()).toMatch(/联系用的号 → \*不导入.*李四|没有这个名称的岗位/);
      await fake.clickView({ ...qian, on: "modal", actionId: "import_columns" });
      const twice = await fake.submit({ ...qian, values: { c0: "ignore", c1: "ignore" } });
      expect(JSON.stringify(twice.body)).toContain("至少要有一列");
      await fake.submit({ ...qian, values: { c0: "name", c1: "phone" } });
      const shown = await modal();
      expect(shown).toMatch(/联系用的号 → \*手机号/);
      expect(shown).toContain("138＊＊＊＊5678");
      expect(shown).toMatch(/手机号不对：第 3 行/);
      expect(await importOf()).toMatchObject({ state: "preview", created: 0 });
    });

    it("comes in once, its one message is kept up to date, and is taken back from there", async () => {
      await fake.clickView({ ...qian, on: "modal", actionId: "import_run" });
      const missing = await fake.submit({ ...qian, values: { job: "pool", channel: "boss" } });
      expect(JSON.stringify(missing.body)).toContain("basis");
      expect((await fake.submit({ ...qian, values: place })).view).toBeNull();
      await expect.poll(importOf, waits).toMatchObject({ state: "done", created: 1, bad: 2 });
      await expect
        .poll(async () => {
          await drainOutbox(outbox);
          return JSON.stringify((await direct()).map(({ blocks }) => blocks));
        }, waits)
        .toMatch(/新来 \*1\* 人.*没有这个名称的岗位：第 4 行/);
      const [message, ...more] = await direct();
      expect(more).toEqual([]);
      const [intake] = await world.db.sql`select lawful_basis, channel from intakes where kind = 'csv'`;
      expect(intake).toEqual({ lawful_basis: "consent", channel: "boss" });
      await fake.click({ ...qian, actionId: "import_undo", ts: message?.ts ?? "" });
      await expect.poll(importOf, waits).toMatchObject({ state: "undone" });
      await expect
        .poll(async () => (await world.db.sql`select 1 from intakes where kind = 'csv'`).length, waits)
        .toBe(0);
    });

    it("is taken up by the next minute's job when its process died, once for all", async () => {
      const { db, deps } = world;
      await fake.command({ ...qian, command: "/people", text: "import" });
      await formOpened(qian);
      await fake.submit({ ...qian, values: { file } });
      await db.sql`update imports set state = 'running', alive_at = 'epoch' where state = 'preview'`;
      const { vault, clock, logger } = deps;
      const run = () => imports.run({ db, vault, clock, logger }, {}, new AbortController().signal);
      await Promise.all([run(), run()]);
      expect(await importOf()).toMatchObject({ state: "done", created: 2 });
      // The numbers of later tests are their own.
      const { id } = (await importOf()) ?? {};
      expect(await deps.peopleDoor?.undoTable(company, String(id), "slack:T0FAKE:U0QIAN")).not.toBe(
        "nothing",
      );
      await expect.poll(async () => (await world.db.sql`select 1 from intakes`).length, waits).toBe(0);
    });
  });

  it("declines with a reason and a letter, once, after the form was submitted", async () => {
    const applicant = await addApplicant(world);
    const card = await assessed(applicant);
    await fake.click({ ...li, actionId: "decline", ts: card.ts });
    await formOpened(li);
    const { views } = await fake.journal();
    const options = JSON.stringify(views.findLast(({ user }) => user === li.user)?.view);
    const reason = /"value":"([a-z_]+)"/.exec(options)?.[1] ?? "";
    expect((await stageOf(applicant))?.stage).toBe("assessed");
    const submitted = await fake.submit({
      ...li,
      values: { reason, text: "谢谢您来，这次先不往下走了。", send: "now" },
    });
    expect(submitted.view).toBeNull();
    expect((await stageOf(applicant))?.stage).toBe("declined");
    expect(
      world.said.filter(({ conversationId }) => conversationId === applicant.conversationId),
    ).toMatchObject([
      { event: { type: "recruiterSaid", kind: "decline", text: "谢谢您来，这次先不往下走了。" } },
    ]);
  });

  it("passes a line under the card to the candidate once, though Slack delivers it three times", async () => {
    const applicant = await addApplicant(world);
    const card = await assessed(applicant);
    await fake.say({ ...zhao, threadTs: card.ts, text: "明天下午 3 点方便吗？", times: 3 });
    expect(
      world.said.filter(({ conversationId }) => conversationId === applicant.conversationId),
    ).toMatchObject([{ event: { type: "recruiterSaid", kind: "reply", text: "明天下午 3 点方便吗？" } }]);
  });

  it("answers every command, pages, and opens a job with its tracking link", async () => {
    const applicant = await addApplicant(world, { name: "钱多多" });
    const shown = async (command: string, text = "") =>
      JSON.stringify((await fake.command({ ...li, command, text })).body);
    expect(await shown("/candidates")).toContain(`C${applicant.number}`);
    expect(await shown("/candidate", `C${applicant.number}`)).toContain("钱多多");
    expect(await shown("/jobs")).toContain("淘宝售后客服");
    expect(await shown("/qinpin", "help")).toContain("/candidates");
    await fake.command({ ...li, command: "/jobs", text: "new" });
    await formOpened(li);
    const submitted = await fake.submit({
      ...li,
      values: { title: "京东夜班客服", template: "pdd-food", channels: "boss,douyin" },
    });
    expect(JSON.stringify(submitted.view).match(/https:\/\/hr\.example\.com\/c\//g)).toHaveLength(2);
    expect(await world.db.sql`select 1 from jobs where title = '京东夜班客服'`).toHaveLength(1);
  });

  it("takes spend with its undo, and outcomes by the card's button and by command", async () => {
    const applicant = await addApplicant(world, { stage: "invited" });
    const shown = async (command: string, text = "") =>
      JSON.stringify((await fake.command({ ...li, command, text })).body);
    for (const { name } of commands) expect(await shown(`/${name}`, "help"), name).toContain(`/${name}`);
    expect(await shown("/spend", "boss 3000 2026-11")).toContain("spend_undo");
    expect(await shown("/outcome", `C${applicant.number} hired 2020-11-20`)).toContain("已记录");
    expect(await shown("/export", "csv")).toContain("不能做这一步");
    for (const command of ["/channels", "/funnel", "/spend"])
      expect(await shown(command)).toContain('"header"');
    expect(await shown("/spend", "2026-11")).toContain("BOSS直聘");
    expect(await shown("/cost-per", "hire 2026-11")).toContain("花了 ¥");
    const card = await assessed(applicant);
    expect(JSON.stringify(card)).toContain("已录用 2020-11-20");
    await fake.click({ ...li, actionId: "progress", ts: card.ts });
    await formOpened(li);
    await fake.submit({ ...li, values: { outcome: "left", on: "2020-11-22", reason: "pay" } });
    const facts = await world.db.sql`
      select name, actor from application_events where application_id = ${applicant.id} and key like 'outcome:%' order by id`;
    expect(facts.map(({ name, actor }) => [name, actor])).toEqual([
      ["hired", "slack:T0FAKE:U0LI"],
      ["left", "slack:T0FAKE:U0LI"],
    ]);
  });

  it("takes rights away at once", async () => {
    const applicant = await addApplicant(world);
    const card = await assessed(applicant);
    const id = "slack:T0FAKE:U0GONE";
    await world.db
      .sql`insert into recruiters (company_id, id, name, role, removed_at) values (${company}, ${id}, '前同事', 'recruiter', now())`;
    await fake.click({ user: "U0GONE", actionId: "hold", ts: card.ts });
    await whispered({ user: "U0GONE" }).toContain(id);
    expect((await stageOf(applicant))?.stage).toBe("assessed");
  });

  it("shows each card once when Slack loses answers, fails, or limits the rate", async () => {
    const faults = [
      { kind: "acceptThenDrop" as const },
      { kind: "error500" as const },
      { kind: "refuse" as const, error: "internal_error" },
      { kind: "rateLimit" as const, retryAfter: 30 },
    ];
    for (const fault of faults) {
      const applicant = await addApplicant(world);
      await fake.fault("chat.postMessage", fault);
      await queue(applicant, "assessed", { kind: "notice", notice: { kind: "assessed" } });
      await drainOutbox(outbox);
      if (fault.kind === "rateLimit") {
        const before = (await fake.journal()).calls.length;
        aheadMs += 27_000;
        await drainOutbox(outbox);
        expect((await fake.journal()).calls.length).toBe(before);
      }
      aheadMs += 3_000;
      await drainOutbox(outbox);
      await cardOf(applicant);
    }
  });

  it("posts a digest once, its first message of at most eight rows", async () => {
    for (let i = 0; i < 9; i += 1) await addApplicant(world, { name: `候选人${i}` });
    const slot = "2026-11-24T09:30";
    for (let i = 0; i < 3; i += 1) {
      const now = Date.now() + aheadMs;
      const due = { company, kind: "matched" as const, slot, at: now, audience: "", place: "", now };
      await queueDigest(world.db.sql, world.deps.vault, due);
      await drainOutbox(outbox);
    }
    const { messages } = await fake.journal();
    const posts = messages.filter((m) => JSON.stringify(m.metadata ?? null).includes(`"matched:${slot}:"`));
    expect(posts).toHaveLength(1);
    const digest = JSON.stringify(posts[0]?.blocks);
    expect(new Set(digest.match(/候选人\d/g)).size).toBeLessThanOrEqual(8);
    // Everybody reads the digest: opening a card from it leaves it as it is.
    await fake.click({ ...zhao, actionId: "open", ts: posts[0]?.ts ?? "" });
    await expect.poll(async () => (await fake.whispered(zhao.user))?.blocks.length).toBeGreaterThan(3);
    const after = (await fake.journal()).messages.find(({ ts }) => ts === posts[0]?.ts);
    expect(JSON.stringify(after?.blocks)).toBe(digest);
  });

  it("survives hostile names, answers and job titles without one refused block or mention", async () => {
    const sample = hostileTexts.filter((_, i) => i % 12 === 0);
    for (const text of sample) {
      const applicant = await addApplicant(world, {
        name: text.slice(0, 200),
        jobTitle: text.replaceAll("\u0000", "").slice(0, 200) || "x",
        assessment: sampleAssessment({ words: text }),
        lines: [{ author: "candidate", text }],
      });
      await assessed(applicant);
      await fake.command({ ...li, command: "/candidate", text: `C${applicant.number}` });
    }
    expect((await fake.journal()).violations).toEqual([]);
  }, 60_000);
});
