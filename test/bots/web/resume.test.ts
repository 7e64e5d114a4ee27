import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enter, origin, type Served, serveWeb } from "./serve.ts";

let served: Served;
let cookie = "";
let taken: { from: { messageId: string; threadId: string }; name: string; size: number }[] = [];
let held: Promise<void> = Promise.resolve();
beforeAll(async () => {
  served = await serveWeb({
    upload: async (from, fetchFile) => {
      const { name, bytes } = await fetchFile();
      taken.push({ from, name, size: bytes.length });
      await held;
      return "read";
    },
  });
  ({ cookie } = await enter(served.app));
});
afterAll(() => served.app.close());
beforeEach(() => {
  taken = [];
});

const send = (body: Buffer, more: object = {}) =>
  served.app.inject({
    method: "POST",
    url: "/chat/resume",
    headers: {
      ...origin,
      cookie,
      "content-type": "application/octet-stream",
      "x-message-id": `file-${Math.random().toString(36).slice(2)}00000000`,
      "x-file-name": encodeURIComponent("王小雨 简历.pdf"),
      ...more,
    },
    payload: body,
  });

test("a file is noted in the conversation and given in with its name", async () => {
  const answer = await send(Buffer.from("words"), { "x-message-id": "file-0001" });
  expect(answer.json()).toEqual({ result: "read" });
  expect(taken).toMatchObject([{ from: { messageId: "file-0001" }, name: "王小雨 简历.pdf", size: 5 }]);
  expect(served.room.received.at(-1)?.body).toEqual({
    kind: "media",
    messageId: "file-0001",
    media: "file",
    reading: true,
  });
});

test("a file too large, from a stranger, from another site or of no known kind of body is not taken", async () => {
  const large = await send(Buffer.alloc(10 * 1024 * 1024 + 1), { "accept-language": "en" });
  expect([large.statusCode, large.json().error.code]).toEqual([413, "file_too_large"]);
  expect((await send(Buffer.from("x"), { cookie: "" })).statusCode).toBe(401);
  expect((await send(Buffer.from("x"), { origin: "https://evil.example" })).statusCode).toBe(403);
  expect((await send(Buffer.from("x"), { "content-type": "text/plain" })).statusCode).toBe(400);
  expect((await send(Buffer.from("x"), { "x-message-id": "a:b" })).statusCode).toBe(400);
  expect(taken).toEqual([]);
});

test("two files are taken at a time, and the next one a little later", async () => {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  const two = [send(Buffer.from("a")), send(Buffer.from("b"))];
  while (taken.length < 2) await new Promise((resolve) => setImmediate(resolve));
  const third = await send(Buffer.from("c"));
  expect([third.statusCode, third.headers["retry-after"]]).toEqual([429, "10"]);
  release();
  expect((await Promise.all(two)).map((answer) => answer.statusCode)).toEqual([200, 200]);
  expect((await send(Buffer.from("d"))).statusCode).toBe(200);
});
