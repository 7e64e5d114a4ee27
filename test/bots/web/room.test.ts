import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createWakes } from "../../../src/db/wakes.ts";
import { createWebSessions } from "../../../src/db/web-sessions.ts";
import { createRoom, type Room } from "../../conversation/room.ts";
import { openEvents } from "./events.ts";
import { enter, post, type Served, serveWeb } from "./serve.ts";

let room: Room;
let served: Served | null = null;
beforeAll(async () => {
  room = await createRoom("web");
});
afterAll(() => room.close());
afterEach(async () => {
  await served?.app.close();
  served = null;
});

/** A visitor of the web chat over the real room on a real database. */
async function visit() {
  const wakes = createWakes(room.db.sql);
  room.deps.wakes = wakes;
  served = await serveWeb({
    store: createWebSessions(room.db, room.deps.vault),
    receive: room.conversations.receive,
    wakes,
    limits: { messagesPerMinute: 2000, pollMs: 60_000 },
  });
  const { app } = served;
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const { cookie } = await enter(app, { locale: "zh-CN" });
  const events = () => openEvents(`${url}/chat/events`, { cookie });
  const said = (n: number, text: string) => post(app, cookie, { clientMessageId: `message-${n}`, text });
  return { app, cookie, events, said };
}

describe("the web chat over the real room", () => {
  test("greets, takes an answer and brings the next question to the page by itself", async () => {
    const { events, said } = await visit();
    const page = await events();
    await page.ready();
    const greeting = page.lines();
    expect(greeting[0]).toMatchObject({ n: 1, author: "bot", section: "intro" });
    expect(greeting.at(-1)?.choices?.length).toBeGreaterThan(1);
    expect((await said(1, "1")).statusCode).toBe(200);
    const after = await page.lineCount(greeting.length + 2);
    expect(after[greeting.length]).toMatchObject({ author: "candidate", ref: "message-1", text: "1" });
    expect(after.at(-1)?.text).toContain("16");
    await page.close();
  });

  test("has one effect of a message that comes five times at once", async () => {
    const { events, said } = await visit();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => said(1, "1")));
    expect(answers.map((a) => a.json().result).sort()).toEqual([
      "accepted",
      ...Array<string>(4).fill("duplicate"),
    ]);
    const page = await events();
    await page.ready();
    expect(page.lines().filter((line) => line.author === "candidate")).toHaveLength(1);
    expect(page.lines().map((line) => line.n)).toEqual(page.lines().map((_, index) => index + 1));
    await page.close();
  });

  test("stores each of many messages in a minute, and begins nothing after the data were deleted", async () => {
    const { app, cookie, events, said } = await visit();
    for (let n = 1; n <= 100; n += 1) expect((await said(n, `第 ${n} 条`)).statusCode).toBe(200);
    const page = await events();
    await page.ready();
    expect(page.lines().filter((line) => line.author === "candidate")).toHaveLength(100);
    await room.pass(600);
    await said(101, "删除");
    await said(102, "确认");
    await page.until(() => page.lines().at(-1)?.text.includes("删除全部信息"));
    await page.close();
    expect((await said(103, "还在吗")).statusCode).toBe(404);
    expect((await enter(app, { resume: true }, cookie)).response.statusCode).toBe(401);
    expect((await enter(app, {}, cookie)).response.json().resumed).toBe(false);
  });
});
