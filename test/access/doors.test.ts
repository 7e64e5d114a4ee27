import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChannels } from "../../bots/index.ts";
import { slackManifest } from "../../bots/slack/manifest.ts";
import { createToken, hashToken } from "../../bots/web/token.ts";
import { buildApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import { doors } from "../../src/core/doors.ts";
import { isRight, Role, reachOf } from "../../src/core/rights.ts";
import { createWakes } from "../../src/db/wakes.ts";
import { createWebSessions } from "../../src/db/web-sessions.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { createRecruiterSide, type RecruiterSide } from "../../src/recruiter-side.ts";
import { wechatOf, wecomOf } from "../../src/tencent-side.ts";
import { createUpload } from "../../src/upload.ts";
import { createVoiceSide } from "../../src/voice-side.ts";
import { invite } from "../bots/console/console.ts";
import { addApplicant, company, createWorld, type World } from "../recruiter/world.ts";

/** The whole server as it is composed, with everything configured that opens a route. */
type Route = { key: string; method: "GET" | "POST"; url: string; right: string | undefined };
let world: World;
let app: FastifyInstance;
let recruiters: RecruiterSide;
const routes: Route[] = [];
const own: { id: string }[] = [];
let foreignId = "";
const cookies = new Map<string, string>();
const visitors = ["anon", "candidate A", "candidate B", "removed", "elsewhere", ...Role.options] as const;

beforeAll(async () => {
  world = await createWorld({ connections: 8 });
  const { db, vault, library, conversations } = world.deps;
  const config = loadConfig({
    PUBLIC_URL: "https://hr.example.com",
    DATABASE_URL: "postgres://app:secret@db.example.com/qinpin",
    SECRET_KEY: randomBytes(32).toString("base64"),
    TELEGRAM_BOT_TOKEN: `123456789:${"A".repeat(35)}`,
    TELEGRAM_WEBHOOK_SECRET: randomBytes(24).toString("hex"),
    SLACK_BOT_TOKEN: "xoxb-1-2-abcdefghijkl",
    SLACK_SIGNING_SECRET: randomBytes(16).toString("hex"),
    SLACK_DIGEST_CHANNEL: "C0123456789",
    WECHAT_APP_ID: `wx${"0".repeat(16)}`,
    WECHAT_APP_SECRET: randomBytes(16).toString("hex"),
    WECHAT_TOKEN: "doorsToken",
    WECHAT_ENCODING_AES_KEY: randomBytes(22).toString("hex").slice(0, 43),
    WECOM_CORP_ID: "ww0123456789abcdef",
    WECOM_SECRET: randomBytes(16).toString("hex"),
    WECOM_TOKEN: "doorsToken",
    WECOM_ENCODING_AES_KEY: randomBytes(22).toString("hex").slice(0, 43),
    WECOM_OPEN_KFID: "wkdoors",
    INTAKE_WEBHOOK_SECRET: randomBytes(24).toString("hex"),
  });
  const logger = pino({ level: "silent" });
  const parts = {
    config,
    db,
    vault,
    library,
    conversations,
    logger,
    judging: null,
    reader: null,
    mailDesk: null,
    boards: null,
  };
  recruiters = await createRecruiterSide(parts);
  const meter = createMetrics();
  const wakes = createWakes(db.sql);
  const deps = { ...world.deps, channels: {}, meter, defaultCompany: company, wakes };
  const channels = createChannels({
    company,
    publicUrl: config.PUBLIC_URL,
    telegram: {
      token: config.TELEGRAM_BOT_TOKEN ?? "",
      webhookSecret: config.TELEGRAM_WEBHOOK_SECRET,
      apiRoot: config.TELEGRAM_API_ROOT,
      named: async () => {},
      asking: { people: [], answer: async () => null },
    },
    wechat: wechatOf(config, deps),
    wecom: wecomOf(config, deps),
    web: {
      store: createWebSessions(db, vault),
      wakes,
      myData: async () => null,
      upload: createUpload(deps, conversations),
    },
    receive: async () => ({ kind: "accepted" }),
    logger,
    meter,
  });
  const platforms = Object.values(channels).flatMap((platform) => (platform ? [platform.plugin] : []));
  app = await buildApp({
    logger,
    platforms: [...platforms, ...recruiters.plugins, createVoiceSide(config, deps, conversations, []).plugin],
    health: { accepting: () => true, registry: meter.registry, checks: {} },
    onRoute: ({ method, url, config: { right } = {} }) => {
      // Answers to HEAD come with those to GET, and are the same without a body.
      for (const one of [method].flat().filter((name) => name !== "HEAD"))
        routes.push({ key: `${one} ${url}`, method: one === "GET" ? "GET" : "POST", url, right });
    },
  });
  await app.ready();
  await people();
});
afterAll(async () => {
  await app?.close();
  await recruiters?.stop();
  await world?.close();
});

/** Everybody who might knock, with the cookie they would have. */
async function people(): Promise<void> {
  const { sql } = world.db;
  const listed = [
    ...Role.options.map((role) => ({ of: company, who: role, role })),
    { of: company, who: "removed", role: "admin" as const },
    { of: "other", who: "elsewhere", role: "admin" as const },
  ];
  for (const { of, who, role } of listed) {
    const id = `console:${who}`;
    await sql`insert into recruiters (company_id, id, name, role) values (${of}, ${id}, ${who}, ${role})`;
    const token = await (of === company ? invite(world, id) : inviteElsewhere(id));
    const answer = await app.inject({ url: `/console?token=${token}` });
    const session = answer.cookies.find(({ name }) => name.endsWith("qinpin_console"));
    if (!session) throw new Error(`no session for ${who}: ${answer.statusCode}`);
    cookies.set(who, `${session.name}=${session.value}`);
  }
  await sql`update recruiters set removed_at = now() where id = 'console:removed'`;
  for (const who of ["candidate A", "candidate B"]) {
    const token = createToken();
    await sql`insert into web_sessions (token_hash, company_id, kind, thread_id, expires_at)
      values (${hashToken(token)}, ${company}, 'chat', ${randomUUID()}, now() + interval '1 hour')`;
    cookies.set(who, `__Host-qinpin_chat=${token}`);
  }
  own.push(await addApplicant(world, { name: "自己的" }));
  const foreign = await addApplicant(world, { name: "赵别人", jobTitle: "别人的岗位" });
  foreignId = foreign.id;
  await sql`insert into job_recruiters (company_id, job_id, recruiter_id)
    select company_id, job_id, 'console:lead' from applications where id = ${foreignId}`;
}

async function inviteElsewhere(recruiterId: string): Promise<string> {
  const { createConsoleInvite } = await import("../../src/db/console-sessions.ts");
  return createConsoleInvite(world.db.sql, { company: "other", recruiterId }, 10);
}

const filled = (url: string, id = own[0]?.id ?? "") =>
  url
    .replace(":id", id)
    .replace(":tab", "channels")
    .replace(":code", "boss-1")
    .replace(":file", "nothing.js")
    .replace(":token", "A".repeat(43));

/** What everybody says at every door, wrongly; no answer may repeat it. */
const canary = { name: "雀探针", phone: "13912345678" };

function knock(route: Route, who: (typeof visitors)[number], id?: string) {
  const cookie = cookies.get(who);
  return app.inject({
    method: route.method,
    url: filled(route.url, id),
    headers: {
      host: "hr.example.com",
      origin: "https://hr.example.com",
      ...(cookie ? { cookie } : {}),
      ...(route.method === "POST"
        ? {
            "content-type": route.url.startsWith("/console")
              ? "application/x-www-form-urlencoded"
              : "application/json",
          }
        : {}),
    },
    ...(route.method === "POST"
      ? { payload: route.url.startsWith("/console") ? `x=${canary.phone}` : JSON.stringify(canary) }
      : {}),
  });
}

describe("the doors of the server", () => {
  it("have a row for every route, and no row is left over", () => {
    expect(routes.length).toBeGreaterThan(40);
    const there = new Set(routes.map(({ key }) => key));
    expect([...there].filter((key) => !Object.hasOwn(doors, key))).toEqual([]);
    expect(Object.keys(doors).filter((key) => !there.has(key))).toEqual([]);
    for (const { key, right } of routes)
      expect(right !== undefined && isRight(right), key).toBe(doors[key] === "page");
  });

  it.each(visitors)("are open to %s only where the row says so", async (who) => {
    const role = Role.options.find((one) => one === who);
    for (const route of routes) {
      // Nobody's session may end while the rest is tried.
      if (route.key === "POST /console/sign-out") continue;
      const door = doors[route.key] ?? "none";
      // A stream would not end; whoever has no conversation is sent away before it.
      const answer = await knock(route, who);
      const { statusCode } = answer;
      const cell = `${route.key} for ${who}: ${statusCode}`;
      expect(statusCode, cell).not.toBe(500);
      for (const word of Object.values(canary)) expect(answer.payload, cell).not.toContain(word);
      switch (door) {
        case "anyone":
          expect([401, 403], cell).not.toContain(statusCode);
          break;
        case "signed":
        case "token":
          expect(statusCode, cell).toBe(401);
          break;
        case "link":
          expect(statusCode, cell).toBe(404);
          break;
        case "chat":
          // Candidates without a conversation of their own find nothing; bodies are looked at after the cookie.
          if (who === "candidate A" || who === "candidate B") expect([400, 404], cell).toContain(statusCode);
          else expect(statusCode, cell).toBe(401);
          break;
        case "page": {
          if (who === "elsewhere") {
            expect(answer.payload, cell).not.toContain("自己的");
            break;
          }
          if (!role) {
            expect(statusCode, cell).toBe(401);
            break;
          }
          const may = reachOf(role, route.right ?? "") !== "no";
          if (may) expect([401, 403], cell).not.toContain(statusCode);
          else expect(statusCode, cell).toBe(403);
          break;
        }
        default:
          throw new Error(`${route.key} has no row`);
      }
    }
  });

  it("show recruiters a candidate of their own jobs, and of another's as little as one that is not there", async () => {
    const page = routes.find(({ key }) => key === "GET /console/candidates/:id");
    if (!page) throw new Error("no page of a candidate");
    expect((await knock(page, "recruiter")).payload).toContain("自己的");
    expect((await knock(page, "recruiter", foreignId)).statusCode).toBe(404);
    expect((await knock(page, "recruiter", randomUUID())).statusCode).toBe(404);
    expect((await knock(page, "lead", foreignId)).payload).toContain("赵别人");
    expect((await knock(page, "elsewhere", foreignId)).statusCode).toBe(404);
  });

  it("have a right for every command of the Slack manifest", () => {
    const manifest = slackManifest({ commands, publicUrl: "https://hr.example.com", locale: "zh-CN" });
    const names = manifest.features.slash_commands.map(({ command }) => command.slice(1));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(isRight(`command ${name}`), name).toBe(true);
  });
});
