import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import type { WebOptions } from "../../../bots/web/ports.ts";
import { openEvents } from "./events.ts";
import { enter, post, type Served, serveWeb } from "./serve.ts";

let served: Served | null = null;
afterEach(async () => {
  await served?.app.close();
  served = null;
});

/** A visitor on a listening server. */
async function visit(options: Partial<WebOptions> = {}) {
  served = await serveWeb(options);
  const { app, room } = served;
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const { cookie, conversation } = await enter(app);
  const thread = room.threads().at(-1) ?? "";
  const connect = (headers: Record<string, string> = {}) =>
    openEvents(`${url}/chat/events`, { cookie, ...headers });
  return { app, room, url, cookie, conversation, thread, connect, logs: served.logs };
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("the transcript as a stream", () => {
  test("begins with everything said so far, then says so, then brings what is new as it comes", async () => {
    const { room, thread, connect, conversation } = await visit();
    room.say(thread, { text: "您好" });
    room.say(thread, { text: "同意吗？", choices: [{ value: "1", label: "同意" }] });
    const page = await connect();
    expect(page.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(page.response.headers.get("cache-control")).toBe("no-store");
    await page.ready();
    expect(page.events.map((e) => e.event)).toEqual(["line", "line", "ready"]);
    expect(page.ids()).toEqual([`${conversation}-1`, `${conversation}-2`]);
    expect(page.lines()[1]).toMatchObject({ n: 2, author: "bot", choices: [{ value: "1", label: "同意" }] });
    expect(page.retry()).toBe(1000);
    room.say(thread, { text: "在吗" });
    expect((await page.lineCount(3)).map((line) => line.n)).toEqual([1, 2, 3]);
    await page.close();
  });

  test("a long transcript arrives whole and in order", async () => {
    const { room, thread, connect } = await visit();
    for (const n of numbers(1, 1234)) room.say(thread, { text: `line ${n} ${"字".repeat(300)}` });
    const page = await connect();
    await page.ready();
    expect(page.lines().map((line) => line.n)).toEqual(numbers(1, 1234));
    await page.close();
  });

  test("a reconnect with the last id brings exactly what was missed", async () => {
    const { room, thread, connect } = await visit();
    for (const n of numbers(1, 5)) room.say(thread, { text: `${n}` });
    const before = await connect();
    await before.ready();
    await before.close();
    for (const n of numbers(6, 8)) room.say(thread, { text: `${n}` });
    const after = await connect({ "last-event-id": before.ids().at(-1) ?? "" });
    await after.ready();
    expect(after.lines().map((line) => line.n)).toEqual([6, 7, 8]);
    await after.close();
  });

  test("lines said while the page connects and drops again and again come once each", async () => {
    const { room, thread, connect } = await visit();
    const seen: number[] = [];
    let last = "";
    let spoken = 0;
    const speaking = setInterval(() => room.say(thread, { text: `${++spoken}` }), 2);
    for (let round = 0; round < 12; round += 1) {
      const page = await connect(last ? { "last-event-id": last } : {});
      const wanted = 3 + (round % 4);
      await page.lineCount(wanted);
      await page.close();
      seen.push(...page.lines().map((line) => line.n));
      last = page.ids().at(-1) ?? last;
    }
    clearInterval(speaking);
    expect(seen).toEqual(numbers(1, seen.length));
  });

  test("ids of other conversations and broken ids are ignored", async () => {
    const { app, room, thread, connect, conversation } = await visit();
    const other = await enter(app);
    room.say(room.threads().at(-1) ?? "", { text: "private to somebody else" });
    room.say(thread, { text: "mine" });
    const ids = [
      `${other.conversation}-1`,
      "1",
      "-1",
      "999999",
      `${conversation}-`,
      `${conversation}-1x`,
      "a\tb",
    ];
    for (const id of ids) {
      const page = await connect({ "last-event-id": id });
      await page.ready();
      expect(
        page.lines().map((line) => line.text),
        id,
      ).toEqual(["mine"]);
      await page.close();
    }
  });

  test("a line is found even when nobody told that it is there", async () => {
    const { room, thread, connect } = await visit({
      wakes: { onLines: () => () => {} },
      limits: { pollMs: 20 },
    });
    const page = await connect();
    await page.ready();
    room.say(thread, { text: "silent" });
    await page.lineCount(1);
    await page.close();
  });

  test("says who is about to answer, but not when people answer in their own time", async () => {
    const { app, cookie, room, thread, connect } = await visit();
    const page = await connect();
    await page.ready();
    const typing = () => page.events.filter((e) => e.event === "typing").map((e) => e.data);
    room.say(thread, { author: "customer", section: "roleplay", text: "在吗" });
    await post(app, cookie, { clientMessageId: "message-0001", text: "在的" });
    await page.until(() => typing().length === 1);
    room.say(thread, { section: "rule", text: "请说明" });
    await post(app, cookie, { clientMessageId: "message-0002", text: "好" });
    await page.until(() => typing().length === 2);
    room.say(thread, { section: "human", text: "已转人工" });
    await post(app, cookie, { clientMessageId: "message-0003", text: "谢谢" });
    await page.lineCount(6);
    expect(typing()).toEqual([{ author: "customer" }, { author: "bot" }]);
    await page.close();
  });
});

describe("the link", () => {
  test("is kept alive by comments, and noted as seen", async () => {
    const { room, connect } = await visit({ limits: { heartbeatMs: 15 } });
    const page = await connect();
    await page.until(() => page.comments.length >= 2);
    expect(room.touches).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  test("lost for more than 60 s is told once when it is back, however many pages come back", async () => {
    const { room, thread, connect } = await visit();
    const told = () => room.received.filter((m) => m.body.kind === "linked");
    const first = await connect();
    await first.ready();
    await first.close();
    room.now += 60_000;
    const short = await connect();
    await short.ready();
    await short.close();
    expect(told()).toEqual([]);
    room.now += 61_000;
    const seen = room.talk(thread).linkSeenAt;
    const a = await connect();
    await a.ready();
    room.talk(thread).linkSeenAt = seen; // the second page looked at the same moment
    const b = await connect();
    await b.ready();
    expect(told().map((m) => m.body)).toEqual([{ kind: "linked", awaySeconds: 61 }]);
    await Promise.all([a.close(), b.close()]);
  });

  test("leaves nothing behind when the page goes", async () => {
    const { room, connect } = await visit();
    const page = await connect();
    await page.ready();
    expect(room.listeners()).toBe(1);
    await page.close();
    await expect.poll(() => room.listeners()).toBe(0);
  });

  test("ends when the server stops, so that stopping does not hang", async () => {
    const { app, connect } = await visit();
    const page = await connect();
    await page.ready();
    const began = Date.now();
    await app.close();
    await page.ended();
    expect(Date.now() - began).toBeLessThan(2_000);
  });

  test("ends when the database goes away; the page comes back and misses nothing", async () => {
    const { room, thread, connect, logs } = await visit();
    room.say(thread, { text: "我的秘密" });
    const page = await connect();
    await page.ready();
    room.down = true;
    room.say(thread, { text: "另一个秘密" });
    await page.ended();
    expect((await connect()).response.status).toBe(503);
    room.down = false;
    const again = await connect({ "last-event-id": page.ids().at(-1) ?? "" });
    expect((await again.lineCount(1)).map((line) => line.text)).toEqual(["另一个秘密"]);
    await again.close();
    expect(logs.join()).toContain("web_stream_broke");
    expect(logs.join()).not.toContain("秘密");
  });

  test("only so many pages may show one conversation", async () => {
    const { connect } = await visit({ limits: { streams: 2 } });
    const pages = [await connect(), await connect()];
    const third = await connect();
    expect(third.response.status).toBe(429);
    await pages[0]?.close();
    await expect
      .poll(async () => {
        const page = await connect();
        await page.close();
        return page.response.status;
      })
      .toBe(200);
    await pages[1]?.close();
  });
});

describe("hostile text", () => {
  const texts: string[] = JSON.parse(
    readFileSync(new URL("../../fixtures/web/render-injection.json", import.meta.url), "utf8"),
  ).texts;
  const naughty = [
    "\0",
    "\r",
    "\r\n\r\n",
    "\u2028\u2029",
    "\ud800",
    "\u202e反",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴",
    "👩‍👩‍👧‍👦",
    ": ping",
    "data: x\n\n",
  ];

  test("arrives as it is, one frame each", async () => {
    const { room, thread, connect } = await visit();
    const all = [...texts, ...naughty];
    expect(all.length).toBeGreaterThan(25);
    for (const text of all) room.say(thread, { text });
    const page = await connect();
    await page.ready();
    expect(page.events).toHaveLength(all.length + 1);
    expect(page.lines().map((line) => line.text)).toEqual(all);
    await page.close();
  });
});
