import { setTimeout as sleep } from "node:timers/promises";
import { fastify } from "fastify";
import { describe, expect, test } from "vitest";
import { createTelegram } from "../../../bots/telegram/index.ts";
import type { TelegramOptions } from "../../../bots/telegram/options.ts";
import { recordedUpdates, recordingOptions, testSecret, webhookCases } from "./workbench.ts";

const publicUrl = "https://jobs.example.test";
const update = { update_id: 10_001, message: { message_id: 2, date: 1_700_000_002, text: "你好" } };
const private_ = { chat: { id: 7, type: "private" }, from: { id: 7, is_bot: false, first_name: "三" } };
const withText = (update_id: number, text = "你好") => ({
  update_id,
  message: { ...update.message, ...private_, text },
});

async function serve(more: Partial<TelegramOptions> = {}) {
  const { options, recorder } = recordingOptions({ publicUrl, webhookSecret: testSecret, ...more });
  const app = fastify();
  await app.register(createTelegram(options).plugin);
  const post = async (
    body: unknown,
    headers: Record<string, string> = secret(testSecret),
    url = "/webhooks/telegram",
  ) => {
    const payload = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json", ...headers },
      payload,
    });
    return answer.statusCode;
  };
  return { app, recorder, post };
}

const secret = (value: string): Record<string, string> => ({ "x-telegram-bot-api-secret-token": value });

describe("the shared webhook cases", () => {
  const cases: Record<string, () => Promise<void>> = {
    "right secret token": async () => {
      const { post, recorder } = await serve();
      expect(await post(withText(1))).toBe(200);
      expect(recorder.received).toHaveLength(1);
    },
    "no secret header": async () => {
      const { post, recorder } = await serve();
      expect(await post(withText(1), {})).toBe(401);
      expect(recorder.received).toEqual([]);
      expect(recorder.counted).toEqual(["auth_fail_total telegram secret"]);
    },
    "secret with 1 char changed": async () => {
      const { post, recorder } = await serve();
      for (const wrong of [
        `b${testSecret.slice(1)}`,
        `${testSecret}0`,
        testSecret.slice(1),
        testSecret.toUpperCase(),
      ]) {
        expect(await post(withText(1), secret(wrong))).toBe(401);
      }
      expect(recorder.received).toEqual([]);
    },
    "secret undefined in config (grammY compareSecretToken returns true!)": async () => {
      for (const webhookSecret of [undefined, "", "with space", "密", "x".repeat(257)]) {
        const { options } = recordingOptions({ publicUrl, webhookSecret });
        expect(() => createTelegram(options)).toThrow(
          /TELEGRAM_WEBHOOK_SECRET is required with PUBLIC_URL: set/,
        );
      }
    },
    // That one effect comes of it is the room's promise; the adapter's part is that all carry the same delivery id.
    "update_id repeated 2..50x": async () => {
      const { post, recorder } = await serve();
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(withText(77))));
      expect(new Set(answers)).toEqual(new Set([200]));
      expect(new Set(recorder.received.map(({ deliveryId }) => deliveryId))).toEqual(new Set(["77"]));
    },
    "update_id lower than last seen but new": async () => {
      const { post, recorder } = await serve();
      for (const id of [900, 12]) expect(await post(withText(id))).toBe(200);
      expect(recorder.received.map(({ deliveryId }) => deliveryId)).toEqual(["900", "12"]);
    },
    "update for a bot id not ours": async () => {
      const { post, recorder } = await serve();
      expect(await post(withText(1), secret(testSecret), "/webhooks/telegram/999999")).toBe(404);
      expect(await post(withText(1), secret("the-secret-of-another-bot"))).toBe(401);
      expect(recorder.received).toEqual([]);
    },
    "edited_message after scoring": async () => {
      const { post, recorder } = await serve();
      expect(await post(recordedUpdates.get("edited"))).toBe(200);
      expect(recorder.received.map(({ body }) => body.kind)).toEqual(["edited"]);
    },
    "body 2 MiB": async () => {
      const { post, recorder } = await serve();
      expect(await post(withText(1, "x".repeat(2 << 20)))).toBe(413);
      expect(recorder.received).toEqual([]);
    },
    "unknown update type": async () => {
      const { post, recorder } = await serve();
      expect(await post({ update_id: 5, message_reaction: { chat: { id: 7 } } })).toBe(200);
      expect(recorder.received).toEqual([]);
      expect(recorder.counted).toEqual(["ignored_total telegram unknown_update"]);
    },
  };

  test("each has its test here", () => {
    expect(webhookCases.map((row) => row.case).sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(Object.entries(cases))("%s", async (_name, run) => await run());
});

test("the platform gets its 200 only after the message is safe", async () => {
  const { post, recorder } = await serve();
  const safe = Promise.withResolvers<void>();
  recorder.before = () => safe.promise;
  let answered = false;
  const answer = post(withText(1)).then((status) => {
    answered = true;
    return status;
  });
  await sleep(50);
  expect(answered).toBe(false);
  safe.resolve();
  expect(await answer).toBe(200);
});

test("what could not be stored is asked for again, and the log names no person and no text", async () => {
  const { post, recorder } = await serve();
  recorder.before = () => {
    throw new Error("Key (phone)=(13800138000) already exists");
  };
  expect(await post(withText(1, "我叫张三"))).toBe(503);
  expect(recorder.logged).toEqual([{ event: "telegram_update_not_stored", updateId: 1, error: "Error" }]);
});

test.each(["{", "[]", "null", '"x"', "{}", '{"update_id":"1"}', '{"update_id":1.5}'])(
  "%s is no update: refused, nothing stored",
  async (body) => {
    const { post, recorder } = await serve();
    expect(await post(body)).toBe(400);
    expect(recorder.received).toEqual([]);
  },
);

test("an update of a shape we cannot read is confirmed, or it would block its chat for a day", async () => {
  const { post, recorder } = await serve();
  expect(await post({ update_id: 5, message: { text: { rich: true } } })).toBe(200);
  expect(recorder.counted).toEqual(["ignored_total telegram malformed"]);
});

test("with long polling there is no address to deliver to", async () => {
  const { post } = await serve({ publicUrl: undefined, webhookSecret: undefined });
  expect(await post(withText(1))).toBe(404);
});

test.each(["", "abc", "123456", "123456:", "123456:a b"])(
  "token '%s' is refused with the next step",
  (token) => {
    const { options } = recordingOptions({ token });
    expect(() => createTelegram(options)).toThrow(/TELEGRAM_BOT_TOKEN is no bot token: .*@BotFather/);
  },
);
