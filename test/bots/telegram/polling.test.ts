import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createTelegram } from "../../../bots/telegram/index.ts";
import type { TelegramOptions } from "../../../bots/telegram/options.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../../fakes/telegram-client.ts";
import { eventually, recordingOptions } from "./workbench.ts";

let fake: FakeTelegram;
const running = new Set<{ stop(): Promise<void> }>();

beforeEach(async () => {
  fake = await spawnFakeTelegram();
});
afterEach(async () => {
  for (const telegram of running) await telegram.stop();
  running.clear();
  const { violations } = await fake.state();
  await fake.stop();
  expect(violations).toEqual([]);
});

async function poll(more: Partial<TelegramOptions> = {}) {
  const { options, recorder } = recordingOptions({ apiRoot: fake.apiRoot, ...more });
  const telegram = createTelegram(options);
  running.add(telegram);
  const said = () => recorder.received.map(({ body }) => (body.kind === "text" ? body.text : body.kind));
  return { telegram, recorder, said };
}

test("what was written while nobody polled comes in order, and is confirmed at the end", async () => {
  for (const text of ["一", "二", "三"]) await fake.say({ chat: 1, text });
  const { telegram, said } = await poll();
  await telegram.start();
  await eventually(() => said().length === 3);
  await fake.say({ chat: 1, text: "四" });
  await eventually(() => said().length === 4);
  await telegram.stop();
  expect(said()).toEqual(["一", "二", "三", "四"]);
  expect((await fake.state()).waitingUpdates).toBe(0);
});

test("a webhook that is still set is taken down without losing what it holds", async () => {
  await fetch(`${fake.apiRoot}/bot${fake.token}/setWebhook`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: "http://127.0.0.1:9/gone" }),
  });
  await fake.say({ chat: 1, text: "还在吗" });
  const { telegram, said } = await poll();
  await telegram.start();
  await eventually(() => said().length === 1);
  expect((await fake.state()).webhook).toBeNull();
});

test("one chat that cannot be stored waits and keeps its order, the others go on, nothing is lost", async () => {
  for (const text of ["甲1", "甲2", "甲3"]) await fake.say({ chat: 1, text });
  for (const text of ["乙1", "乙2"]) await fake.say({ chat: 2, text });
  const { telegram, recorder, said } = await poll();
  let refusals = 2;
  recorder.before = ({ body }) => {
    if (body.kind === "text" && body.text === "甲2" && refusals > 0) {
      refusals -= 1;
      throw new Error("the database is away");
    }
  };
  await telegram.start();
  await eventually(() => said().includes("乙2"));
  expect(said()).not.toContain("甲3");
  await eventually(() => said().includes("甲3"));
  expect(said().filter((text) => text.startsWith("甲"))).toEqual(["甲1", "甲2", "甲3"]);
  expect(said().filter((text) => text.startsWith("乙"))).toEqual(["乙1", "乙2"]);
});

test("chats are taken side by side, at most eight, a chat's own messages one after the other", async () => {
  for (let chat = 1; chat <= 12; chat += 1) for (const text of ["a", "b"]) await fake.say({ chat, text });
  const { telegram, recorder } = await poll();
  const busy = new Set<string>();
  let most = 0;
  recorder.before = async ({ threadId }) => {
    expect(busy.has(threadId)).toBe(false);
    busy.add(threadId);
    most = Math.max(most, busy.size);
    await new Promise((resolve) => setTimeout(resolve, 5));
    busy.delete(threadId);
  };
  await telegram.start();
  await eventually(() => recorder.received.length === 24);
  expect(most).toBe(8);
});

test("stopping waits for what is under way and takes nothing new", async () => {
  for (const text of ["一", "二"]) await fake.say({ chat: 1, text });
  const { telegram, recorder, said } = await poll();
  const begun = Promise.withResolvers<void>();
  const safe = Promise.withResolvers<void>();
  recorder.before = async () => {
    begun.resolve();
    await safe.promise;
  };
  await telegram.start();
  await begun.promise;
  const stopped = telegram.stop();
  safe.resolve();
  await stopped;
  expect(said()).toEqual(["一"]);
  expect((await fake.state()).waitingUpdates).toBe(1);
});

test("an outage of Telegram is waited out", async () => {
  const fault = { kind: "refuse" as const, code: 502, description: "Bad Gateway" };
  await fake.fault({ fault, method: "getUpdates" });
  await fake.say({ chat: 1, text: "你好" });
  const { telegram, recorder, said } = await poll();
  await telegram.start();
  await eventually(() => said().length === 1);
  expect(recorder.logged).toContainEqual({
    event: "telegram_polling_failed",
    error: "GrammyError",
    code: 502,
    hint: undefined,
  });
});

test("a process killed in the middle loses nothing, and the next one keeps each chat's order", async () => {
  const chats = [1, 2, 3, 4];
  const sent: number[] = [];
  for (let i = 0; i < 10; i += 1) {
    for (const chat of chats) sent.push((await fake.say({ chat, text: `${i}` })).updateId);
  }
  const first = await untilKilled(100, 12);
  expect(first.length).toBeLessThan(sent.length);
  const second = await untilKilled(0, sent.length);
  const seen = new Set([...first, ...second].map(({ deliveryId }) => Number(deliveryId)));
  expect([...seen].sort((a, b) => a - b)).toEqual(sent);
  for (const chat of chats) {
    const ids = second
      .filter(({ threadId }) => threadId === String(chat))
      .map(({ deliveryId }) => Number(deliveryId));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  }
});

const Printed = z.object({ deliveryId: z.string(), threadId: z.string() });

/** Polls in a process of its own and kills it hard after so many deliveries. */
async function untilKilled(takesMs: number, deliveries: number): Promise<z.infer<typeof Printed>[]> {
  const program = fileURLToPath(new URL("./polling-process.ts", import.meta.url));
  const child = spawn(process.execPath, [program, fake.apiRoot, String(takesMs)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const seen: z.infer<typeof Printed>[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(Printed.parse(JSON.parse(line)));
    if (seen.length === deliveries) child.kill("SIGKILL");
  }
  await ended;
  return seen;
}
