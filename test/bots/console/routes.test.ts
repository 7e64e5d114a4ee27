import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addApplicant, createWorld, li, outboxOf, type World, zhao } from "../../recruiter/world.ts";
import { createConsoleApp, invite, post, signIn } from "./console.ts";

let world: World;
let app: FastifyInstance;
beforeAll(async () => {
  world = await createWorld();
  app = await createConsoleApp(world);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const get = (url: string, cookie = "", headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { cookie, ...headers } });

describe("signing in", () => {
  it("trades the one-time token for a strict HttpOnly cookie and leaves the address clean", async () => {
    const answer = await get(`/console?token=${await invite(world)}`);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/console");
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/console" });
    const page = await get("/console", await signIn(app, world));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("李经理");
  });

  it("takes a token once", async () => {
    const token = await invite(world);
    const answers = await Promise.all([1, 2, 3, 4].map(() => get(`/console?token=${token}`)));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 401, 401, 401]);
    expect(answers.find((answer) => answer.statusCode === 401)?.body).toContain("recruiter add");
  });

  it("takes no expired, invented or mistyped token", async () => {
    const expired = await invite(world, li.id, 0);
    for (const token of [expired, "x", "", "a".repeat(43), "'; drop table web_sessions;--"]) {
      expect((await get(`/console?token=${encodeURIComponent(token)}`)).statusCode, token).toBe(401);
    }
  });

  it("stores neither token nor session in the clear", async () => {
    const token = await invite(world);
    const cookie = (await signIn(app, world)).split("=")[1] ?? "";
    const rows = JSON.stringify(await world.db.sql`select * from web_sessions`);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(cookie);
  });

  it("lets nobody in without a session and says how to get one", async () => {
    for (const url of [
      "/console",
      "/console/requests",
      "/console/candidates",
      "/console/digest",
      "/console/settings",
      "/console/jobs",
      "/console/help",
      "/console/run?command=/jobs",
      "/console/candidates/x",
    ]) {
      const answer = await get(url, "qinpin_console=nonsense");
      expect(answer.statusCode, url).toBe(401);
      expect(answer.body).toContain("一次性链接");
    }
  });

  it("ends with the rights: a removed person is out at the next request", async () => {
    const cookie = await signIn(app, world, zhao.id);
    expect((await get("/console", cookie)).statusCode).toBe(200);
    await world.db.sql`update recruiters set removed_at = now() where id = ${zhao.id}`;
    expect((await get("/console", cookie)).statusCode).toBe(401);
    await world.db.sql`update recruiters set removed_at = null where id = ${zhao.id}`;
  });

  it("ends with signing out, for good", async () => {
    const cookie = await signIn(app, world);
    expect((await post(app, "/console/sign-out", cookie, {})).statusCode).toBe(200);
    expect((await get("/console", cookie)).statusCode).toBe(401);
  });

  it("opens again by itself when a link from another site left the cookie at home", async () => {
    expect((await get("/console", "", { "sec-fetch-site": "cross-site" })).headers.refresh).toBe("0");
    expect((await get("/console", "", { "sec-fetch-site": "same-origin" })).headers.refresh).toBeUndefined();
  });
});

describe("every answer", () => {
  it("forbids inline code, framing and sniffing, and is never cached", async () => {
    const cookie = await signIn(app, world);
    for (const answer of [
      await get("/console", cookie),
      await get("/console"),
      await get("/console/page/nothing.js"),
    ]) {
      const policy = String(answer.headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.body).not.toMatch(/<script(?![^>]* src=)|style=|\son\w+=/i);
    }
  });

  it("serves the page's own two files and nothing else", async () => {
    expect((await get("/console/page/console.css")).headers["content-type"]).toContain("text/css");
    const script = await get("/console/page/console.js");
    expect(script.statusCode).toBe(200);
    expect(
      (await get("/console/page/console.js", "", { "if-none-match": String(script.headers.etag) }))
        .statusCode,
    ).toBe(304);
    for (const name of ["routes.ts", "..%2Froutes.ts", "%2e%2e/routes.ts"]) {
      expect((await get(`/console/page/${name}`)).statusCode, name).toBe(404);
    }
  });
});

describe("deciding in the console", () => {
  it("goes from button to form to decision, and the card shows who did it", async () => {
    const { id, target } = await addApplicant(world, {
      lines: [{ author: "candidate", text: "实在抱歉给您添麻烦了" }],
    });
    const cookie = await signIn(app, world);
    const card = await get(`/console/candidates/${id}`, cookie);
    expect(card.body).toContain("实在抱歉给您添麻烦了");
    expect(card.body).toContain('action="/console/actions/invite"');
    const back = `/console/candidates/${id}`;
    const form = await post(app, "/console/actions/invite", cookie, { value: target, delivery: "d1", back });
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('name="field.text"');
    expect(world.said).toHaveLength(0);
    const sent = await post(app, "/console/actions/invite", cookie, {
      value: target,
      delivery: "d2",
      back,
      form: "1",
      "field.text": "想请您来面试\r\n地址见下",
      "field.send": "now",
    });
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toBe(back);
    expect(world.said.at(-1)?.event).toMatchObject({ kind: "invitation", text: "想请您来面试\n地址见下" });
    const notice = sent.cookies.find(({ name }) => name === "qinpin_notice")?.value ?? "";
    const after = await get(back, `${cookie}; qinpin_notice=${notice}`);
    expect(after.body).toContain("已邀请");
    expect(after.body).toContain("李经理");
    expect(after.body).not.toContain('action="/console/actions/invite"');
    expect(after.cookies.find(({ name }) => name === "qinpin_notice")?.value).toBe("");
  });

  it("holds until a day chosen in a date field, shows the history, and undoes", async () => {
    const { id, target } = await addApplicant(world);
    const cookie = await signIn(app, world);
    const back = `/console/candidates/${id}`;
    const form = await post(app, "/console/actions/hold", cookie, { value: target, delivery: "h1", back });
    expect(form.body).toMatch(
      /<input id="field.until" name="field.until" type="date" value="\d{4}-\d\d-\d\d"/,
    );
    const until = /type="date" value="([^"]+)"/.exec(form.body)?.[1] ?? "";
    const fields = { value: target, delivery: "h2", back, form: "1", "field.until": until };
    expect((await post(app, "/console/actions/hold", cookie, fields)).statusCode).toBe(303);
    expect((await get(back, cookie)).body).toContain(`到 ${until}`);
    const value = JSON.stringify({ a: id, v: 1 });
    await post(app, "/console/actions/undo", cookie, { value, delivery: "h3", back });
    const history = await post(app, "/console/actions/history", cookie, { value, delivery: "h4", back });
    expect(history.body).toMatch(/撤销决定.*李经理.*暂缓 → 待决定/);
    expect(history.body).not.toContain("b-unsupported");
    const lead = await signIn(app, world, zhao.id);
    for (const [action, whose] of [
      ["override", cookie],
      ["reassign", lead],
    ] as const) {
      const asked = await post(app, `/console/actions/${action}`, whose, {
        value: JSON.stringify({ a: id, v: 2 }),
        delivery: action,
        back,
      });
      expect(asked.statusCode, action).toBe(200);
      expect(asked.body, action).not.toContain("b-unsupported");
    }
  });

  it("takes a form once, however often it is sent", async () => {
    const { id, target } = await addApplicant(world);
    const cookie = await signIn(app, world);
    const fields = {
      value: target,
      delivery: "same",
      form: "1",
      "field.text": "几号能来？",
      back: "/console",
    };
    const before = world.said.length;
    await Promise.all([1, 2, 3].map(() => post(app, "/console/actions/ask", cookie, fields)));
    expect(world.said.length - before).toBe(1);
    expect(await outboxOf(world, id)).toHaveLength(2);
  });

  it("does nothing for a page of another origin, and nothing without an origin", async () => {
    const { id, target } = await addApplicant(world);
    const cookie = await signIn(app, world);
    for (const origin of ["https://evil.example", "null", "http://console.test:3001", ""]) {
      const answer = await post(
        app,
        "/console/actions/hold",
        cookie,
        { value: target, delivery: "x" },
        { origin },
      );
      expect(answer.statusCode, origin).toBe(403);
    }
    const [row] = await world.db.sql`select version from applications where id = ${id}`;
    expect(row?.version).toBe(0);
  });

  it("goes back only to itself", async () => {
    const { target } = await addApplicant(world);
    const cookie = await signIn(app, world);
    for (const back of [
      "https://evil.example",
      "//evil.example",
      "/console.evil",
      "/\\evil",
      "javascript:alert(1)",
    ]) {
      const answer = await post(app, "/console/actions/hold", cookie, {
        value: target,
        delivery: back,
        back,
        form: "1",
      });
      expect(answer.headers.location, back).toBe("/console");
    }
  });

  it("answers unknown actions, bodies and people of other companies like missing ones", async () => {
    const cookie = await signIn(app, world);
    const foreign = await addApplicant(world, { company: "other" });
    expect((await get(`/console/candidates/${foreign.id}`, cookie)).statusCode).toBe(404);
    expect((await get("/console/candidates/not-an-id", cookie)).statusCode).toBe(404);
    expect(
      (await post(app, "/console/actions/nope", cookie, { value: "{}", delivery: "x" })).statusCode,
    ).toBe(404);
    const json = await post(app, "/console/actions/hold", cookie, {}, { "content-type": "application/json" });
    expect(json.statusCode).toBe(415);
  });
});

describe("the pages", () => {
  it("list those who wait for a decision first, and turn pages by links", async () => {
    const fresh = await createWorld();
    const own = await createConsoleApp(fresh);
    try {
      for (let i = 0; i < 9; i++)
        await addApplicant(fresh, { name: `候选${i}`, stage: i === 0 ? "held" : "invited" });
      await addApplicant(fresh, { name: "要人工", stage: "manual", assessment: null });
      const cookie = await signIn(own, fresh);
      const first = await own.inject({ url: "/console/candidates", headers: { cookie } });
      expect(first.body.indexOf("要人工")).toBeLessThan(first.body.indexOf("候选0"));
      expect(first.body.indexOf("候选0")).toBeLessThan(first.body.indexOf("候选8"));
      expect(first.body).toContain('href="/console/candidates?page=2"');
      const second = await own.inject({ url: "/console/candidates?page=2", headers: { cookie } });
      expect(second.body).toContain('href="/console/candidates?page=1"');
      expect(second.body).toContain("候选1");
    } finally {
      await own.close();
      await fresh.close();
    }
  });

  it("answer 304 to an open page when nothing has changed, and the new part when something has", async () => {
    const { id, target } = await addApplicant(world);
    const cookie = await signIn(app, world);
    const url = `/console/candidates/${id}`;
    const first = await get(url, cookie, { "x-live": "1" });
    expect(first.body).not.toContain("<html");
    const etag = String(first.headers.etag);
    expect((await get(url, cookie, { "x-live": "1", "if-none-match": etag })).statusCode).toBe(304);
    await post(app, "/console/actions/hold", cookie, { value: target, delivery: `hold-${id}`, form: "1" });
    expect((await get(url, cookie, { "x-live": "1", "if-none-match": etag })).statusCode).toBe(200);
  });

  it("run the same commands as Slack and explain what they did not understand", async () => {
    const cookie = await signIn(app, world);
    const { number } = await addApplicant(world, { name: "Ann Lee" });
    const run = async (command: string) =>
      (await get(`/console/run?command=${encodeURIComponent(command)}`, cookie)).body;
    expect(await run("/candidate Ann Lee")).toContain(`C${number} Ann Lee`);
    expect(await run(`C${number}`)).toContain("Ann Lee");
    expect(await run("/candidates stage:flying")).toContain("<code>assessed</code>");
    expect(await run("/jobs new")).toContain('action="/console/actions/job_new"');
    expect(await run("/nope")).toContain("/candidates");
    expect(await run("")).toContain("/candidates");
  });

  it("run what changes something only when it is sent from our own page, never from an address", async () => {
    const cookie = await signIn(app, world);
    const entries = () => world.db.sql`select amount_cny::float8 as amount from spend_entries`;
    const command = "/spend boss 3000 2026-11";
    const url = `/console/run?${new URLSearchParams({ command })}`;
    for (const headers of [{}, { "x-live": "1" }]) {
      const shown = await get(url, cookie, headers);
      expect(shown.body).toContain('<form method="post" action="/console/run">');
      expect(await entries()).toEqual([]);
    }
    const foreign = await post(app, "/console/run", cookie, { command }, { origin: "https://evil.test" });
    expect(foreign.statusCode).toBe(403);
    expect(await entries()).toEqual([]);
    const done = await post(app, "/console/run", cookie, { command });
    expect(done.statusCode).toBe(200);
    expect(done.body).not.toContain("data-refresh");
    expect(await entries()).toMatchObject([{ amount: 3000 }]);
    const looked = await post(app, "/console/run", cookie, { command: "/jobs" });
    expect(looked.headers.location).toBe("/console/run?command=%2Fjobs");
  });

  it("open a job and give its link", async () => {
    const cookie = await signIn(app, world);
    const fields = {
      value: "{}",
      delivery: "job-1",
      form: "1",
      "field.title": "天猫售前客服",
      "field.template": "pdd-food",
      "field.channels": "boss",
    };
    const made = await post(app, "/console/actions/job_new", cookie, fields);
    expect(made.body).toMatch(/href="https:\/\/hr\.example\.com\/c\/[\w-]{16}"/);
    expect(made.body).toContain("https://t.me/qinpin_bot?start=");
    await post(app, "/console/actions/job_new", cookie, fields);
    const jobs = await world.db.sql`select 1 from jobs where title = '天猫售前客服'`;
    expect(jobs).toHaveLength(1);
    expect((await get("/console/jobs", cookie)).body).toContain("天猫售前客服");
  });

  it("speak the language a person chose, else their browser's", async () => {
    const cookie = await signIn(app, world);
    expect((await get("/console/help", cookie, { "accept-language": "en-GB" })).body).toContain(
      '<html lang="en">',
    );
    const changed = await post(app, "/console/language", cookie, { back: "/console/help" });
    expect(changed.headers.location).toBe("/console/help");
    const lang = changed.cookies.find(({ name }) => name === "qinpin_lang")?.value;
    expect(lang).toBe("en");
    expect((await get("/console/help", `${cookie}; qinpin_lang=${lang}`)).body).toContain(
      "Recruiter console",
    );
  });
});
