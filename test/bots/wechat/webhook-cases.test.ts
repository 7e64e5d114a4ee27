import { readFileSync } from "node:fs";
import { encrypt, getSignature } from "@wecom/crypto";
import { type FastifyInstance, fastify } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Turn } from "../../../bots/tencent/options.ts";
import { signatureOf } from "../../../bots/tencent/signature.ts";
import { createWechat } from "../../../bots/wechat/index.ts";
import type { InboundMessage } from "../../../src/core/channel.ts";
import { memoryTokens } from "../../contracts/tencent-ports.ts";
import { secrets } from "../../fakes/tencent-client.ts";

const now = Date.UTC(2026, 10, 24, 2);
const stamp = String(now / 1000);
let app: FastifyInstance | null = null;
let received: InboundMessage[] = [];
let refusals: string[] = [];
afterEach(() => app?.close());

/** The webhook in front of a room that knows what it took; `aes` = a key is set. */
function house(
  aes: boolean,
  more: { broken?: boolean; patienceMs?: number; turn?: () => Promise<Turn | null> } = {},
): FastifyInstance {
  received = [];
  refusals = [];
  const known = new Set<string>();
  const { plugin } = createWechat({
    company: "acme",
    appId: secrets.appId,
    appSecret: secrets.appSecret,
    token: secrets.token,
    aesKeys: aes ? [secrets.aesKey] : [],
    apiRoot: "http://127.0.0.1:9",
    tokens: memoryTokens(),
    turn: more.turn ?? (async () => null),
    patienceMs: more.patienceMs,
    async receive(message) {
      if (more.broken) throw new Error("the database is away");
      const key = `${message.threadId} ${message.deliveryId}`;
      if (!known.has(key)) received.push(message);
      known.add(key);
      return { kind: "accepted", conversationId: more.turn ? "c" : null };
    },
    logger: { info() {}, warn() {}, error() {} },
    meter: { count: (name, labels) => void refusals.push([name, ...Object.values(labels ?? {})].join(" ")) },
    now: () => now,
  });
  app = fastify({ forceCloseConnections: true });
  app.register(plugin);
  return app;
}

const text = (more: Record<string, string> = {}) => {
  const fields = {
    ToUserName: "gh_1",
    FromUserName: "person",
    CreateTime: stamp,
    MsgType: "text",
    Content: "hi",
    MsgId: "22345678901234567",
    ...more,
  };
  return `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join("")}</xml>`;
};
const event = (Event: string, EventKey: string) =>
  text({ MsgType: "event", Event, EventKey }).replace(/<MsgId>.*?<\/MsgId>/, "");

const plain = (timestamp = stamp, nonce = "n1") => ({
  timestamp,
  nonce,
  signature: signatureOf(secrets.token, timestamp, nonce),
});
const post = async (query: Record<string, string> | string, body: string) => {
  const url = `/webhooks/wechat?${typeof query === "string" ? query : new URLSearchParams(query)}`;
  return await app?.inject({ method: "POST", url, payload: body, headers: { "content-type": "text/xml" } });
};
const sealed = (message: string, id: string = secrets.appId, damage = (cipher: string) => cipher) => {
  const cipher = damage(encrypt(secrets.aesKey, message, id));
  const query = {
    ...plain(),
    encrypt_type: "aes",
    msg_signature: getSignature(secrets.token, stamp, "n1", cipher),
  };
  return { query, body: `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>` };
};
async function refused(answer: { statusCode: number; body: string } | undefined, secret = "hi") {
  expect(answer?.statusCode).toBe(401);
  expect(answer?.body).not.toContain(secret);
  expect(received).toEqual([]);
  expect(refusals.length).toBeGreaterThan(0);
  return answer?.body;
}

/** One check per row of the list; a row without a check fails. */
const checks: Record<string, () => Promise<void>> = {
  "valid sha1 signature, ts now": async () => {
    house(false);
    const answer = await post(plain(), text());
    expect([answer?.statusCode, answer?.body]).toEqual([200, "success"]);
    expect(received).toHaveLength(1);
  },
  "signature params reordered/duplicated in query": async () => {
    house(false);
    const { timestamp, nonce, signature } = plain();
    await refused(await post({ timestamp: nonce, nonce: timestamp, signature }, text()));
    const twice = `signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&timestamp=${timestamp}`;
    await refused(await post(twice, text()));
    await refused(await post(`${twice.replace(/&timestamp=\d+$/, "")}&signature=0`, text()));
  },
  "timestamp now-301 s": async () => {
    house(false);
    await refused(await post(plain(String(Number(stamp) - 301)), text()));
    await refused(await post(plain(String(Number(stamp) + 301)), text()));
  },
  "nonce replay inside window": async () => {
    house(false);
    for (let i = 0; i < 3; i += 1) expect((await post(plain(), text()))?.body).toBe("success");
    expect(received).toHaveLength(1);
  },
  "GET echostr with bad signature": async () => {
    house(false);
    const query = { ...plain(), signature: "0".repeat(40), echostr: "secret-echo" };
    const url = `/webhooks/wechat?${new URLSearchParams(query)}`;
    await refused(await app?.inject({ method: "GET", url }), "secret-echo");
    const good = `/webhooks/wechat?${new URLSearchParams({ ...plain(), echostr: "4375120948345356249" })}`;
    expect((await app?.inject({ method: "GET", url: good }))?.body).toBe("4375120948345356249");
  },
  "aes mode: bad msg_signature": async () => {
    house(true);
    const { query, body } = sealed(text());
    await refused(await post({ ...query, msg_signature: "0".repeat(40) }, body));
  },
  "aes mode: bad padding / wrong appid inside": async () => {
    house(true);
    const flip = (cipher: string) => {
      const bytes = Buffer.from(cipher, "base64");
      const at = bytes.length - 17;
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      return bytes.toString("base64");
    };
    const padding = sealed(text(), secrets.appId, flip);
    const other = sealed(text(), "wx0000000000000000");
    const answers = [
      await refused(await post(padding.query, padding.body)),
      await refused(await post(other.query, other.body)),
    ];
    expect(answers[0]).toBe(answers[1]);
  },
  "aes mode: receiveid of other corp": async () => {
    house(true);
    const { query, body } = sealed(text(), "ww9999999999999999");
    await refused(await post(query, body));
  },
  "same MsgId from two users (WxJava #333)": async () => {
    house(false);
    await post(plain(), text());
    await post(plain(), text({ FromUserName: "other" }));
    expect(received.map(({ threadId }) => threadId)).toEqual(["person", "other"]);
  },
  "event without MsgId: same FromUserName+CreateTime, different Event/EventKey": async () => {
    house(false);
    await post(plain(), event("SCAN", "one"));
    await post(plain(), event("SCAN", "two"));
    expect(received).toHaveLength(2);
  },
  "three deliveries at 0/5/10 s": async () => {
    house(true);
    const { query, body } = sealed(text());
    const answers = await Promise.all([1, 2, 3].map(() => post(query, body)));
    expect(answers.map((answer) => answer?.body)).toEqual(["success", "success", "success"]);
    expect(received).toHaveLength(1);
  },
};

const Case = z.object({ case: z.string() });
const file = new URL("../../fixtures/wechat/webhook-cases.jsonl", import.meta.url);
const cases = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => Case.parse(JSON.parse(line)).case);

describe("the webhook", () => {
  it.each(cases)("%s", async (name) => {
    const check = checks[name];
    if (!check) throw new Error(`no check for this case: ${name}`);
    await check();
  });

  it("gives no answer at all, rather than an error that people would see, while nothing can be stored", async () => {
    const address = await house(false, { broken: true, patienceMs: 60 }).listen({
      host: "127.0.0.1",
      port: 0,
    });
    const url = `${address}/webhooks/wechat?${new URLSearchParams(plain())}`;
    await expect(fetch(url, { method: "POST", body: text() })).rejects.toThrow();
  });

  it("answers `success` in time when what is to be said comes late, and gives that back for the usual way", async () => {
    let givenBack = () => {};
    const back = new Promise<void>((resolve) => {
      givenBack = resolve;
    });
    const never = async () => expect.unreachable();
    const turn = {
      text: "好的",
      choices: [],
      sent: never,
      unknown: never,
      giveBack: async () => givenBack(),
    };
    let arrive = (_: Turn) => {};
    house(false, {
      patienceMs: 60,
      turn: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    });
    expect((await post(plain(), text()))?.body).toBe("success");
    arrive(turn);
    await back;
    expect(received).toHaveLength(1);
  });

  it("answers what it has no use for, so that it is not repeated", async () => {
    house(false);
    for (const body of [
      event("VIEW", "https://h5.example.com/"),
      event("TEMPLATESENDJOBFINISH", ""),
      "<xml><a/></xml>",
    ])
      expect((await post(plain(), body))?.body).toBe("success");
    expect(received).toEqual([]);
  });
});
