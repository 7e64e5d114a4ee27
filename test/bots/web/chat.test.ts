import { afterEach, describe, expect, test } from "vitest";
import type { WebOptions } from "../../../bots/web/ports.ts";
import { enter, origin, post, type Served, serveWeb } from "./serve.ts";

let served: Served | null = null;
const serve = async (options: Partial<WebOptions> = {}) => {
  served = await serveWeb(options);
  return served;
};
afterEach(async () => {
  await served?.app.close();
  served = null;
});

describe("entering", () => {
  test("starts one conversation, with the link's code and the visitor's language", async () => {
    const { app, room } = await serve();
    await enter(app, { code: "boss-01", locale: "en" });
    expect(room.received).toMatchObject([
      {
        company: "shop",
        channel: "web",
        account: "web",
        deliveryId: "start:boss-01",
        at: null,
        body: { kind: "start", code: "boss-01", locale: "en" },
      },
    ]);
  });

  test("reloading the page tells the conversation nothing new; coming through another link does", async () => {
    const { app, room } = await serve();
    const first = await enter(app, { code: "boss-01" });
    const second = await enter(app, { code: "boss-01" }, first.cookie);
    expect(room.received).toHaveLength(1);
    await enter(app, { code: "unknown-9" }, second.cookie);
    expect(room.received.map((message) => message.deliveryId)).toEqual(["start:boss-01", "start:unknown-9"]);
  });

  test.each([["unknown"], ["x".repeat(500)], ["../../etc/passwd"], ["<script>"], [7], [null]])(
    "the odd code %j is no error for the candidate",
    async (code) => {
      const { app, room } = await serve();
      expect((await enter(app, { code })).response.statusCode).toBe(200);
      expect(room.received[0]?.company).toBe("shop");
    },
  );

  test("a link of another company opens a conversation there", async () => {
    const { app, room } = await serve();
    room.codes.set("other-1", "other-shop");
    const here = await enter(app);
    const there = await enter(app, { code: "other-1" }, here.cookie);
    expect(there.response.json().resumed).toBe(false);
    expect(room.received.at(-1)?.company).toBe("other-shop");
    await post(app, there.cookie, { clientMessageId: "message-0001", text: "hi" });
    expect(room.received.at(-1)?.company).toBe("other-shop");
  });

  test("after an erasure late messages begin nothing; the next visit does", async () => {
    const { app, room } = await serve();
    const first = await enter(app);
    room.erase(room.threads()[0] ?? "");
    const late = await post(app, first.cookie, { clientMessageId: "message-0001", text: "还在吗" });
    expect(late.statusCode).toBe(404);
    expect((await enter(app, { resume: true }, first.cookie)).response.statusCode).toBe(401);
    expect(room.received).toHaveLength(1);
    const next = await enter(app, {}, first.cookie);
    expect(next.response.json().resumed).toBe(false);
    expect(room.received).toHaveLength(2);
  });

  test("a page may ask to continue only: then nothing new begins", async () => {
    const { app, room } = await serve();
    expect((await enter(app, { resume: true })).response.statusCode).toBe(401);
    const first = await enter(app);
    const again = await enter(app, { resume: true }, first.cookie);
    expect(again.response.json()).toEqual({ conversation: first.conversation, resumed: true });
    expect(room.received).toHaveLength(1);
  });

  test("without an open job the visitor is told so, gets no session, and may try again at once", async () => {
    const { app, room } = await serve({ limits: { sessionsPerHour: 1 } });
    room.noJob = true;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { response } = await enter(app);
      expect(response.statusCode).toBe(409);
      expect(response.json().error.message).toContain("没有正在招聘的岗位");
      expect(response.headers["set-cookie"]).toBeUndefined();
    }
    room.noJob = false;
    expect((await enter(app)).response.statusCode).toBe(200);
  });

  test("the eleventh new session of a network within an hour has to wait; returning visitors do not", async () => {
    const { app } = await serve();
    const from = (last: number) => enter(app, {}, undefined, `203.0.113.${last}`);
    const first = await from(1);
    for (let n = 2; n <= 10; n += 1) expect((await from(n)).response.statusCode).toBe(200);
    const { response } = await from(11);
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers["retry-after"])).toBeGreaterThan(3500);
    expect((await enter(app, {}, first.cookie, "203.0.113.1")).response.statusCode).toBe(200);
    // Somebody who tries it out on this very machine is not held up.
    expect((await enter(app)).response.statusCode).toBe(200);
  });
});

describe("messages", () => {
  test("are handed over once per message id, however often the page sends them", async () => {
    const { app, room } = await serve();
    const { cookie } = await enter(app);
    const message = { clientMessageId: "message-0001", text: "您好", choice: "yes" };
    const answers = await Promise.all([1, 2, 3].map(() => post(app, cookie, message)));
    expect(answers.map((a) => a.statusCode)).toEqual([200, 200, 200]);
    expect(answers.map((a) => a.json().result).sort()).toEqual(["accepted", "duplicate", "duplicate"]);
    expect(room.received.slice(1)).toMatchObject([
      {
        deliveryId: "message-0001",
        body: { kind: "text", messageId: "message-0001", text: "您好", choice: "yes" },
      },
    ]);
  });

  test("are not acknowledged while the database is away, and the same message goes through afterwards", async () => {
    const { app, room, logs } = await serve();
    const { cookie } = await enter(app);
    room.down = true;
    const message = { clientMessageId: "message-0001", text: "我的手机号是 13800138000" };
    const refused = await post(app, cookie, message);
    expect(refused.statusCode).toBe(503);
    expect(refused.headers["retry-after"]).toBe("2");
    expect(refused.body).not.toContain("10.0.0.7");
    expect(logs.join()).not.toMatch(/138|10\.0\.0\.7/);
    room.down = false;
    expect((await post(app, cookie, message)).statusCode).toBe(200);
    expect(room.received.filter((m) => m.body.kind === "text")).toHaveLength(1);
  });

  test("a visit during an outage is refused without a session, and does not count", async () => {
    const { app, room } = await serve({ limits: { sessionsPerHour: 1 } });
    room.down = true;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { response } = await enter(app);
      expect([response.statusCode, response.headers["set-cookie"]]).toEqual([503, undefined]);
    }
    room.down = false;
    expect((await enter(app)).response.statusCode).toBe(200);
  });

  test("the 61st within a minute waits: 429 with the time", async () => {
    const { app } = await serve();
    const { cookie } = await enter(app);
    const statuses: number[] = [];
    for (let n = 1; n <= 201; n += 1) {
      const response = await post(app, cookie, { clientMessageId: `message-${n}`, text: "hi" });
      statuses.push(response.statusCode);
      if (n === 61) expect(Number(response.headers["retry-after"])).toBeGreaterThan(50);
    }
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(statuses.slice(60).every((status) => status === 429)).toBe(true);
  });

  test.each([
    ["4,096 characters", "字".repeat(4096), 200],
    ["4,097 characters", "字".repeat(4097), 413],
    ["20,001 characters", "x".repeat(20_001), 413],
    ["20,001 Chinese characters", "字".repeat(20_001), 413],
    ["64 KB", "x".repeat(65_536), 413],
  ])("%s", async (_name, text, status) => {
    const { app } = await serve();
    const { cookie } = await enter(app);
    const zh = await post(app, cookie, { clientMessageId: "message-0001", text });
    expect(zh.statusCode).toBe(status);
    if (status === 200) return;
    expect(zh.json().error.message).toMatch(/最多 4096 个字符/);
    const en = await post(
      app,
      cookie,
      { clientMessageId: "message-0001", text },
      { "accept-language": "en-GB,zh" },
    );
    expect(en.json().error.message).toMatch(/at most 4096 characters/);
  });

  test.each([
    ["an empty text", { clientMessageId: "message-0001", text: "" }, "text"],
    ["blanks only", { clientMessageId: "message-0001", text: " \n\u3000" }, "text"],
    ["no id", { text: "hi" }, "clientMessageId"],
    ["an id that could be one of ours", { clientMessageId: "start:boss-01", text: "hi" }, "clientMessageId"],
    ["an unknown field", { clientMessageId: "message-0001", text: "hi", admin: true }, "admin"],
    ["another type", { clientMessageId: "message-0001", text: ["hi"] }, "text"],
  ])("%s is refused by the name of the field", async (_name, message, field) => {
    const { app, room } = await serve();
    const { cookie } = await enter(app);
    const response = await post(app, cookie, message);
    expect(response.statusCode).toBe(400);
    expect(response.json().error.message).toContain(field);
    expect(room.received).toHaveLength(1);
  });

  test("broken JSON is the sender's fault: 400, never 5xx", async () => {
    const { app } = await serve();
    const { cookie } = await enter(app);
    for (const [type, payload] of [
      ["application/json", "{"],
      ["application/json", '{"__proto__":{"x":1},"clientMessageId":"message-0001","text":"a"}'],
      ["text/plain", "hi"],
      ["multipart/form-data; boundary=x", "--x--"],
    ] as const) {
      const headers = { ...origin, cookie, "content-type": type };
      const response = await app.inject({ method: "POST", url: "/chat/messages", headers, payload });
      expect(response.statusCode, type).toBe(400);
    }
  });
});

describe("files of the page", () => {
  test("are sent once and then confirmed by their tag", async () => {
    const { app } = await serve();
    const first = await app.inject({ url: "/chat/page/app.js" });
    expect(first.headers["content-type"]).toContain("text/javascript");
    const etag = String(first.headers.etag);
    const second = await app.inject({ url: "/chat/page/app.js", headers: { "if-none-match": `W/${etag}` } });
    expect([second.statusCode, second.body]).toEqual([304, ""]);
  });

  test("nothing else can be reached", async () => {
    const { app } = await serve();
    for (const file of ["..%2findex.ts", "%2e%2e%2froutes.ts", "__proto__", "constructor", "index.ts"]) {
      expect((await app.inject({ url: `/chat/page/${file}` })).statusCode, file).toBe(404);
    }
  });
});
