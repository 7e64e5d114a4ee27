import fastifyFactory from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlack } from "../../../bots/slack/index.ts";
import { ownSettings } from "../../../src/db/company-settings.ts";
import { findRecruiter } from "../../../src/db/recruiters.ts";
import { actions } from "../../../src/recruiter/actions/index.ts";
import { commands } from "../../../src/recruiter/commands/index.ts";
import { type FakeSlack, spawnFakeSlack } from "../../fakes/slack-client.ts";
import { addApplicant, company, createWorld, type World } from "../../recruiter/world.ts";
import { signingSecret } from "./harness.ts";

/** Home and forms: the real recruiter room in front of a Slack in another process. */
let world: World;
let fake: FakeSlack;
const closing: (() => Promise<unknown>)[] = [];
const boss = { user: "U0ADMIN" };
const li = { user: "U0LI" };
const pauseMs = 400;

beforeAll(async () => {
  world = await createWorld({ connections: 8 });
  fake = await spawnFakeSlack();
  const { db, deps } = world;
  const slack = createSlack({
    botToken: fake.ids.token,
    signingSecret,
    apiUrl: fake.apiUrl,
    digestChannel: fake.ids.channel,
    admins: [],
    locale: "zh-CN",
    logger: deps.logger,
    homePauseMs: pauseMs,
    desk: {
      deps,
      commands,
      actions,
      findRecruiter: async (id) => {
        const row = await findRecruiter(db.orm, company, id);
        if (!row) return null;
        const { locale } = await ownSettings(db.sql, company, id);
        return { company, id, name: row.name, role: row.role, locale };
      },
      admitAdmin: async () => null,
      isCard: async () => false,
      replyFromThread: async () => ({ kind: "done", notice: null }),
      ask: async () => null,
    },
  });
  await db.sql`insert into recruiters (company_id, id, name, role) values
    (${company}, 'slack:T0FAKE:U0ADMIN', '王管理', 'admin'), (${company}, 'slack:T0FAKE:U0LI', '李经理', 'recruiter')`;
  const app = fastifyFactory();
  await app.register(slack.plugin);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  await fake.setup({ url: `${address}/slack/events`, signingSecret, waitMs: 10_000 });
  await slack.start();
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

const homeOf = async (who: { user: string }) =>
  JSON.stringify((await fake.journal()).homes[who.user] ?? null);
const modalOf = async (who: { user: string }) =>
  (await fake.journal()).views.findLast(({ user, open }) => open && user === who.user);
const shows = (who: { user: string }) =>
  expect.poll(async () => JSON.stringify((await modalOf(who))?.view ?? null));
const publishes = async () =>
  (await fake.journal()).calls.filter(({ method }) => method === "views.publish").length;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs + 50));

describe("the Home tab", () => {
  it("is published when it is opened, with what waits now", async () => {
    await addApplicant(world, { name: "周首页" });
    expect(await fake.openHome(boss)).toMatchObject({ status: 200 });
    expect(await homeOf(boss)).toContain("周首页");
    expect(await homeOf(boss)).toContain("份待复核");
  });

  it("is published at most once in a while, however often it is opened, and not for the other tab", async () => {
    await pause();
    const before = await publishes();
    await Promise.all(Array.from({ length: 8 }, () => fake.openHome(boss)));
    expect(await publishes()).toBe(before + 1);
    await pause();
    await fake.openHome({ ...boss, tab: "messages" });
    expect(await publishes()).toBe(before + 1);
  });

  it("tells somebody who is not on the list how to get there, and nothing else", async () => {
    await fake.openHome({ user: "U0STRANGER" });
    const home = await homeOf({ user: "U0STRANGER" });
    expect(home).toContain("slack:T0FAKE:U0STRANGER");
    expect(home).not.toContain("周首页");
  });

  it("costs no delivery when Slack does not take it", async () => {
    await pause();
    await fake.fault("views.publish", { kind: "error500" });
    expect(await fake.openHome(boss)).toMatchObject({ status: 200, attempts: 1 });
    await pause();
    await fake.openHome(boss);
    expect(await homeOf(boss)).toContain("周首页");
  });

  it("opens cards and lists in a modal, whose buttons turn it into their forms", async () => {
    await fake.clickView({ ...boss, on: "home", actionId: "open" });
    await shows(boss).toContain("周首页");
    await fake.clickView({ ...boss, on: "modal", actionId: "decline" });
    await shows(boss).toContain('"callback_id":"decline"');
    const submitted = await fake.submit({ ...boss, values: { reason: "score", text: "谢谢您来。" } });
    expect(submitted.view).toBeNull();
    const [row] = await world.db.sql`select stage from applications where stage <> 'assessed'`;
    expect(row).toEqual({ stage: "declined" });
    // What was decided is no longer waiting, and the Home says so by itself.
    await expect.poll(async () => await homeOf(boss)).not.toContain("周首页");
  });

  it("leads to a job with its links in one form", async () => {
    await fake.clickView({ ...boss, on: "home", actionId: "job_new" });
    await shows(boss).toContain('"callback_id":"job_new"');
    const wrong = await fake.submit({
      ...boss,
      values: { title: " ", template: "pdd-food", channels: "boss" },
    });
    expect(wrong.body).toMatchObject({ response_action: "errors", errors: { title: expect.any(String) } });
    expect((await modalOf(boss))?.errors).toHaveProperty("title");
    const values = {
      title: "首页开的岗位",
      shift: "night",
      template: "pdd-food",
      openings: "2",
      channels: "boss,douyin",
    };
    const made = await fake.submit({ ...boss, values });
    expect(JSON.stringify(made.view).match(/hr\.example\.com\/c\//g)).toHaveLength(2);
    expect(await world.db.sql`select 1 from jobs where title = '首页开的岗位'`).toHaveLength(1);
  });
});

describe("settings in Slack", () => {
  it("add a colleague chosen from the workspace; a mistake is shown in the form", async () => {
    await fake.clickView({ ...boss, on: "home", actionId: "settings" });
    await shows(boss).toContain("摘要时间");
    await fake.clickView({ ...boss, on: "modal", actionId: "people" });
    await shows(boss).toContain("王管理");
    await fake.clickView({ ...boss, on: "modal", actionId: "person_new" });
    await shows(boss).toContain('"callback_id":"person_new"');
    const twice = await fake.submit({ ...boss, values: { who: "U0LI", name: "李", role: "lead" } });
    expect(twice.body).toMatchObject({
      response_action: "errors",
      errors: { who: expect.stringContaining("已经在名单里") },
    });
    const added = await fake.submit({ ...boss, values: { who: "U0QIAN", name: "钱", role: "auditor" } });
    expect(added.view).toBeNull();
    const [row] = await world.db.sql`select name, role from recruiters where id = 'slack:T0FAKE:U0QIAN'`;
    expect(row).toEqual({ name: "钱", role: "auditor" });
  });

  it("keep the last admin, and say so in the form", async () => {
    await fake.command({ ...boss, command: "/settings" });
    await fake.click({ ...boss, actionId: "people" });
    await expect.poll(async () => JSON.stringify(await fake.whispered(boss.user))).toContain("person_edit");
    const value = JSON.stringify({ person: "slack:T0FAKE:U0ADMIN" });
    await world.db.sql`update recruiters set removed_at = now() where id = 'slack:T1:ZHAO'`;
    await fake.click({ ...boss, actionId: "person_edit", value });
    await shows(boss).toContain("slack:T0FAKE:U0ADMIN");
    const wrong = await fake.submit({ ...boss, values: { role: "remove" } });
    expect(wrong.body).toMatchObject({
      response_action: "errors",
      errors: { role: expect.stringContaining("管理员") },
    });
  });

  it("speak the language a person chose from then on, and only to that person", async () => {
    await fake.command({ ...li, command: "/settings" });
    await fake.click({ ...li, actionId: "own_settings" });
    await shows(li).toContain('"callback_id":"own_settings"');
    await fake.submit({ ...li, values: { locale: "en", digests: "off" } });
    const body = async (who: { user: string }) =>
      JSON.stringify((await fake.command({ ...who, command: "/jobs" })).body);
    expect(await body(li)).toContain("Open a job");
    expect(await body(boss)).toContain("发布新岗位");
    await fake.openHome(li);
    expect(await homeOf(li)).toContain("Waiting for you today");
  });
});
