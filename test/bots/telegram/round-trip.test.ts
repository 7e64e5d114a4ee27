import { fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTelegram } from "../../../bots/telegram/index.ts";
import type { TelegramOptions } from "../../../bots/telegram/options.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../../fakes/telegram-client.ts";
import { eventually, recordingOptions, testSecret } from "./workbench.ts";

let fake: FakeTelegram;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  fake = await spawnFakeTelegram();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  const { violations } = await fake.state();
  await fake.stop();
  expect(violations).toEqual([]);
});

/** The adapter behind a real port; its public address leads there through the fake's load balancer. */
async function online(more: Partial<TelegramOptions> = {}) {
  const { options, recorder } = recordingOptions({
    apiRoot: fake.apiRoot,
    publicUrl: "https://jobs.example.test/",
    webhookSecret: testSecret,
    ...more,
  });
  const telegram = createTelegram(options);
  const app = fastify({ forceCloseConnections: true });
  app.register(telegram.plugin);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  await fake.delivery({ targets: [address], speed: 100 });
  closing.push(
    async () => await telegram.stop(),
    async () => await app.close(),
  );
  return { telegram, recorder };
}

const methodsCalled = async () => (await fake.calls()).calls.map(({ method }) => method);

describe("registering", () => {
  test("names address, secret, wanted updates and the menu in both languages", async () => {
    const names: string[] = [];
    const { telegram } = await online({ named: async (name) => void names.push(name) });
    await telegram.start();
    expect(names).toEqual(["qinpin_fake_bot"]);
    const { calls } = await fake.calls();
    expect(calls.find(({ method }) => method === "setWebhook")?.payload).toEqual({
      url: "https://jobs.example.test/webhooks/telegram",
      secret_token: testSecret,
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
      max_connections: 40,
    });
    const menus = calls.filter(({ method }) => method === "setMyCommands").map(({ payload }) => payload);
    const others = ["pause", "restart", "mydata", "consents", "appeal", "forget", "delete", "help"].map(
      (command) => ({ command }),
    );
    expect(menus).toMatchObject([
      { commands: [{ command: "human" }, ...others] },
      {
        language_code: "zh",
        commands: [{ command: "human", description: "找招聘同事聊聊" }, ...others],
      },
    ]);
  });

  const refusals = [
    ["getMe", 401, "Unauthorized", /refuses TELEGRAM_BOT_TOKEN: .*@BotFather/],
    [
      "setWebhook",
      400,
      "Bad Request: bad webhook: Failed to resolve host",
      /refuses PUBLIC_URL \(.*resolve host\): set/,
    ],
  ] as const;
  test.each(refusals)(
    "stops the start when %s says %i, with the next step",
    async (method, code, description, said) => {
      const { telegram } = await online();
      await fake.fault({ fault: { kind: "refuse", code, description }, method });
      await expect(telegram.start()).rejects.toThrow(said);
    },
  );

  test("waits out a busy Telegram without holding up the start", async () => {
    const { telegram } = await online();
    const fault = { kind: "refuse" as const, code: 429, description: "", retryAfter: 1 };
    await fake.fault({ fault, method: "setWebhook" });
    await telegram.start();
    expect((await fake.state()).webhook).toBeNull();
    await fake.calls({ method: "setMyCommands", waitMs: 5_000 });
    expect((await fake.state()).webhook).not.toBeNull();
  });
});

describe("a pressed button", () => {
  const question = {
    key: "q",
    account: "123456",
    threadId: "7",
    text: "能上晚班吗？",
    choices: [
      { value: "shift:yes", label: "可以" },
      { value: "shift:no", label: "不行" },
    ],
  };

  async function asked() {
    const { telegram, recorder } = await online();
    await telegram.start();
    await fake.say({ chat: 7, text: "/start abc" });
    await eventually(() => recorder.received.length === 1);
    await telegram.channel.send(question, AbortSignal.timeout(5_000));
    return { telegram, recorder };
  }

  test("comes back as its value, its spinner stops and only the chosen answer stays", async () => {
    const { telegram, recorder } = await asked();
    await fake.press({ chat: 7, label: "可以" });
    await eventually(() => recorder.received.length === 2);
    await telegram.stop();
    expect(recorder.received[1]).toMatchObject({
      at: null,
      body: { kind: "text", text: "可以", choice: "shift:yes" },
    });
    expect((await fake.chat(7)).at(-1)?.buttons).toEqual(["✓ 可以"]);
    expect((await fake.state()).unansweredQueries).toBe(0);
  });

  test("that was used before does nothing but is answered", async () => {
    const { telegram, recorder } = await asked();
    await fake.press({ chat: 7, label: "可以" });
    await fake.calls({ method: "editMessageReplyMarkup", waitMs: 5_000 });
    await fake.press({ chat: 7, label: "✓ 可以" });
    await eventually(() => recorder.counted.includes("ignored_total telegram used_button"));
    await telegram.stop();
    expect(recorder.received).toHaveLength(2);
    expect((await fake.state()).unansweredQueries).toBe(0);
  });

  test("is safe although Telegram refuses everything that follows", async () => {
    const { telegram, recorder } = await asked();
    const fault = { kind: "refuse" as const, code: 500, description: "Internal Server Error" };
    for (const method of ["answerCallbackQuery", "editMessageReplyMarkup"])
      await fake.fault({ fault, method });
    await fake.press({ chat: 7, label: "不行" });
    await eventually(() => recorder.received.length === 2);
    await telegram.stop();
    const statuses = (await fake.deliveries()).deliveries.map(({ status }) => status);
    expect(statuses).toEqual([200, 200]);
  });

  test("is not answered before it is safe", async () => {
    const { recorder } = await asked();
    recorder.before = () => {
      recorder.before = () => {};
      throw new Error("the database is away");
    };
    const before = (await methodsCalled()).length;
    await fake.press({ chat: 7, label: "可以" });
    await eventually(() => recorder.received.length === 2);
    const { deliveries } = await fake.deliveries();
    expect(deliveries.map(({ status }) => status)).toEqual([200, 503, 200]);
    await fake.calls({ after: before, method: "answerCallbackQuery", waitMs: 5_000 });
    expect((await methodsCalled()).filter((method) => method === "answerCallbackQuery")).toHaveLength(1);
  });

  test("leaves a chat alone that asked for quiet", async () => {
    const { telegram, recorder } = await asked();
    await fake.fault({ fault: { kind: "refuse", code: 429, description: "", retryAfter: 15 } });
    await telegram.channel.send({ ...question, key: "next" }, AbortSignal.timeout(5_000));
    await fake.press({ chat: 7, label: "可以" });
    await eventually(() => recorder.received.length === 2);
    await telegram.stop();
    expect(await methodsCalled()).not.toContain("editMessageReplyMarkup");
  });
});

test("everything a person can do arrives as what it is", async () => {
  const { telegram, recorder } = await online();
  await telegram.start();
  const { messageId } = await fake.say({ chat: 7, text: "您好" });
  await fake.say({ chat: 7, content: { voice: { file_id: "v", file_unique_id: "u", duration: 3 } } });
  await fake.edit({ chat: 7, messageId, text: "您好呀" });
  await fake.block(7, true);
  await fake.block(7, false);
  await fake.say({ chat: 7, text: "/human", user: { language_code: "en" } });
  await eventually(() => recorder.received.length === 6);
  expect(recorder.received.map(({ body }) => body)).toEqual([
    { kind: "text", messageId: `7:${messageId}`, text: "您好" },
    { kind: "media", messageId: "7:2", media: "voice", voice: { file: "v", seconds: 3 } },
    { kind: "edited", messageId: `7:${messageId}`, text: "您好呀" },
    { kind: "blocked" },
    { kind: "unblocked" },
    { kind: "text", messageId: "7:3", text: "human" },
  ]);
});
