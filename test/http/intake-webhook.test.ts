import { createHmac } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errors } from "../../src/http/errors.ts";
import { createProgramSide } from "../../src/recruiter-side.ts";
import { createWorld, type World } from "../recruiter/world.ts";

const secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const now = new Date("2026-11-26T10:00:00+08:00");
const seconds = now.getTime() / 1000;
let world: World;
let app: FastifyInstance;

beforeAll(async () => {
  world = await createWorld();
  world.deps.clock = () => now;
  app = Fastify();
  await app.register(errors);
  for (const plugin of createProgramSide(world.deps, secret)) await app.register(plugin);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

type Own = { key?: string; at?: number; by?: string; send?: string; headers?: Record<string, string> };

const hand = (
  body: string,
  { key = "k1", at = seconds, by = secret, send = body, headers = {} }: Own = {},
) => {
  const signature = createHmac("sha256", by).update(`${at}.${key}.${body}`).digest("hex");
  return app.inject({
    method: "POST",
    url: "/api/v1/intake",
    payload: send,
    headers: {
      "content-type": "application/json",
      "x-qinpin-timestamp": String(at),
      "x-qinpin-signature": `v1=${signature}`,
      "idempotency-key": key,
      ...headers,
    },
  });
};

const person = {
  name: "王小雨",
  phone: "138 1234 5678",
  channel: "BOSS直聘",
  resume_text: "三年拼多多客服，可以晚班",
};

describe("the signed webhook", () => {
  it("lets a person in once per key, however it is repeated, and says by which number", async () => {
    const [job] = await world.db.sql<{ id: string }[]>`select id from jobs order by created_at limit 1`;
    const body = JSON.stringify({ ...person, job: job?.id });
    const answers = await Promise.all([hand(body), hand(body), hand(body)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const outcomes = answers.map((answer) => answer.json());
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["created", "repeated", "repeated"]);
    expect(new Set(outcomes.map(({ application }) => application)).size).toBe(1);
    expect(outcomes[0].application).toMatch(/^C\d+$/);
    const again = await hand(body, { key: "k2" });
    expect(again.json()).toEqual({ outcome: "joined", application: outcomes[0].application });
    const [fields] = await world.db.sql`select fields from resumes limit 1`;
    expect(fields?.fields).toMatchObject({ platforms: ["pdd"], night_shift: true });
  });

  it("believes nobody without the secret, outside of five minutes, or with one byte changed", async () => {
    const body = JSON.stringify({ ...person, phone: "13900000001" });
    const count = async () => (await world.db.sql`select 1 from intakes`).length;
    const before = await count();
    const refused = [
      await hand(body, { by: "another secret of the same size" }),
      await hand(body, { at: seconds - 301 }),
      await hand(body, { at: seconds + 301 }),
      await hand(body, { send: body.replace("BOSS", "boss") }),
      await hand(body, { headers: { "idempotency-key": "another" } }),
      await hand(body, { headers: { "x-qinpin-signature": "v1=" } }),
      await hand(body, { headers: { "x-qinpin-timestamp": "soon" } }),
      await app.inject({ method: "POST", url: "/api/v1/intake", payload: person }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(401));
    expect(await count()).toBe(before);
    expect((await hand(body, { at: seconds - 299, key: "edge" })).statusCode).toBe(200);
  });

  it("explains what is wrong, takes no unknown field, and is described", async () => {
    const status = async (body: object, key: string) => {
      const answer = await hand(JSON.stringify(body), { key });
      return `${answer.statusCode} ${answer.json().error}`;
    };
    expect(await status({ ...person, age: 23 }, "w1")).toBe("400 bad_request");
    expect(await status({ channel: "boss" }, "w2")).toBe("400 bad_request");
    expect(await status({ ...person, job: "no such job" }, "w3")).toBe("422 job");
    expect(await status({ ...person, phone: "12" }, "w4")).toBe("422 phone");
    expect((await hand("{", { key: "w5" })).statusCode).toBe(400);
    const described = (await app.inject("/api/openapi.json")).json().paths["/api/v1/intake"].post;
    expect(Object.keys(described.responses)).toEqual(["200", "400", "401", "422"]);
    expect(described.parameters.map(({ name }: { name: string }) => name)).toContain("x-qinpin-signature");
  });
});
