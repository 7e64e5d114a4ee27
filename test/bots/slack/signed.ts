import { createHmac } from "node:crypto";
import fastifyFactory, { type FastifyInstance } from "fastify";
import { createSlack } from "../../../bots/slack/index.ts";
import { type MemoryDesk, memoryDesk } from "./desk.ts";

export const secret = "0123456789abcdef0123456789abcdef";
export const oldSecret = "fedcba9876543210fedcba9876543210";
const nowMs = 1_790_000_000_000;
export const now = nowMs / 1000;

/** An event: a person wrote under the card "C1 1.000000". */
export const message = (eventId: string) =>
  JSON.stringify({
    type: "event_callback",
    team_id: "T1",
    event_id: eventId,
    event: {
      type: "message",
      channel: "C1",
      user: "U1",
      text: "好的，明天可以",
      ts: "2.000000",
      thread_ts: "1.000000",
    },
  });

/** Headers of a body signed for `ts`. */
export const sign = (
  body: string | Buffer,
  ts: string | number = now,
  key = secret,
): Record<string, string> => ({
  "content-type": "application/json",
  "x-slack-request-timestamp": String(ts),
  "x-slack-signature": `v0=${createHmac("sha256", key).update(`v0:${ts}:`).update(body).digest("hex")}`,
});

type House = { app: FastifyInstance; memory: MemoryDesk };
const houses: House[] = [];

/** Our receiver in a Fastify with another JSON route before and after it; `now` stands still. */
export async function house(options: { previous?: string } = {}): Promise<House> {
  const memory = memoryDesk();
  memory.enlist("slack:T1:U1");
  memory.cards.add("C1 1.000000");
  const slack = createSlack({
    botToken: "xoxb-test",
    signingSecret: secret,
    previousSigningSecret: options.previous,
    apiUrl: "http://127.0.0.1:9/api/",
    digestChannel: "C1",
    admins: [],
    locale: "zh-CN",
    desk: memory.desk,
    logger: memory.logger,
    now: () => nowMs,
  });
  const app = fastifyFactory();
  app.post("/json", async (request) => ({ type: typeof request.body, body: request.body }));
  await app.register(slack.plugin);
  app.post("/after", async (request) => ({ type: typeof request.body, body: request.body }));
  houses.push({ app, memory });
  return { app, memory };
}

/** Closes every house of a test. */
export const closeHouses = async (): Promise<void> => {
  await Promise.all(houses.splice(0).map(({ app }) => app.close()));
};

/** The status of a delivery. */
export const post = async (
  app: FastifyInstance,
  headers: Record<string, string | string[]>,
  payload: string | Buffer,
) => (await app.inject({ method: "POST", url: "/slack/events", headers, payload })).statusCode;
