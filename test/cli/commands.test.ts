import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CliCommand } from "../../src/cli/command.ts";
import { jobCommand } from "../../src/cli/job.ts";
import { linkCommand } from "../../src/cli/link.ts";
import { migrateCommand } from "../../src/cli/migrate.ts";
import { recruiterCommand } from "../../src/cli/recruiter.ts";
import { runCommand } from "../../src/cli/run.ts";
import { seedCommand } from "../../src/cli/seed.ts";
import { loadConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/client.ts";
import { noteTelegramBot } from "../../src/db/settings.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const key = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * i * 37 + 11 * i + 200) % 256)).toString(
  "base64",
);
const commands: CliCommand[] = [migrateCommand, seedCommand, recruiterCommand, jobCommand, linkCommand];

/** Runs a command on the test database, which stands for any external PostgreSQL. */
async function cli(argv: string[], env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(commands, argv, {
    config: () => loadConfig({ DATABASE_URL: db.url, SECRET_KEY: key, ...env }),
    input: Readable.from([]),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interrupted: new AbortController().signal,
  });
  return { code, out, err };
}

const hr = { PUBLIC_URL: "https://hr.example.com/" };

describe("seed", () => {
  it("makes job and link once, also when three ask at once", async () => {
    const all = await Promise.all([cli(["seed"], hr), cli(["seed"], hr), cli(["seed"], hr)]);
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(Array(3).fill({ code: 0, err: [] }));
    expect(new Set(all.map(({ out }) => out.join("\n"))).size).toBe(1);
    expect(await db.sql`select 1 from tracking_links`).toHaveLength(1);
  });
});

describe("job and link", () => {
  it("open a job, make its links, and close it", async () => {
    const added = await cli(["job", "add", " 白班客服 双休 "]);
    expect(added.code).toBe(0);
    const [id = ""] = added.out;
    expect(id).toMatch(/^job-[a-z0-9]{4}$/);

    const ask = ["link", id, "--channel", "boss", "--campaign", "双11"];
    const made = await cli(ask, hr);
    expect(made).toMatchObject({ code: 0, err: [] });
    expect(made.out[0]).toMatch(/^web {7}https:\/\/hr\.example\.com\/c\/[A-Za-z0-9_-]{16}$/);
    expect((await cli(ask, hr)).out).toEqual(made.out);
    expect((await cli(["link", id, "--channel", "boss"], hr)).out[0]).not.toBe(made.out[0]);

    expect((await cli(["job", "list"])).out).toContain(`${id}  open    S01+R01  白班客服 双休`);
    expect(await cli(["job", "close", id])).toMatchObject({ code: 0, err: [] });
    expect((await cli(["job", "close", id])).out).toEqual([`${id} was closed before`]);
    expect((await cli(["job", "list"])).out.join()).not.toContain(id);
    expect((await cli(["job", "list", "--all"])).out.join()).toContain(`${id}  closed`);
  });

  it("give the Telegram deep link once a server has noted the bot's name", async () => {
    const ask = ["link", "job-sample", "--channel", "web"];
    const before = await cli(ask, hr);
    expect(before.out.join("\n")).not.toContain("t.me");
    await noteTelegramBot(db.sql, "old_bot");
    await noteTelegramBot(db.sql, "qinpin_bot");
    const code = before.out[0]?.split("/c/")[1];
    expect((await cli(ask, hr)).out).toContain(`telegram  https://t.me/qinpin_bot?start=${code}`);
  });

  it("say why there is no WeChat code, and draw none", async () => {
    const wechat = {
      ...hr,
      WECHAT_APP_ID: "wx0123456789abcdef",
      WECHAT_APP_SECRET: "secret",
      WECHAT_TOKEN: "aB3dE5gH7jK9mN1pQ2rS4tU6",
      WECHAT_API_ROOT: "http://127.0.0.1:9",
    };
    const ask = ["link", "job-sample", "--channel", "web"];
    const { code, out, err } = await cli(ask, wechat);
    expect(code).toBe(0);
    expect(out.join("\n")).not.toMatch(/^wechat/m);
    expect(err.join()).toContain("no access token");
    const drawn = await cli([...ask, "--on", "wechat", "--qr", "/nowhere/code.svg"], wechat);
    expect(drawn.err.join()).toContain("there is no address on wechat");
  });

  it("say that a link works on this machine only while there is no public address", async () => {
    expect((await cli(["link", "job-sample", "--channel", "web"])).err.join()).toMatch(
      /PUBLIC_URL is not set/,
    );
  });

  it("open a job from a template, list the templates, and name them when one is not there", async () => {
    const listed = (await cli(["job", "templates"])).out;
    expect(listed.join("\n")).toMatch(/^pdd-baby .*S01.* \+ R01,PDD-02,PDD-04 .*母婴$/m);
    const [id] = (await cli(["job", "add", "母婴客服", "--template", "pdd-baby"])).out;
    const shown = listed.find((line) => line.startsWith("pdd-baby"))?.split(/\s+/)[1];
    expect((await cli(["job", "list"])).out.join("\n")).toContain(
      `${id}  open    ${shown}+R01,PDD-02,PDD-04  母婴客服`,
    );
    expect((await cli(["job", "add", "x", "--template", "pdd-cars"])).err.join()).toContain("pdd-food");
    expect((await cli(["job", "add", "x", "--template", "pdd-food", "--scenario", "S01"])).code).toBe(2);
  });

  it("open no job on a scenario or rule that does not exist", async () => {
    expect((await cli(["job", "add", "x", "--scenario", "S99"])).err.join()).toMatch(
      /no S99 in prompts\/scenarios: use one of S01/,
    );
    expect((await cli(["job", "add", "x", "--rule", "R99"])).err.join()).toMatch(
      /no R99 in prompts\/rules, or it is off: use one of R01/,
    );
    const { err } = await cli(["job", "add", "x", "--rule", "TM-04"]);
    expect(err.join()).toMatch(/no TM-04 in prompts\/rules, or it is off: .*TM-01/);
    expect((await cli(["job", "list"])).out.join()).not.toMatch(/ x$/);
  });

  it.each([
    [["job", "close", "job-none"], "job: there is no job job-none: see `job list --all`"],
    [["link", "job-none", "--channel", "boss"], "link: there is no job job-none: see `job list`"],
  ])("answer %j with one line and exit code 1", async (argv, line) => {
    expect(await cli(argv)).toEqual({ code: 1, out: [], err: [line] });
  });
});

describe("recruiter", () => {
  it("lists people, changes them, and removes them", async () => {
    expect((await cli(["recruiter", "list"])).err.join()).toContain("nobody is listed");
    await cli(["recruiter", "add", "U0123ABC", "--name", "林 经理"]);
    await cli(["recruiter", "add", "U0123ABC", "--name", "林 经理", "--admin"]);
    await cli(["recruiter", "add", "slack:T9:U777"]);
    await cli(["recruiter", "add", "console:mei"]);
    expect((await cli(["recruiter", "list"])).out).toEqual([
      "recruiter  slack:T9:U777  U777",
      "recruiter  console:mei  mei",
      "admin      slack:*:U0123ABC  林 经理",
    ]);
    expect(await cli(["recruiter", "remove", "U0123ABC"])).toMatchObject({ code: 0, err: [] });
    expect(await cli(["recruiter", "remove", "U0123ABC"])).toEqual({
      code: 1,
      out: [],
      err: ["recruiter: slack:*:U0123ABC is not listed: see `recruiter list`"],
    });
    expect((await cli(["recruiter", "list"])).out).toHaveLength(2);
  });
});

describe("migrate", () => {
  it("says that the schema is current, as often as one asks", async () => {
    for (let i = 0; i < 2; i++)
      expect(await cli(["migrate"])).toEqual({ code: 0, out: ["the database schema is current"], err: [] });
  });
});
