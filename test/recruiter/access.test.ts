import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isRight, Role, reachOf } from "../../src/core/rights.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { ActionResult, Recruiter } from "../../src/recruiter/types.ts";
import { createConsoleApp } from "../bots/console/console.ts";
import { addApplicant, company, createWorld, type World } from "./world.ts";

let world: World;
const people: Record<Role, Recruiter> = {
  recruiter: { company, id: "slack:T1:R", name: "专员", role: "recruiter" },
  lead: { company, id: "slack:T1:L", name: "主管", role: "lead" },
  admin: { company, id: "slack:T1:A", name: "管理员", role: "admin" },
  auditor: { company, id: "slack:T1:X", name: "审计", role: "auditor" },
};
const list = async (who: Recruiter) =>
  await world.db
    .sql`insert into recruiters (company_id, id, name, role) values (${company}, ${who.id}, ${who.name}, ${who.role})
    on conflict (company_id, id) do update set role = excluded.role, removed_at = null`;
const assign = (job: string, who: string) =>
  world.db
    .sql`insert into job_recruiters (company_id, job_id, recruiter_id) values (${company}, ${job}, ${who})
    on conflict do nothing`;

beforeAll(async () => {
  world = await createWorld({ connections: 8 });
});
beforeEach(async () => {
  await world.db.sql`delete from job_recruiters`;
  for (const who of Object.values(people)) await list(who);
});
afterAll(() => world.close());

let deliveries = 0;
const fresh = () => `access:${++deliveries}`;

/** Everything a click could leave behind. */
const traces = async (): Promise<string> => {
  const { sql } = world.db;
  const tables = await Promise.all([
    sql`select stage, version from applications order by id`,
    sql`select count(*) from application_events`,
    sql`select count(*) from outbox`,
    sql`select id, title from jobs order by id`,
    sql`select count(*) from tracking_links`,
    sql`select * from job_recruiters order by 1, 2, 3`,
    sql`select id, role, removed_at from recruiters order by id`,
    sql`select * from faq_entries order by id`,
    sql`select * from company_settings`,
    sql`select count(*) from audit`,
    sql`select count(*) from recruiter_inbox`,
  ]);
  return JSON.stringify([tables, world.said.length]);
};

const refusedFor = (result: ActionResult): "role" | "other job" | "unlisted" | null => {
  if (result.kind !== "refused") return null;
  if (result.notice.includes("您现在的角色是")) return "role";
  if (result.notice.includes("不归您负责")) return "other job";
  return result.notice.includes("不在招聘名单") ? "unlisted" : null;
};

/** A form that every action finds something in, so that it would do what it does. */
const filled = {
  text: "您好，请问周四下午方便吗？",
  reason: "score",
  title: "新岗位",
  channels: "boss",
  source: "boss",
  people: "",
  scope: "every",
  question: "工资怎么算？",
  answer: "底薪加提成，每月十日发。",
  matched: "08:00",
  day: "1",
  time: "09:00",
  who: "console:new",
  name: "新同事",
  role: "recruiter",
  locale: "zh-CN",
  digests: "on",
};

describe("the access matrix", () => {
  it("has a row for every command and every button", () => {
    const names = [
      ...commands.map(({ name }) => `command ${name}`),
      ...actions.map(({ id }) => `action ${id}`),
    ];
    expect(names.length).toBeGreaterThan(25);
    expect(names.filter((name) => !isRight(name))).toEqual([]);
  });

  it("has a row for every page of the console", async () => {
    const routes: { url: string; right: string | undefined }[] = [];
    const app = await createConsoleApp(world, (route) =>
      routes.push({ url: route.url, right: route.config?.right }),
    );
    await app.close();
    const open = ["/console/page/:file"];
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter(({ url, right }) => !open.includes(url) && !(right && isRight(right)))).toEqual([]);
  });

  it.each(Role.options)("holds for each button and form when a %s presses it", async (role) => {
    const applicant = await addApplicant(world, { jobTitle: `岗位 ${role}` });
    const [{ job } = { job: "" }] = await world.db.sql<{ job: string }[]>`
      select job_id as job from applications where id = ${applicant.id}`;
    const value = JSON.stringify({ a: applicant.id, v: 0 });
    for (const { id, run } of actions) {
      const may = reachOf(role, `action ${id}`) !== "no";
      for (const form of [undefined, filled]) {
        // A refused click is looked at closely; one that goes through may do anything.
        const before = may ? "" : await traces();
        for (const about of [value, JSON.stringify({ job }), "{}"]) {
          const input = { value: about, deliveryId: fresh(), ...(form ? { form } : {}) };
          const result = await run(world.deps, people[role], input);
          expect(refusedFor(result), `${id} ${about} by ${role}`).toBe(may ? null : "role");
        }
        if (!may) expect(await traces(), `${id} by ${role}`).toBe(before);
      }
    }
  });

  it.each(Role.options)("holds for each command when a %s types it", async (role) => {
    for (const { name, run } of commands) {
      const may = reachOf(role, `command ${name}`) !== "no";
      const reply = await run(world.deps, people[role], "");
      const text = reply.kind === "view" ? reply.view.text : "";
      expect(text.includes("您现在的角色是"), `/${name} by ${role}`).toBe(!may);
    }
  });

  it("shows in the help only what the person may type", async () => {
    const help = commands.find(({ name }) => name === "qinpin");
    const shown = async (role: Role) => JSON.stringify(await help?.run(world.deps, people[role], ""));
    expect(await shown("recruiter")).not.toContain("/audit");
    expect(await shown("auditor")).toContain("/audit");
  });
});

describe("a recruiter's own jobs", () => {
  const command = async (name: string, who: Recruiter, args = "") =>
    JSON.stringify(await commands.find((one) => one.name === name)?.run(world.deps, who, args));
  const press = (id: string, who: Recruiter, value: string, form?: Record<string, string>) => {
    const action = actions.find((one) => one.id === id);
    if (!action) throw new Error(`no action ${id}`);
    return action.run(world.deps, who, { value, deliveryId: fresh(), ...(form ? { form } : {}) });
  };
  const foreign = async () => {
    const applicant = await addApplicant(world, { name: "赵别人", jobTitle: "别人的岗位" });
    const [{ job } = { job: "" }] = await world.db.sql<{ job: string }[]>`
      select job_id as job from applications where id = ${applicant.id}`;
    await assign(job, people.lead.id);
    return { applicant, job, value: JSON.stringify({ a: applicant.id, v: 0 }) };
  };

  it("are all they see: lists, cards, jobs and questions leave out the others", async () => {
    const { applicant, job } = await foreign();
    const { id } = applicant;
    const number = `C${applicant.number}`;
    for (const [name, args] of [
      ["candidates", number],
      ["candidates", `job:${job}`],
      ["candidate", number],
      ["candidate", id],
      ["candidate", "赵别人"],
      ["jobs", ""],
    ] as const) {
      expect(await command(name, people.recruiter, args), `/${name} ${args}`).not.toContain("别人的岗位");
      expect(await command(name, people.lead, args), `/${name} ${args}`).toContain("别人的岗位");
    }
    await assign(job, people.recruiter.id);
    expect(await command("candidate", people.recruiter, number)).toContain("赵别人");
  });

  it.each(["invite", "hold", "decline", "ask", "reply", "reveal", "voices", "open"])(
    "are all they act on: %s about somebody else's candidate is refused with a sentence",
    async (id) => {
      const { value } = await foreign();
      const before = await traces();
      for (const form of [undefined, filled]) {
        expect(refusedFor(await press(id, people.recruiter, value, form))).toBe("other job");
      }
      expect(await traces()).toBe(before);
    },
  );

  it("give links for their own jobs only, and answers for them only", async () => {
    const { job } = await foreign();
    const value = JSON.stringify({ job });
    expect(refusedFor(await press("job_link", people.recruiter, value, { source: "boss" }))).toBe(
      "other job",
    );
    const entry = { ...filled, scope: job };
    expect((await press("faq_new", people.recruiter, "{}", entry)).kind).toBe("invalid");
    expect((await press("faq_new", people.recruiter, "{}", filled)).kind).toBe("invalid");
    expect((await press("faq_new", people.lead, "{}", entry)).kind).toBe("view");
    await assign(job, people.recruiter.id);
    expect((await press("faq_new", people.recruiter, "{}", entry)).kind).toBe("view");
  });

  it("are everybody's while nobody is assigned, and end the moment somebody else is", async () => {
    const applicant = await addApplicant(world, { name: "孙先到", jobTitle: "没人负责的岗位" });
    const value = JSON.stringify({ a: applicant.id, v: 0 });
    const card = await press("open", people.recruiter, value);
    expect(card.kind).toBe("view");
    const [{ job } = { job: "" }] = await world.db.sql<{ job: string }[]>`
      select job_id as job from applications where id = ${applicant.id}`;
    await list({ company, id: "slack:T1:R2", name: "另一位", role: "recruiter" });
    const assigned = await press("job_people", people.lead, JSON.stringify({ job }), {
      people: "slack:T1:R2",
    });
    expect(assigned).toMatchObject({ kind: "done", notice: expect.stringContaining("另一位") });
    // The card is still on the screen; its buttons are not worth anything any more.
    expect(refusedFor(await press("hold", people.recruiter, value))).toBe("other job");
    const [last] = await world.db
      .sql`select actor, before, after from audit where action = 'job_people' order by id desc limit 1`;
    expect(last).toEqual({ actor: people.lead.id, before: [], after: ["slack:T1:R2"] });
  });
});

describe("rights at the moment of the click", () => {
  const hold = actions.find(({ id }) => id === "hold");
  const click = (who: Recruiter, value: string) =>
    hold?.run(world.deps, who, { value, deliveryId: fresh(), form: {} }) ??
    Promise.reject(new Error("no hold"));

  it("are those of the database: an old card of somebody who was demoted or removed does nothing", async () => {
    const applicant = await addApplicant(world);
    await world.db.sql`update recruiters set role = 'auditor' where id = ${people.lead.id}`;
    // The surface still believes what it looked up before.
    const demoted = await click(people.lead, applicant.target);
    expect(demoted).toMatchObject({ kind: "refused", notice: expect.stringContaining("审计") });
    await world.db.sql`update recruiters set removed_at = now() where id = ${people.lead.id}`;
    expect(refusedFor(await click(people.lead, applicant.target))).toBe("unlisted");
    const [row] = await world.db.sql`select stage, version from applications where id = ${applicant.id}`;
    expect(row).toEqual({ stage: "assessed", version: 0 });
  });

  it("wait for a removal that is under way, and lose against it", async () => {
    const applicant = await addApplicant(world);
    let result: ActionResult | undefined;
    let pending: Promise<unknown> = Promise.resolve();
    await world.db.transact(async (tx) => {
      await tx`update recruiters set removed_at = now() where id = ${people.lead.id}`;
      // Outside this transaction the person is still on the list, so the first look lets them through.
      pending = click(people.lead, applicant.target).then((given) => {
        result = given;
      });
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(result).toBeUndefined();
    });
    await pending;
    expect(result && refusedFor(result)).toBe("unlisted");
    const [row] = await world.db.sql`select stage from applications where id = ${applicant.id}`;
    expect(row).toEqual({ stage: "assessed" });
  });
});
