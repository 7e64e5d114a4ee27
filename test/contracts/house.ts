import { type FastifyInstance, fastify } from "fastify";
import { createTelegram, type Telegram } from "../../bots/telegram/index.ts";
import { createWechat } from "../../bots/wechat/index.ts";
import { createWecom } from "../../bots/wecom/index.ts";
import { candidateSender } from "../../src/conversation/candidate-sender.ts";
import { drainOutbox } from "../../src/conversation/outbox-worker.ts";
import { fireDue } from "../../src/conversation/timer-worker.ts";
import { takeTurn } from "../../src/conversation/turn.ts";
import type { Receipt } from "../../src/conversation/types.ts";
import type { Channel, ChannelId, FetchedVoice, InboundMessage } from "../../src/core/channel.ts";
import { createCursorStore } from "../../src/db/platform-cursors.ts";
import { createTokenStore } from "../../src/db/platform-tokens.ts";
import { createDownload } from "../../src/intake/download/download.ts";
import { createRoom, type Room } from "../conversation/room.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { type FakeTencent, secrets, spawnFakeTencent } from "../fakes/tencent-client.ts";

/** The real room on a real database behind real adapters, each in front of its fake; one clock for all of them. */
export type House = Room & {
  wechat: FakeTencent | null;
  wecom: FakeTencent | null;
  telegram: FakeTelegram | null;
  /** Gets a voice message from a platform. */
  fetchVoice(channel: ChannelId, file: string): Promise<FetchedVoice>;
  app: FastifyInstance;
  address: string;
  counted: string[];
  logged: unknown[];
  /** What the room does before it takes a delivery. */
  before: { receive: () => Promise<void> };
  /** Moves the clock at once, also the fakes'; sends and fires what is due then. */
  wait(seconds: number): Promise<void>;
  /** Sends what is due. */
  send(): Promise<void>;
  /** Waits until so many deliveries of a channel were taken. */
  taken(channel: ChannelId, count: number): Promise<void>;
  /** What was said with a person, consecutive lines of ours joined. */
  talk(channel: ChannelId, person: string, account: string): Promise<string[]>;
};

export async function createHouse(
  which: readonly ChannelId[],
  more: { patienceMs?: number; previousAesKey?: boolean } = {},
): Promise<House> {
  const room = await createRoom("web");
  const { deps } = room;
  const company = "shop";
  const counted: string[] = [];
  const logged: unknown[] = [];
  const before = { receive: async () => {} };
  const log = (fields: Record<string, unknown>, event: string) => void logged.push({ event, ...fields });
  deps.logger = { debug: log, info: log, warn: log, error: log };
  const meter = {
    count: (name: string, labels: Record<string, string> = {}) =>
      void counted.push([name, ...Object.values(labels)].join(" ")),
    observe: () => {},
  };
  deps.meter = meter;
  const receive = async (message: InboundMessage): Promise<Receipt> => {
    await before.receive();
    return await room.conversations.receive(message);
  };
  const common = { company, receive, logger: deps.logger, meter, now: room.now };
  const has = (id: ChannelId) => which.includes(id);
  const [wechat, wecom, telegram] = await Promise.all([
    has("wechat") ? spawnFakeTencent("wechat") : null,
    has("wecom") ? spawnFakeTencent("wecom") : null,
    has("telegram") ? spawnFakeTelegram() : null,
  ]);

  const platforms: Pick<Telegram, "channel" | "fetchVoice" | "plugin" | "start" | "stop">[] = [];
  const from = (fake: { apiRoot: string }) => createDownload({ hosts: [], trusted: [fake.apiRoot] });
  if (wechat)
    platforms.push(
      createWechat({
        ...common,
        appId: secrets.appId,
        appSecret: secrets.appSecret,
        token: secrets.token,
        aesKeys: [secrets.aesKey, secrets.previousAesKey],
        apiRoot: wechat.apiRoot,
        download: from(wechat),
        patienceMs: more.patienceMs,
        tokens: createTokenStore(room.db.sql, deps.vault, { company, channel: "wechat", account: "a" }),
        turn: (conversation, delivery) => takeTurn(deps, company, conversation, delivery),
      }),
    );
  if (wecom) {
    const of = { company, channel: "wecom", account: secrets.openKfId };
    platforms.push(
      createWecom({
        ...common,
        corpId: secrets.corpId,
        secret: secrets.appSecret,
        openKfId: secrets.openKfId,
        token: secrets.token,
        aesKeys: [secrets.aesKey],
        apiRoot: wecom.apiRoot,
        download: from(wecom),
        tokens: createTokenStore(room.db.sql, deps.vault, of),
        cursors: createCursorStore(room.db.sql, deps.vault, of),
        pollMs: 60_000,
      }),
    );
  }
  if (telegram) {
    const bot = createTelegram({
      ...common,
      token: telegram.token,
      apiRoot: telegram.apiRoot,
      publicUrl: "https://jobs.example.test",
      webhookSecret: "a-secret-only-for-tests-0123456789",
    });
    // Telegram stamps what we send by its own clock, which the fake does not turn.
    const send: Channel["send"] = async (message, signal) => {
      const result = await bot.channel.send(message, signal);
      return result.kind === "sent" ? { ...result, at: room.now() } : result;
    };
    platforms.push({ ...bot, channel: { ...bot.channel, send } });
  }

  const app = fastify({ forceCloseConnections: true });
  for (const { channel, plugin } of platforms) {
    deps.channels[channel.id] = channel;
    deps.senders[channel.id] = candidateSender(channel);
    app.register(plugin);
  }
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const tencent = [wechat, wecom].filter((fake) => fake !== null);
  const turnClocks = () => Promise.all(tencent.map((fake) => fake.set("clock", { at: room.now() })));
  for (const fake of tencent) await fake.set("delivery", { target: address, timeoutMs: 20_000 });
  await telegram?.delivery({ targets: [address], speed: 100 });
  await turnClocks();
  for (const { start } of platforms) await start();

  return {
    ...room,
    wechat,
    wecom,
    telegram,
    fetchVoice: async (channel, file) =>
      (await platforms.find((one) => one.channel.id === channel)?.fetchVoice(file)) ?? { kind: "gone" },
    app,
    address,
    counted,
    logged,
    before,
    async wait(seconds) {
      room.skip(seconds);
      await turnClocks();
      while ((await fireDue(deps)) > 0);
      await drainOutbox(deps);
    },
    send: async () => void (await drainOutbox(deps)),
    async taken(channel, count) {
      const end = performance.now() + 15_000;
      for (;;) {
        const [row] = await room.db.sql`select count(*)::int as n from inbox where channel = ${channel}`;
        if (row && row.n >= count) return;
        if (performance.now() > end) throw new Error(`${channel}: only ${row?.n} of ${count} were taken`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async talk(channel, person, account) {
      const index = deps.vault.index(person, `${company}:${channel}:${account}`);
      const rows = await room.db.sql<{ author: string; body: Uint8Array }[]>`
        select m.author, m.body_sealed as body from messages m join conversations c
          on c.company_id = m.company_id and c.id = m.conversation_id
        where c.channel = ${channel} and c.account = ${account} and c.thread_index = ${index} order by m.n`;
      const lines: { who: string; text: string }[] = [];
      for (const { author, body } of rows) {
        const { text } = deps.vault.open(body, `${company}:messages`) as { text: string };
        const who = author === "candidate" ? "candidate" : "we";
        const last = lines.at(-1);
        if (last?.who === "we" && who === "we") last.text += `\n\n${text}`;
        else lines.push({ who, text });
      }
      return lines.map(({ who, text }) => `${who}: ${text}`);
    },
    async close() {
      for (const { stop } of platforms) await stop();
      await app.close();
      await Promise.all([...tencent, telegram].map((fake) => fake?.stop()));
      await room.close();
    },
  };
}
