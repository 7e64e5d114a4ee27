import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MailBoards } from "../../../src/core/mail/rules.ts";
import { createPeopleDoor } from "../../../src/intake/people-door.ts";
import { addApplicant, createWorld, li, outboxOf, type World, zhao } from "../../recruiter/world.ts";
import { createConsoleApp, invite, post, signIn } from "./console.ts";

let world: World;
let app: FastifyInstance;
beforeAll(async () => {
  world = await createWorld();
  const { db, deps } = world;
  deps.peopleDoor = createPeopleDoor({
    ...{ sql: db.sql, transact: db.transact, vault: deps.vault, clock: () => null },
    boards: MailBoards.parse(parse(readFileSync("prompts/mail-boards.yaml", "utf8"))),
    // How files are read is tested where they are read.
    read: async ({ bytes }) => ({ text: Buffer.from(bytes).toString(), flags: [] }),
    told: async () => {},
    failed: () => {},
  });
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

describe("people whom recruiters bring in", () => {
  const qian = "console:qian";
  let cookie = "";
  beforeAll(async () => {
    for (const id of [qian, "console:sun"])
      await world.db
        .sql`insert into recruiters (company_id, id, name, role) values ('shop', ${id}, ${id}, 'lead')`;
    cookie = await signIn(app, world, qian);
  });

  let forms = 0;
  const place = { "field.channel": "boss", "field.basis": "applied" };
  const press = (id: string, value: object, own = cookie, more: Record<string, string> = {}) =>
    post(app, `/console/actions/${id}`, own, {
      value: JSON.stringify(value),
      delivery: `in-${++forms}`,
      back: "/console/people",
      ...more,
    });
  async function upload(
    own: string,
    fields: Record<string, string>,
    files: Record<string, string>,
    headers = {},
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries({
      value: "{}",
      delivery: `up-${++forms}`,
      form: "1",
      ...fields,
    }))
      form.append(name, value);
    for (const [name, text] of Object.entries(files)) form.append("field.files", new File([text], name));
    const body = new Response(form);
    return await app.inject({
      method: "POST",
      url: "/console/files/resumes_new",
      headers: {
        cookie: own,
        host: "console.test:3000",
        origin: "http://console.test:3000",
        "content-type": body.headers.get("content-type") ?? "",
        ...headers,
      },
      payload: Buffer.from(await body.arrayBuffer()),
    });
  }
  const people = async () =>
    (await world.db.sql`select id from candidates where name_sealed is not null`).length;

  it("come in by files, once each, by name where boards name them, and wait where nothing says the job", async () => {
    const form = await get("/console/run?command=/people%20resume", cookie);
    expect(form.body).toMatch(/enctype="multipart\/form-data".*type="file" accept="\.pdf,[^"]*" multiple/s);
    const said = (name: string, phone: string) => `姓名：${name}\n电话：${phone}\n三年拼多多客服，可以上晚班`;
    const before = await people();
    const files = {
      "【淘宝售后客服_杭州】 何以宁_来自猎聘的候选人.txt": said("何以宁", "13800138101"),
      "简历 林小满.txt": said("林小满", "13800138102"),
    };
    const byName = {
      "field.channel": "referral",
      "field.basis": "consent",
      "field.job": "by_name",
    };
    expect((await upload("", byName, files)).statusCode).toBe(401);
    expect((await upload(cookie, byName, files, { origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await upload(cookie, byName, {})).statusCode).toBe(422);
    const answer = await upload(cookie, byName, files);
    expect(answer.body).toMatch(/何以宁.*新候选人.*放进了等人处理的邮件里/s);
    expect(await people()).toBe(before + 1);
    // What was chosen counts, not what the name of the file says or a mail would mean.
    expect(
      await world.db.sql`select channel, lawful_basis as basis from intakes where kind = 'mail'`,
    ).toEqual([{ channel: "referral", basis: "consent" }]);
    expect((await get("/console/mail", cookie)).body).toContain("林小满");
    expect((await upload(cookie, byName, files)).body).toMatch(/以前收过.*以前收过/s);
    const nobody = await upload(cookie, { ...place, "field.job": "job_1" }, { "空.txt": "三年客服经验" });
    expect(nobody.body).toContain("里面没有姓名、手机号和邮箱");
    expect(await people()).toBe(before + 1);
  });

  it("are added by hand for one's own jobs, and whoever is known stays one person", async () => {
    const own = await signIn(app, world);
    const fields = { form: "1", ...place, "field.name": "何以宁", "field.phone": "138 0013 8101" };
    const add = (more: Record<string, string>, by = own) =>
      press("candidate_new", {}, by, { ...fields, ...more });
    await world.db
      .sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values ('shop', 'job_far', '别人的', 'S01', 'R01')`;
    await world.db
      .sql`insert into job_recruiters (company_id, job_id, recruiter_id, assigned_by) values ('shop', 'job_far', ${qian}, ${qian})`;
    expect((await add({ "field.job": "job_far" })).statusCode).toBe(422);
    expect((await add({ "field.job": "pool" })).statusCode).toBe(422);
    expect((await add({ "field.job": "job_1", "field.phone": "12" })).statusCode).toBe(422);
    const before = await people();
    const joined = await add({ "field.job": "job_1", "field.note": "老同事推荐，会京东，女，29岁" });
    expect(joined.body).toMatch(/认出是已有的人|known by phone/);
    expect(await people()).toBe(before);
    const other = { "field.name": "何宁", "field.phone": "", "field.email": "he@example.com" };
    expect((await add({ "field.job": "pool", ...other }, cookie)).body).toContain("新候选人");
    const [note] = await world.db.sql`select r.fields, r.body_sealed as sealed from resumes r
      join intakes i on i.id = r.intake_id where i.kind = 'manual'`;
    expect(note?.fields).toMatchObject({ platforms: ["jd"] });
    expect(JSON.stringify(world.deps.vault.open(note?.sealed, "shop:resumes"))).not.toMatch(/女|29/);
  });

  it("are put together by one of two who press at once, exactly split again, and then left alone", async () => {
    const both = { "field.phone": "13800138101", "field.email": "he@example.com", "field.name": "何以宁" };
    await press("candidate_new", {}, cookie, { form: "1", ...place, "field.job": "job_1", ...both });
    const list = await get("/console/run?command=/people%20same", cookie);
    expect(list.body).toMatch(/疑似同一人：1 对.*138＊{4}8101.*h＊{3}@example.com/s);
    expect(list.body).not.toContain("13800138101");
    const [, a = "", b = ""] =
      /&quot;a&quot;:&quot;([0-9a-f-]+)&quot;,&quot;b&quot;:&quot;([0-9a-f-]+)&quot;/.exec(list.body) ?? [];
    const sun = await signIn(app, world, "console:sun");
    const pressed = await Promise.all([cookie, sun].map((who) => press("same_merge", { a, b }, who)));
    expect(pressed.map(({ statusCode }) => statusCode).sort()).toEqual([200, 303]);
    const merges = () => world.db.sql`select id, undone_at as undone, merged_by as by from candidate_merges`;
    const [merge, ...more] = await merges();
    expect(more).toEqual([]);
    expect((await press("same_merge", { a, b })).statusCode).toBe(303);
    const own = await signIn(app, world);
    expect((await press("same_split", { merge: merge?.id }, own)).statusCode).toBe(303);
    expect((await merges())[0]?.undone).toBeNull();
    expect((await press("same_split", { merge: merge?.id })).body).toContain("疑似同一人：0 对");
    expect((await merges())[0]?.undone).not.toBeNull();
    const audit = await world.db.sql`select action from audit where subject in (${a}, ${b}) order by id`;
    expect(audit.map(({ action }) => action)).toEqual([
      "candidates_merged",
      "candidates_split",
      "candidates_kept_apart",
    ]);
  });
});
