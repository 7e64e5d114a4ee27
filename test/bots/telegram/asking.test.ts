import { fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Asking } from "../../../bots/telegram/asking.ts";
import { createTelegram } from "../../../bots/telegram/index.ts";
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

/** The adapter with person 700 listed; everybody is answered with what they asked. */
async function online(more: Partial<Asking> = {}) {
  const asked: { person: string; text: string; deliveryId: string }[] = [];
  const asking: Asking = {
    people: ["700"],
    answer: async (question) => {
      asked.push(question);
      return { text: `answer: ${question.text}`, choices: ["测评通过率", "面试通过率"] };
    },
    ...more,
  };
  const { options, recorder } = recordingOptions({
    apiRoot: fake.apiRoot,
    publicUrl: "https://jobs.example.test/",
    webhookSecret: testSecret,
    asking,
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
  await telegram.start();
  return { telegram, recorder, asked };
}

const answersTo = async (chat: number) =>
  (await fake.chat(chat)).filter(({ fromBot }) => fromBot).map(({ text }) => text);

describe("the private chat of somebody listed", () => {
  test("gets answers with choices to press, and reaches no candidate's dialogue", async () => {
    const { recorder, asked, telegram } = await online();
    await fake.say({ chat: 700, text: "通过率是多少" });
    await eventually(() => asked.length === 1);
    await expect
      .poll(async () => (await fake.chat(700)).some(({ buttons }) => buttons.length === 2), {
        timeout: 10_000,
      })
      .toBe(true);
    await fake.press({ chat: 700, label: "面试通过率" });
    await eventually(() => asked.length === 2);
    await telegram.stop();
    expect(asked.map(({ text }) => text)).toEqual(["通过率是多少", "面试通过率"]);
    expect(new Set(asked.map(({ deliveryId }) => deliveryId)).size).toBe(2);
    expect(await answersTo(700)).toEqual(["answer: 通过率是多少", "answer: 面试通过率"]);
    expect(recorder.received).toEqual([]);
  });

  test("becomes a candidate's by a tracking link, and one for questions again by /ask or a bare /start", async () => {
    const { recorder, asked } = await online();
    await fake.say({ chat: 700, text: "/start code-1" });
    await fake.say({ chat: 700, text: "同意" });
    await eventually(() => recorder.received.length === 2);
    expect(asked).toEqual([]);
    await fake.say({ chat: 700, text: "/ask 上周简历" });
    await fake.say({ chat: 700, text: "那抖音呢" });
    await eventually(() => asked.length === 2);
    await fake.say({ chat: 700, text: "/start code-1" });
    await eventually(() => recorder.received.length === 3);
    await fake.say({ chat: 700, text: "/start" });
    await eventually(() => asked.length === 3);
    expect(asked.map(({ text }) => text)).toEqual(["上周简历", "那抖音呢", ""]);
  });

  test("is delivered again when the question could not be taken", async () => {
    let fails = 1;
    const { recorder } = await online({
      answer: async () => {
        if (fails-- > 0) throw new Error("the database is away");
        return { text: "late but there", choices: [] };
      },
    });
    await fake.say({ chat: 700, text: "hires" });
    await expect
      .poll(async () => (await answersTo(700)).includes("late but there"), { timeout: 10_000 })
      .toBe(true);
    expect(recorder.received).toEqual([]);
  });

  test("hears nothing twice, and waits when Telegram asks for quiet", async () => {
    let answers = 0;
    await online({ answer: async () => (answers++ === 0 ? { text: "once", choices: [] } : null) });
    await fake.fault({
      method: "sendMessage",
      fault: { kind: "refuse", code: 429, description: "Too Many Requests", retryAfter: 1 },
      times: 1,
    });
    await fake.say({ chat: 700, text: "hires" });
    await fake.say({ chat: 700, text: "hires" });
    await expect.poll(async () => (await answersTo(700)).length === 1, { timeout: 10_000 }).toBe(true);
    expect(await answersTo(700)).toEqual(["once"]);
  });
});

test("everybody else stays a candidate, /ask or not", async () => {
  const { recorder, asked } = await online();
  await fake.say({ chat: 7, text: "/ask 上周简历" });
  await fake.say({ chat: 7, text: "上周简历" });
  await eventually(() => recorder.received.length === 2);
  expect(asked).toEqual([]);
});
