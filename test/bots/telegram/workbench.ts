import { readFileSync } from "node:fs";
import { z } from "zod";
import type { TelegramOptions } from "../../../bots/telegram/options.ts";
import type { InboundMessage } from "../../../src/core/channel.ts";

/** What the adapter handed on, logged and counted while a test ran. */
export type Recorder = {
  received: InboundMessage[];
  logged: unknown[];
  counted: string[];
  /** What `receive` does before it takes a message; throws to refuse it. */
  before: (message: InboundMessage) => Promise<void> | void;
};

const testToken = "123456:TEST-not-a-real-token";
export const testSecret = "a-secret-only-for-tests-0123456789";

/** Options of an adapter that writes down what it does. Nothing leaves the process unless `apiRoot` is given. */
export function recordingOptions(more: Partial<TelegramOptions> = {}): {
  options: TelegramOptions;
  recorder: Recorder;
} {
  const recorder: Recorder = { received: [], logged: [], counted: [], before: () => {} };
  const log = (fields: Record<string, unknown>, event: string) =>
    void recorder.logged.push({ event, ...fields });
  return {
    recorder,
    options: {
      company: "acme",
      token: testToken,
      apiRoot: "http://127.0.0.1:9",
      receive: async (message) => {
        await recorder.before(message);
        recorder.received.push(message);
      },
      logger: { info: log, warn: log, error: log },
      meter: {
        count: (name, labels) => void recorder.counted.push([name, ...Object.values(labels ?? {})].join(" ")),
      },
      ...more,
    },
  };
}

const Recorded = z.array(z.object({ name: z.string(), update: z.looseObject({ update_id: z.number() }) }));
const fixture = (file: string): string =>
  readFileSync(new URL(`../../fixtures/telegram/${file}`, import.meta.url), "utf8");

/** Payloads of the platform, by name. */
export const recordedUpdates = new Map(
  Recorded.parse(JSON.parse(fixture("updates.json"))).map(({ name, update }) => [name, update]),
);

const Case = z.object({ case: z.string(), expect: z.string() });
/** What a webhook must do with which request. */
export const webhookCases = fixture("webhook-cases.jsonl")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)));

/** Waits until something has become true; fails after `ms`. */
export async function eventually(happened: () => boolean, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!happened()) {
    if (performance.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
