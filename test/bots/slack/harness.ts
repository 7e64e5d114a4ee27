import fastifyFactory from "fastify";
import { createSlack, type Slack, type SlackOptions } from "../../../bots/slack/index.ts";
import { type FakeSlack, spawnFakeSlack } from "../../fakes/slack-client.ts";
import { type MemoryDesk, memoryDesk } from "./desk.ts";

export const signingSecret = "0123456789abcdef0123456789abcdef";

export type Harness = { fake: FakeSlack; memory: MemoryDesk; slack: Slack; stop(): Promise<void> };

/** A fake Slack in its own process and our Slack surface on a port of its own, over HTTP or (`socket`) a WebSocket. */
export async function startHarness(
  options: Partial<SlackOptions> & { socket?: boolean } = {},
): Promise<Harness> {
  const { socket, ...rest } = options;
  const fake = await spawnFakeSlack();
  const memory = memoryDesk();
  const slack = createSlack({
    botToken: fake.ids.token,
    ...(socket ? { appToken: fake.ids.appToken } : { signingSecret }),
    apiUrl: fake.apiUrl,
    digestChannel: fake.ids.channel,
    admins: ["U0BOSS"],
    locale: "en",
    desk: memory.desk,
    logger: memory.logger,
    ...rest,
  });
  const app = fastifyFactory();
  await app.register(slack.plugin);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  await fake.setup({ url: socket ? null : `${address}/slack/events`, signingSecret, waitMs: 1200 });
  await slack.start();
  const stop = async () => {
    await slack.stop();
    await app.close();
    await fake.stop();
  };
  return { fake, memory, slack, stop };
}
