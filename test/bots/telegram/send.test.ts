import { once } from "node:events";
import { createServer } from "node:net";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTelegram } from "../../../bots/telegram/index.ts";
import type { OutboundMessage } from "../../../src/core/channel.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../../fakes/telegram-client.ts";
import { recordingOptions } from "./workbench.ts";

let fake: FakeTelegram;
let nextChat = 5000;

beforeAll(async () => {
  fake = await spawnFakeTelegram();
});
afterAll(async () => {
  const { violations } = await fake.state();
  await fake.stop();
  expect(violations).toEqual([]);
});

const unhurried = () => AbortSignal.timeout(10_000);
const sender = (apiRoot = fake.apiRoot) => createTelegram(recordingOptions({ apiRoot }).options).channel;

async function knownChat(): Promise<number> {
  nextChat += 1;
  await fake.say({ chat: nextChat, text: "你好" });
  return nextChat;
}

const bubble = (chat: number, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  key: "k1",
  account: "123456",
  threadId: String(chat),
  text: "您好，我是智能助手，不是真人。",
  choices: [],
  ...more,
});

const textsIn = async (chat: number) =>
  (await fake.chat(chat)).filter(({ fromBot }) => fromBot).map(({ text }) => text);

test("a bubble arrives with its buttons, and the platform's id and time come back", async () => {
  const chat = await knownChat();
  const choices = [
    { value: "yes", label: "同意" },
    { value: "no", label: "不同意" },
  ];
  const result = await sender().send(bubble(chat, { choices }), unhurried());
  const [, message] = await fake.chat(chat);
  expect(message).toMatchObject({ text: "您好，我是智能助手，不是真人。", buttons: ["同意", "不同意"] });
  expect(result).toEqual({
    kind: "sent",
    externalId: String(message?.messageId),
    at: (message?.date ?? 0) * 1000,
  });
});

describe("what went wrong decides what happens next", () => {
  const refusals = [
    [429, "Too Many Requests", 2, { kind: "retry", afterMs: 2000 }],
    [500, "Internal Server Error", undefined, { kind: "retry", afterMs: 1000 }],
    [401, "Unauthorized", undefined, { kind: "retry", afterMs: 60_000 }],
    [403, "Forbidden: user is deactivated", undefined, { kind: "unreachable" }],
    [400, "Bad Request: chat not found", undefined, { kind: "unreachable" }],
    [400, "Bad Request: can't parse entities", undefined, { kind: "rejected" }],
    [413, "Request Entity Too Large", undefined, { kind: "rejected" }],
  ] as const;

  test.each(refusals)("%i %s", async (code, description, retryAfter, expected) => {
    const chat = await knownChat();
    const fault = { kind: "refuse" as const, code, description, ...(retryAfter ? { retryAfter } : {}) };
    await fake.fault({ fault, chat });
    const result = await sender().send(bubble(chat), unhurried());
    expect(result).toMatchObject(expected);
    expect(result).toHaveProperty("reason", expect.stringContaining(String(code)));
    expect(await textsIn(chat)).toEqual([]);
  });

  test("a candidate who blocked us is unreachable, and so is one who never wrote", async () => {
    const chat = await knownChat();
    await fake.block(chat, true);
    expect(await sender().send(bubble(chat), unhurried())).toMatchObject({ kind: "unreachable" });
    expect(await sender().send(bubble(4999), unhurried())).toMatchObject({ kind: "unreachable" });
  });

  test("nothing to show is rejected without a call", async () => {
    const chat = await knownChat();
    expect(await sender().send(bubble(chat, { text: " \n" }), unhurried())).toMatchObject({
      kind: "rejected",
    });
  });

  test("nobody listening: certainly not sent, so it is simply tried again", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    server.close();
    await once(server, "close");
    const result = await sender(`http://127.0.0.1:${port}`).send(bubble(1), unhurried());
    expect(result).toEqual({
      kind: "retry",
      afterMs: 1000,
      reason: "Telegram cannot be reached (ECONNREFUSED)",
    });
  });

  const silences = [
    ["accepted, then the connection breaks", { kind: "drop", accepted: true }, 1],
    ["the connection breaks before it is accepted", { kind: "drop", accepted: false }, 0],
    ["a proxy answers with its own page", { kind: "page" }, 0],
    ["accepted, but no answer in time", { kind: "hang", accepted: true }, 1],
  ] as const;

  test.each(silences)("%s: unknown, so it throws, without the token", async (_name, fault, arrived) => {
    const chat = await knownChat();
    await fake.fault({ fault, chat });
    const error = await sender()
      .send(bubble(chat), fault.kind === "hang" ? AbortSignal.timeout(1_500) : unhurried())
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(error).toHaveProperty("name", "TelegramUnanswered");
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("TEST-not-a-real-token");
    expect(await textsIn(chat)).toHaveLength(arrived);
  });
});

test("after a 429 that chat is left alone until retry_after has passed, others go on", async () => {
  const [chat, other] = [await knownChat(), await knownChat()];
  const channel = sender();
  await fake.fault({ fault: { kind: "refuse", code: 429, description: "", retryAfter: 3 }, chat });
  expect(await channel.send(bubble(chat), unhurried())).toMatchObject({ kind: "retry", afterMs: 3000 });
  const early = await channel.send(bubble(chat), unhurried());
  expect(early).toMatchObject({ kind: "retry", reason: "429 of an earlier call" });
  expect((await fake.calls({ chat })).calls).toHaveLength(1);
  expect(await channel.send(bubble(other), unhurried())).toMatchObject({ kind: "sent" });
  await new Promise((resolve) => setTimeout(resolve, early.kind === "retry" ? early.afterMs : 0));
  expect(await channel.send(bubble(chat), unhurried())).toMatchObject({ kind: "sent" });
});

test("a long text goes on after the part that arrived, nothing is said twice", async () => {
  const chat = await knownChat();
  const channel = sender();
  const text = `${"一".repeat(4000)}\n${"二".repeat(4000)}\n${"三".repeat(100)}`;
  await fake.fault({
    fault: { kind: "refuse", code: 500, description: "Internal Server Error" },
    chat,
    after: 1,
  });
  expect(await channel.send(bubble(chat, { text }), unhurried())).toMatchObject({ kind: "retry" });
  expect(await channel.send(bubble(chat, { text }), unhurried())).toMatchObject({ kind: "sent" });
  expect(await textsIn(chat)).toEqual([..."一二"].map((c) => c.repeat(4000)).concat("三".repeat(100)));
});

test("hostile names and markup arrive letter by letter", async () => {
  const chat = await knownChat();
  const text =
    "<!channel> *粗* _x_ [点我](javascript:alert(1)) <b>&amp;</b> `'; drop table--` @everyone \u202eabc";
  await sender().send(bubble(chat, { text, choices: [{ value: text, label: text }] }), unhurried());
  expect(await fake.chat(chat)).toMatchObject([{}, { text, buttons: [text] }]);
});
