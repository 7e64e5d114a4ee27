import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld, type World } from "../../recruiter/world.ts";
import { createConsoleApp, post, signIn } from "./console.ts";

let world: World;
let app: FastifyInstance;
let cookie: string;
beforeAll(async () => {
  world = await createWorld();
  app = await createConsoleApp(world);
  cookie = await signIn(app, world);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const ask = (question: string) => post(app, "/console/ask", cookie, { question });

describe("the console's page for questions", () => {
  it("has a box, examples to press, and its place in the menu", async () => {
    const { statusCode, body } = await app.inject({ url: "/console/ask", headers: { cookie } });
    expect(statusCode).toBe(200);
    expect(body).toContain('<a href="/console/ask" aria-current="page">提问');
    expect(body).toMatch(/id="question" name="question"/);
    expect(body).toContain("上周各渠道简历量");
  });

  it("answers, remembers, and goes on from the question before", async () => {
    const { body } = await ask("上周BOSS来了多少简历");
    expect(body).toContain("简历量");
    expect(body).toContain("渠道：BOSS直聘");
    expect(body).toContain("npm run --silent cli -- metric resumes");
    const next = (await ask("那抖音呢")).body;
    expect(next).toContain("渠道：抖音");
    expect(next).toContain("刚才问过");
    expect(next).toContain('value="上周BOSS来了多少简历"');
  });

  it("gives choices as buttons that answer on a page of their own", async () => {
    const { body } = await ask("通过率是多少");
    const value =
      /action="\/console\/actions\/ask_again_2"><input type="hidden" name="value" value="([^"]*)"/.exec(
        body,
      )?.[1];
    const fields = { value: (value ?? "").replaceAll("&quot;", '"'), delivery: "d", back: "/console/ask" };
    expect((await post(app, "/console/actions/ask_again_2", cookie, fields)).body).toContain("面试通过率");
  });

  it("shows a hostile question as text, and refuses what is never answered", async () => {
    const { body } = await ask('<script>alert(1)</script>"简历');
    expect(body).not.toContain("<script>alert");
    const refused = (await ask("女生有多少")).body;
    expect(refused).toContain("抱歉");
    expect((await app.inject({ url: "/console/ask", headers: { cookie } })).body).not.toContain("女生");
  });

  it("is closed to strangers and to pages of others", async () => {
    expect((await app.inject({ url: "/console/ask" })).statusCode).toBe(401);
    const foreign = await post(
      app,
      "/console/ask",
      cookie,
      { question: "简历" },
      { origin: "https://evil.example" },
    );
    expect(foreign.statusCode).toBe(403);
  });
});
