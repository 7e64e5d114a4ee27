import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addApiToken, revokeApiTokens } from "../../src/db/api-tokens.ts";
import { errors } from "../../src/http/errors.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { createProgramSide } from "../../src/recruiter-side.ts";
import { addApplicant, company, createWorld, type World, zhao } from "../recruiter/world.ts";

const now = new Date("2026-11-26T10:00:00+08:00");
let world: World;
let app: FastifyInstance;
let token: string;

beforeAll(async () => {
  world = await createWorld();
  world.deps.clock = () => now;
  app = Fastify();
  await app.register(errors);
  for (const plugin of createProgramSide(world.deps)) await app.register(plugin);
  token = await addApiToken(world.db.sql, company, "erp");
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const post = (url: string, payload: object, bearer = token) =>
  app.inject({ method: "POST", url, payload, headers: { authorization: `Bearer ${bearer}` } });

const value = async (metric: string) => {
  const asking = { sql: world.db.sql, company, timeZone: "Asia/Shanghai", now };
  return (await answerMetric(asking, MetricQuery.parse({ metric }))).rows[0]?.value;
};

describe("the interface for programs", () => {
  it("takes outcomes once, says why it refused others, and the metric follows", async () => {
    const { id, number } = await addApplicant(world, { stage: "invited" });
    const outcomes = [
      { candidate: `C${number}`, outcome: "hired", on: "2026-11-20" },
      { candidate: id, outcome: "hired", on: "2026-11-20" },
      { candidate: `C${number}`, outcome: "left", on: "2026-11-25" },
      { candidate: "C999999", outcome: "hired" },
    ];
    const answer = await post("/api/v1/outcomes", { outcomes });
    expect(answer.statusCode).toBe(200);
    expect(
      answer.json().results.map((r: { status: string; reason: string | null }) => [r.status, r.reason]),
    ).toEqual([
      ["recorded", null],
      ["same", null],
      ["refused", "no_reason"],
      ["refused", "unknown"],
    ]);
    expect(await value("hires")).toBe(1);
    const [fact] = await world.db
      .sql`select actor from application_events where application_id = ${id} and name = 'hired'`;
    expect(fact?.actor).toBe("api:erp");
  });

  it("takes spend, and tells what was there before", async () => {
    const row = { channel: "boss", period: "2026-11-01..2026-11-10", amount_cny: 500 };
    expect((await post("/api/v1/spend", { spend: [row] })).json().results).toMatchObject([
      { status: "recorded", before_cny: null },
    ]);
    const again = [
      row,
      { ...row, amount_cny: 700.5 },
      { ...row, channel: "No Such" },
      { ...row, period: "soon" },
    ];
    expect((await post("/api/v1/spend", { spend: again })).json().results).toMatchObject([
      { status: "same", before_cny: 500 },
      { status: "recorded", before_cny: 500 },
      { status: "refused", reason: "channel" },
      { status: "refused", reason: "period" },
    ]);
    expect(await value("cost")).toBe(700.5);
  });

  it("refuses unknown and revoked tokens, and names the field that is wrong", async () => {
    const body = { outcomes: [{ candidate: "C1", outcome: "hired" }] };
    expect((await post("/api/v1/outcomes", body, `qp_${"x".repeat(43)}`)).statusCode).toBe(401);
    expect((await app.inject({ method: "POST", url: "/api/v1/outcomes", payload: body })).statusCode).toBe(
      401,
    );
    const old = await addApiToken(world.db.sql, company, "old");
    await revokeApiTokens(world.db.sql, company, "old");
    expect((await post("/api/v1/outcomes", body, old)).statusCode).toBe(401);
    const [kept] = await world.db
      .sql`select count(*)::int as n from api_tokens where token_hash like ${`%${token}%`}`;
    expect(kept?.n).toBe(0);
    const wrong = await post("/api/v1/outcomes", { outcomes: [{ candidate: "C1", outcome: "promoted" }] });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json().message).toContain("outcomes/0/outcome");
  });

  it("is described by OpenAPI, made from the schemas that check it", async () => {
    const description = (await app.inject({ url: "/api/openapi.json" })).json();
    expect(description.openapi).toBe("3.1.0");
    expect(Object.keys(description.paths).sort()).toEqual(["/api/v1/outcomes", "/api/v1/spend"]);
    const item =
      description.paths["/api/v1/outcomes"].post.requestBody.content["application/json"].schema.properties
        .outcomes.items;
    expect(item.properties.outcome.enum).toContain("no_show");
    expect(item.required).toEqual(["candidate", "outcome"]);
  });
});

describe("an export", () => {
  const link = async (args: string) => {
    const reply = await commands.find(({ name }) => name === "export")?.run(world.deps, zhao, args);
    const text = reply?.kind === "view" ? JSON.stringify(reply.view) : "";
    return /(\/exports\/[\w-]+)/.exec(text)?.[1] ?? text;
  };

  it("is a file of applications with their facts, without names, safe in a spreadsheet, and noted", async () => {
    const { number } = await addApplicant(world, { name: "秘密名字", jobTitle: '=HYPERLINK("http://evil")' });
    const csv = await app.inject({ url: await link("csv") });
    expect(csv.statusCode).toBe(200);
    expect(csv.headers["content-disposition"]).toContain("applications.csv");
    expect(csv.body).toContain(`C${number},"'=HYPERLINK(""http://evil"")"`);
    expect(csv.body).not.toContain("秘密名字");
    const lines = (await app.inject({ url: await link("jsonl") })).body.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).candidate)).toContain(`C${number}`);
    const xlsx = await app.inject({ url: await link("") });
    expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe("PK");
    const noted = await world.db
      .sql`select actor, format, rows > 0 as some from exports_made where fetched_at is not null order by format`;
    expect(noted.map((row) => ({ ...row }))).toEqual(
      ["csv", "jsonl", "xlsx"].map((format) => ({ actor: zhao.id, format, some: true })),
    );
  });

  it("is not given behind an unknown or expired link, nor to somebody who lost the right", async () => {
    expect((await app.inject({ url: `/exports/${"a".repeat(43)}` })).statusCode).toBe(404);
    const good = await link("csv");
    world.deps.clock = () => new Date(now.getTime() + 16 * 60_000);
    expect((await app.inject({ url: good })).statusCode).toBe(404);
    world.deps.clock = () => now;
    await world.db.sql`update recruiters set removed_at = now() where id = ${zhao.id}`;
    expect((await app.inject({ url: good })).statusCode).toBe(404);
    expect(await link("csv")).toContain("不在招聘名单");
    await world.db.sql`update recruiters set removed_at = null where id = ${zhao.id}`;
    expect((await app.inject({ url: good })).statusCode).toBe(200);
  });

  it("of one job and period holds only that, and an unknown job is answered with the likeliest", async () => {
    expect(await link("csv 淘宝售后客服 2019-01")).toMatch(/^\/exports/);
    expect((await app.inject({ url: await link("jsonl 淘宝售后客服 2019-01") })).body).toBe("");
    expect(await link("csv 淘宝售后顾问")).toContain("是不是 “淘宝售后客服”");
  });
});
