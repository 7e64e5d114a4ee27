import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createSchemaCheck, readSchema } from "./schema-check.ts";
import { type FakeTelegram, spawnFakeTelegram } from "./telegram-client.ts";

const Update = z.looseObject({ update_id: z.number() });
const Answer = z.looseObject({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional(),
});
const violations = createSchemaCheck(readSchema("telegram-methods.json"));

let fake: FakeTelegram;
let server: Server;
/** Updates a bot's webhook got, and the status it answers each with. */
let arrived: z.infer<typeof Update>[] = [];
let answerTo: (update: z.infer<typeof Update>) => number | Promise<number> = () => 200;

beforeEach(async () => {
  fake = await spawnFakeTelegram();
  arrived = [];
  answerTo = () => 200;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const update = Update.parse(JSON.parse(body));
    arrived.push(update);
    const known = request.headers["x-telegram-bot-api-secret-token"] === "s";
    response.writeHead(known ? await answerTo(update) : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await fake.stop();
  server.closeAllConnections();
  server.close();
});

async function api(method: string, payload: unknown, token = fake.token) {
  const response = await fetch(`${fake.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(payload),
  });
  return Answer.parse(await response.json());
}

async function hook() {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  await api("setWebhook", { url: `http://127.0.0.1:${port}/`, secret_token: "s" });
}

async function delivered(count: number) {
  for (let i = 0; i < 1500 && arrived.length < count; i += 1) await new Promise((r) => setTimeout(r, 10));
  return arrived.map(({ update_id }) => update_id);
}

test("every update it makes is one by the published schema", async () => {
  const { messageId } = await fake.say({ chat: 1, text: "您好" });
  await fake.say({ chat: 1, content: { sticker: stickerOf("s") } });
  await fake.edit({ chat: 1, messageId, text: "您好！" });
  await api("sendMessage", {
    chat_id: 1,
    text: "选一个",
    reply_markup: { inline_keyboard: [[{ text: "好", callback_data: "ok" }]] },
  });
  await fake.press({ chat: 1, label: "好" });
  await fake.block(1, true);
  const updates = z.array(Update).parse((await api("getUpdates", {})).result);
  expect(updates.map((update) => Object.keys(update)[1])).toEqual([
    "message",
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
  ]);
  for (const update of updates) expect(violations("#/definitions/Update", update)).toEqual([]);
});

const stickerOf = (file_id: string) => ({
  file_id,
  file_unique_id: file_id,
  type: "regular",
  width: 1,
  height: 1,
  is_animated: false,
  is_video: false,
});

test("what the schema forbids is refused and written down", async () => {
  await fake.say({ chat: 1, text: "hi" });
  expect(await api("sendMessage", { chat_id: 1, text: "好".repeat(4097) })).toMatchObject({ ok: false });
  const button = { text: "x", callback_data: "夜".repeat(22) };
  expect(
    await api("sendMessage", { chat_id: 1, text: "x", reply_markup: { inline_keyboard: [[button]] } }),
  ).toMatchObject({
    ok: false,
  });
  expect(await api("sendMessage", { chat_id: 1, text: "x", parsemode: "HTML" })).toMatchObject({ ok: false });
  const problems = (await fake.state()).violations.map(({ problem }) => problem).join("\n");
  expect(problems).toMatch(/4096/);
  expect(problems).toMatch(/x-maxBytes/);
  expect(problems).toMatch(/parsemode/);
});

test("calling a chat before retry_after has passed is written down", async () => {
  await fake.say({ chat: 1, text: "hi" });
  await fake.fault({ fault: { kind: "refuse", code: 429, description: "", retryAfter: 10 } });
  for (let i = 0; i < 2; i += 1)
    expect(await api("sendMessage", { chat_id: 1, text: "x" })).toMatchObject({ ok: false });
  expect((await fake.state()).violations).toMatchObject([
    { chat: 1, problem: expect.stringMatching(/retry_after/) },
  ]);
});

test("only its own token and methods it knows are served", async () => {
  expect(await api("getMe", {}, "1:other")).toMatchObject({ ok: false, error_code: 401 });
  expect(await api("banChatMember", {})).toMatchObject({ ok: false, error_code: 404 });
  expect(violations("#/definitions/User", (await api("getMe", {})).result)).toEqual([]);
  expect(violations("#/definitions/WebhookInfo", (await api("getWebhookInfo", {})).result)).toEqual([]);
});

describe("delivering to a webhook", () => {
  test("the next update of a chat waits until the first is taken; other chats do not", async () => {
    const patience = Promise.withResolvers<number>();
    const first = await fake.say({ chat: 1, text: "a1" });
    const next = await fake.say({ chat: 1, text: "a2" });
    const other = await fake.say({ chat: 2, text: "b1" });
    let refused = false;
    answerTo = ({ update_id }) => {
      if (update_id !== first.updateId) return 200;
      if (refused) return patience.promise;
      refused = true;
      return 500;
    };
    await hook();
    expect((await delivered(3)).sort()).toEqual([first.updateId, first.updateId, other.updateId].sort());
    patience.resolve(200);
    expect((await delivered(4)).at(-1)).toBe(next.updateId);
  });

  test("repeats at once, then after 2, 4, 8 s of its own clock", async () => {
    let refusals = 4;
    answerTo = () => (refusals-- > 0 ? 500 : 200);
    await fake.delivery({ speed: 20 });
    await hook();
    const start = performance.now();
    await fake.say({ chat: 1, text: "a" });
    expect(await delivered(5)).toHaveLength(5);
    const took = performance.now() - start;
    expect(took).toBeGreaterThanOrEqual((2000 + 4000 + 8000) / 20 - 5);
    const { deliveries } = await fake.deliveries();
    expect(deliveries.map(({ status, attempt }) => [status, attempt])).toEqual([
      [500, 0],
      [500, 1],
      [500, 2],
      [500, 3],
      [200, 4],
    ]);
  });

  test("a wrong secret shows as what the webhook answered", async () => {
    await fake.delivery({ speed: 1000 });
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    await api("setWebhook", { url: `http://127.0.0.1:${port}/`, secret_token: "other" });
    await fake.say({ chat: 1, text: "a" });
    await delivered(1);
    expect((await api("getWebhookInfo", {})).result).toMatchObject({
      pending_update_count: 1,
      last_error_message: "Wrong response from the webhook: 401",
    });
  });

  test("on request an update arrives twice", async () => {
    await fake.delivery({ duplicate: 1 });
    await hook();
    await fake.say({ chat: 1, text: "a" });
    expect(await delivered(2)).toEqual([10_000, 10_000]);
  });

  test("on request a 2xx gets lost, so the update comes again, still in order", async () => {
    await fake.delivery({ loseAnswer: 0.5, speed: 1000, seed: 7 });
    await hook();
    for (let i = 0; i < 10; i += 1) await fake.say({ chat: 2, text: `${i}` });
    while ((await fake.state()).waitingUpdates > 0) await new Promise((r) => setTimeout(r, 10));
    const ids = await delivered(0);
    expect(new Set(ids).size).toBe(10);
    expect(ids.length).toBeGreaterThan(12);
    expect(ids).toEqual([...ids].sort((x, y) => x - y));
  });

  test("on request two updates of a chat change places", async () => {
    for (const text of ["x", "y"]) await fake.say({ chat: 3, text });
    await fake.delivery({ swap: 1 });
    await hook();
    expect(await delivered(2)).toEqual([10_001, 10_000]);
  });

  test("several processes behind the address take turns", async () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    await fake.delivery({ targets: ["http://127.0.0.1:9", `http://127.0.0.1:${port}`] });
    await api("setWebhook", { url: "https://jobs.example.test/x", secret_token: "s" });
    await fake.say({ chat: 1, text: "a" });
    expect(await delivered(1)).toEqual([10_000]);
    expect((await fake.deliveries()).deliveries[0]).toMatchObject({ status: null, attempt: 0 });
  });
});

describe("long polling", () => {
  test("waits for an update, repeats it until it is confirmed", async () => {
    const waiting = api("getUpdates", { timeout: 10 });
    await fake.say({ chat: 1, text: "a" });
    expect((await waiting).result).toMatchObject([{ update_id: 10_000 }]);
    expect((await api("getUpdates", { offset: 10_000 })).result).toHaveLength(1);
    expect((await api("getUpdates", { offset: 10_001 })).result).toEqual([]);
  });

  test("a second poller ends the first, a webhook excludes both", async () => {
    const polls = [api("getUpdates", { timeout: 10 }), api("getUpdates", { timeout: 10 })];
    expect(await Promise.race(polls)).toMatchObject({ ok: false, error_code: 409 });
    await fake.say({ chat: 1, text: "a" });
    expect((await Promise.all(polls)).map(({ ok }) => ok).sort()).toEqual([false, true]);
    await hook();
    expect(await api("getUpdates", {})).toMatchObject({ ok: false, error_code: 409 });
  });
});
