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

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const id = "message-0001";

describe("headers", () => {
  test("every route answers with the strict policy, also when it refuses", async () => {
    const { app, routes } = await serve();
    expect(routes.length).toBeGreaterThan(5);
    for (const { method, url } of routes) {
      const path = url.replace(":code", "x").replace(":file", "none.js");
      const { headers } = await app.inject({ method: method as "GET", url: path });
      expect(headers["content-security-policy"], `${method} ${url}`).toBe(csp);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    }
  });

  test("with https the cookie is Secure and host-bound, and the browser is told to stay on https", async () => {
    const { app } = await serve({ publicUrl: "https://hr.example.com" });
    const response = await app.inject({
      method: "POST",
      url: "/chat/session",
      headers: { origin: "https://hr.example.com" },
      payload: {},
    });
    expect(response.headers["set-cookie"]).toMatch(
      /^__Host-qinpin_chat=[\w-]{43}; Max-Age=259200; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(response.headers["strict-transport-security"]).toContain("max-age=");
  });

  test("the page has no inline script or style", async () => {
    const { app } = await serve();
    const { body } = await app.inject({ url: "/c/boss-01" });
    expect(body).toContain("<textarea");
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/i);
  });
});

describe("who may speak", () => {
  test("without a token nothing is told or taken: 401", async () => {
    const { app, room } = await serve();
    expect((await post(app, "", { clientMessageId: id, text: "hi" })).statusCode).toBe(401);
    expect((await app.inject({ url: "/chat/events" })).statusCode).toBe(401);
    expect(room.received).toEqual([]);
  });

  test("an invented token is as good as none", async () => {
    const { app } = await serve();
    const cookie = `qinpin_chat=${"A".repeat(43)}`;
    expect((await post(app, cookie, { clientMessageId: id, text: "hi" })).statusCode).toBe(401);
  });

  test("72 hours after it was given a token is worth nothing: 401", async () => {
    const { app, room } = await serve();
    const { cookie } = await enter(app);
    room.now += 72 * 3_600_000 - 1000;
    expect((await post(app, cookie, { clientMessageId: id, text: "hi" })).statusCode).toBe(200);
    room.now += 1000;
    expect((await post(app, cookie, { clientMessageId: "message-0002", text: "hi" })).statusCode).toBe(401);
    expect((await app.inject({ url: "/chat/events", headers: { cookie } })).statusCode).toBe(401);
  });

  test("a token does not open another conversation: 404, the same as for one that does not exist", async () => {
    const { app, room } = await serve();
    const a = await enter(app);
    const b = await enter(app);
    const before = room.received.length;
    for (const conversation of [b.conversation, "0123456789abcdef"]) {
      const sent = await post(app, a.cookie, { clientMessageId: id, text: "hi", conversation });
      const read = await app.inject({
        url: `/chat/events?conversation=${conversation}`,
        headers: { cookie: a.cookie },
      });
      expect([sent.statusCode, read.statusCode]).toEqual([404, 404]);
      expect(sent.body).toBe(read.body);
    }
    expect(room.received.length).toBe(before);
  });

  test("a token in the address is refused", async () => {
    const { app } = await serve();
    const { cookie } = await enter(app);
    const token = cookie.split("=")[1] ?? "";
    for (const name of ["token", "session", "qinpin_chat"]) {
      const url = `/chat/events?${name}=${token}`;
      expect((await app.inject({ url })).statusCode).toBe(400);
      expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(400);
    }
    const bearer = await app.inject({ url: "/chat/events", headers: { authorization: `Bearer ${token}` } });
    expect(bearer.statusCode).toBe(401);
  });

  test("pages of other sites are refused: 403", async () => {
    const { app, room } = await serve();
    const { cookie } = await enter(app);
    const before = room.received.length;
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://localhost:81" },
    ]) {
      expect((await post(app, cookie, { clientMessageId: id, text: "hi" }, headers)).statusCode).toBe(403);
      const read = await app.inject({
        url: "/chat/events",
        headers: { cookie, host: "localhost:3000", ...headers },
      });
      expect(read.statusCode).toBe(403);
    }
    const unnamed = await app.inject({ method: "POST", url: "/chat/session", payload: {} });
    expect(unnamed.statusCode).toBe(403);
    const crossSite = await app.inject({
      url: "/chat/events",
      headers: { cookie, "sec-fetch-site": "cross-site" },
    });
    expect(crossSite.statusCode).toBe(403);
    expect(room.received.length).toBe(before);
  });

  test("with a public address only that one and the listed ones may call", async () => {
    const { app } = await serve({
      publicUrl: "https://hr.example.com",
      origins: ["https://jobs.example.com"],
    });
    const status = async (from: string) =>
      (
        await app.inject({
          method: "POST",
          url: "/chat/session",
          headers: { ...origin, origin: from },
          payload: {},
        })
      ).statusCode;
    expect(await status("https://hr.example.com")).toBe(200);
    expect(await status("https://jobs.example.com")).toBe(200);
    expect(await status(origin.origin)).toBe(403);
  });
});

describe("tokens", () => {
  test("only a hash is stored, of 256 random bits", async () => {
    const { app, room } = await serve();
    const { cookie } = await enter(app);
    const token = cookie.split("=")[1] ?? "";
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(JSON.stringify([...room.tokens])).not.toContain(token);
  });

  test("coming back changes the token and keeps the conversation", async () => {
    const { app, room } = await serve();
    const first = await enter(app);
    const second = await enter(app, {}, first.cookie);
    expect(second.response.json()).toEqual({ conversation: first.conversation, resumed: true });
    expect(second.cookie).not.toBe(first.cookie);
    expect(room.threads()).toHaveLength(1);
  });

  test("the old token dies when the new one is used, not before: a lost answer locks nobody out", async () => {
    const { app } = await serve();
    const first = await enter(app);
    await enter(app, {}, first.cookie); // its answer is lost on the way
    const third = await enter(app, {}, first.cookie);
    expect(third.response.json().conversation).toBe(first.conversation);
    expect((await post(app, third.cookie, { clientMessageId: id, text: "hi" })).statusCode).toBe(200);
    expect((await post(app, first.cookie, { clientMessageId: "message-0002", text: "hi" })).statusCode).toBe(
      401,
    );
    const replay = await enter(app, {}, first.cookie);
    expect(replay.response.json().conversation).not.toBe(first.conversation);
  });

  test("a token the visitor brought along is never adopted", async () => {
    const { app } = await serve();
    const fixed = `qinpin_chat=${"B".repeat(43)}`;
    const entered = await enter(app, {}, fixed);
    expect(entered.response.json().resumed).toBe(false);
    expect(entered.cookie).not.toBe(fixed);
  });
});
