import { type FastifyPluginAsync, fastify } from "fastify";
import { createTelegram } from "../../bots/telegram/index.ts";
import { createWechat } from "../../bots/wechat/index.ts";
import { createWecom } from "../../bots/wecom/index.ts";
import type { Channel, ChannelId, InboundMessage, MediaKind } from "../../src/core/channel.ts";
import { enter, post, serveWeb } from "../bots/web/serve.ts";
import { spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { secrets, spawnFakeTencent } from "../fakes/tencent-client.ts";
import { memoryCursors, memoryTokens } from "./tencent-ports.ts";

/** What a person does on a platform, and what they see there. Null = the platform knows no such thing. */
export type Driver = {
  channel: Channel;
  received: InboundMessage[];
  /** A delivery that is not from the platform; its HTTP status. */
  forge(): Promise<number>;
  open(code: string): Promise<void>;
  say(text: string): Promise<void>;
  /** The same message delivered twice; null = the platform's client numbers messages itself. */
  sayTwice(text: string): Promise<void>;
  press: ((value: string, label: string) => Promise<void>) | null;
  media: (() => Promise<MediaKind>) | null;
  leave: (() => Promise<void>) | null;
  /** What is on the person's screen from us; null = pages read the transcript. */
  seen: (() => Promise<{ text: string; buttons: string[] }[]>) | null;
  /** The next send is refused because the person is gone. */
  gone: (() => Promise<void>) | null;
  /** The next send gets no answer. */
  silent: (() => Promise<void>) | null;
  violations(): Promise<unknown[]>;
  thread: string;
  stop(): Promise<void>;
};

const company = "acme";
const silentLog = { info() {}, warn() {}, error() {} };
const meter = { count() {} };

async function served(plugin: FastifyPluginAsync) {
  const app = fastify({ forceCloseConnections: true });
  app.register(plugin);
  return { app, address: await app.listen({ host: "127.0.0.1", port: 0 }) };
}

function recorder() {
  const received: InboundMessage[] = [];
  const receive = async (message: InboundMessage) => {
    received.push(message);
    return { kind: "accepted", conversationId: null };
  };
  return { received, receive };
}

async function arrived(received: readonly unknown[], count: number): Promise<void> {
  const end = performance.now() + 10_000;
  while (received.length < count) {
    if (performance.now() > end) throw new Error("it did not arrive in time");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function telegram(): Promise<Driver> {
  const fake = await spawnFakeTelegram();
  const { received, receive } = recorder();
  const webhookSecret = "a-secret-only-for-tests-0123456789";
  const bot = createTelegram({
    company,
    token: fake.token,
    apiRoot: fake.apiRoot,
    publicUrl: "https://jobs.example.test",
    webhookSecret,
    receive,
    logger: silentLog,
    meter,
  });
  const { app, address } = await served(bot.plugin);
  await fake.delivery({ targets: [address], speed: 100 });
  await bot.start();
  const after = async (act: Promise<unknown>, more = 1) => {
    const before = received.length;
    await act;
    await arrived(received, before + more);
  };
  return {
    channel: bot.channel,
    received,
    thread: "7",
    forge: async () =>
      (await fetch(`${address}/webhooks/telegram`, { method: "POST", body: '{"update_id":1}' })).status,
    open: (code) => after(fake.say({ chat: 7, text: `/start ${code}` })),
    say: (text) => after(fake.say({ chat: 7, text })),
    async sayTwice(text) {
      await fake.delivery({ targets: [address], speed: 100, duplicate: 1 });
      await after(fake.say({ chat: 7, text }), 2);
      await fake.delivery({ targets: [address], speed: 100 });
    },
    async press(value, label) {
      const message = { key: "press", account: "", threadId: "7", text: "?", choices: [{ value, label }] };
      await bot.channel.send(message, AbortSignal.timeout(5_000));
      await after(fake.press({ chat: 7, label }));
    },
    async media() {
      const voice = { file_id: "v", file_unique_id: "u", duration: 3 };
      await after(fake.say({ chat: 7, content: { voice } }));
      return "voice";
    },
    leave: () => after(fake.block(7, true)),
    seen: async () =>
      (await fake.chat(7)).filter(({ fromBot }) => fromBot).map(({ text, buttons }) => ({ text, buttons })),
    gone: () => fake.fault({ fault: { kind: "refuse", code: 403, description: "Forbidden" } }),
    silent: () => fake.fault({ fault: { kind: "drop", accepted: true } }),
    violations: async () => (await fake.state()).violations,
    async stop() {
      await bot.stop();
      await app.close();
      await fake.stop();
    },
  };
}

async function wechat(): Promise<Driver> {
  const fake = await spawnFakeTencent("wechat");
  const { received, receive } = recorder();
  const bot = createWechat({
    company,
    appId: secrets.appId,
    appSecret: secrets.appSecret,
    token: secrets.token,
    aesKeys: [secrets.aesKey],
    apiRoot: fake.apiRoot,
    tokens: memoryTokens(),
    turn: async () => null,
    receive,
    logger: silentLog,
    meter,
  });
  const { app, address } = await served(bot.plugin);
  await fake.set("delivery", { target: address });
  const path = "/cgi-bin/message/custom/send";
  return {
    channel: bot.channel,
    received,
    thread: "person",
    forge: async () =>
      (
        await fetch(`${address}/webhooks/wechat?signature=0&timestamp=1&nonce=1`, {
          method: "POST",
          body: "<xml/>",
        })
      ).status,
    open: async (code) =>
      void (await fake.does({
        from: "person",
        event: "subscribe",
        key: code === "" ? "" : `qrscene_${code}`,
      })),
    say: async (text) => void (await fake.does({ from: "person", text })),
    sayTwice: async (text) => void (await fake.does({ from: "person", text, copies: 2 })),
    press: async (value, label) => void (await fake.does({ from: "person", text: label, menu: value })),
    async media() {
      await fake.does({ from: "person", type: "voice" });
      return "voice";
    },
    leave: async () => void (await fake.does({ from: "person", event: "unsubscribe" })),
    seen: async () =>
      (await fake.seen("person")).map(({ text, choices }) => ({
        text,
        buttons: choices.map(({ label }) => label),
      })),
    gone: () => fake.set("fault", { path, errcode: 43004, errmsg: "require subscribe" }),
    silent: () => fake.set("fault", { path, drop: true }),
    violations: async () => (await fake.state()).violations,
    async stop() {
      await bot.stop();
      await app.close();
      await fake.stop();
    },
  };
}

async function wecom(): Promise<Driver> {
  const fake = await spawnFakeTencent("wecom");
  const { received, receive } = recorder();
  const bot = createWecom({
    company,
    corpId: secrets.corpId,
    secret: secrets.appSecret,
    openKfId: secrets.openKfId,
    token: secrets.token,
    aesKeys: [secrets.aesKey],
    apiRoot: fake.apiRoot,
    tokens: memoryTokens(),
    cursors: memoryCursors(),
    receive,
    logger: silentLog,
    meter,
  });
  const { app, address } = await served(bot.plugin);
  await fake.set("delivery", { target: address });
  await bot.start();
  const after = async (what: Record<string, unknown>, more = 1) => {
    const before = received.length;
    await fake.does({ from: "person", ...what });
    await arrived(received, before + more);
  };
  const path = "/cgi-bin/kf/send_msg";
  return {
    channel: bot.channel,
    received,
    thread: "person",
    forge: async () =>
      (
        await fetch(`${address}/webhooks/wecom?msg_signature=0&timestamp=1&nonce=1`, {
          method: "POST",
          body: "<xml/>",
        })
      ).status,
    open: (code) => after({ enter: { scene: code } }),
    say: (text) => after({ text }),
    sayTwice: (text) => after({ text, repeat: true }, 2),
    press: (value, label) => after({ text: label, menu: value }),
    async media() {
      await after({ type: "voice" });
      return "voice";
    },
    leave: null,
    seen: async () =>
      (await fake.seen("person")).map(({ text, choices }) => ({
        text,
        buttons: choices.map(({ label }) => label),
      })),
    gone: null,
    silent: () => fake.set("fault", { path, drop: true }),
    violations: async () => (await fake.state()).violations,
    async stop() {
      await bot.stop();
      await app.close();
      await fake.stop();
    },
  };
}

async function web(): Promise<Driver> {
  const { app, room } = await serveWeb();
  const visitor = await enter(app, { code: "boss-01" });
  let count = 0;
  const say = async (clientMessageId: string, text: string) =>
    void (await post(app, visitor.cookie, { clientMessageId, text }));
  return {
    channel: { id: "web", delivery: "pull", send: async () => ({ kind: "rejected", reason: "pages read" }) },
    received: room.received,
    thread: "",
    forge: async () =>
      (await post(app, "chat=forged", { clientMessageId: "message-0001", text: "forged" })).statusCode,
    open: async (code) => void (await enter(app, { code }, visitor.cookie)),
    say: (text) => say(`message-${1000 + ++count}`, text),
    async sayTwice(text) {
      const id = `message-${1000 + ++count}`;
      await Promise.all([say(id, text), say(id, text)]);
    },
    press: async (value, label) =>
      void (await post(app, visitor.cookie, {
        clientMessageId: `message-${1000 + ++count}`,
        text: label,
        choice: value,
      })),
    media: null,
    leave: null,
    seen: null,
    gone: null,
    silent: null,
    violations: async () => [],
    stop: () => app.close(),
  };
}

export const drivers: Record<ChannelId, () => Promise<Driver>> = { telegram, wechat, wecom, web };
