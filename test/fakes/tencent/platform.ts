import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";
import { type FastifyInstance, type FastifyRequest, fastify } from "fastify";
import { z } from "zod";

// What the fake WeChat and the fake WeCom share: a clock to turn, tokens that end, faults, a journal, and deliveries
// signed and encrypted by Tencent's own library.

export const secrets = {
  appId: "wx0123456789abcdef",
  appSecret: "0123456789abcdef0123456789abcdef",
  corpId: "ww0123456789abcdef",
  openKfId: "wkTESTaccount",
  token: "TestTokenOfTheFake1",
  aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  previousAesKey: "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba",
} as const;

export type Call = { path: string; body: Record<string, unknown>; errcode: number };
export type Delivered = { attempt: number; status: number | null; body: string; ms: number };

const Fault = z.strictObject({
  path: z.string(),
  errcode: z.int().default(0),
  errmsg: z.string().default("fault"),
  /** No answer; `accepted` = it took effect all the same. */
  drop: z.boolean().default(false),
  accepted: z.boolean().default(true),
  times: z.int().positive().default(1),
});

export const Delivery = z.strictObject({
  target: z.string(),
  mode: z.enum(["plain", "compat", "safe"]).default("safe"),
  format: z.enum(["xml", "json"]).default("xml"),
  /** Encrypt with the key that was replaced. */
  previousKey: z.boolean().default(false),
  /** After this a delivery without answer is cut and repeated, ms; 5 s in the real world. */
  timeoutMs: z.number().default(5_000),
});

export function createPlatform() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      /** Ends with its standard input, so that no fake outlives a killed test run. */
      tethered: { type: "boolean", default: false },
    },
  });
  const app = fastify({ forceCloseConnections: true });
  let fixed: number | null = null;
  const now = () => fixed ?? Date.now();
  const calls: Call[] = [];
  const violations: string[] = [];
  const deliveries: Delivered[] = [];
  let faults: z.infer<typeof Fault>[] = [];
  let delivery = Delivery.parse({ target: "http://127.0.0.1:9" });
  let tokens = { given: 0, valid: new Map<string, number>() };
  let tokenDelayMs = 0;

  app.post("/_control/clock", async ({ body }) => {
    fixed = z.object({ at: z.number() }).parse(body).at;
    return {};
  });
  app.post("/_control/fault", async ({ body }) => {
    faults.push(Fault.parse(body));
    return {};
  });
  app.post("/_control/disarm", async () => {
    faults = [];
    return {};
  });
  app.post("/_control/delivery", async ({ body }) => {
    delivery = Delivery.parse(body);
    return {};
  });
  app.post("/_control/tokens", async ({ body }) => {
    const { expire, delayMs } = z
      .object({ expire: z.boolean().default(false), delayMs: z.number().default(0) })
      .parse(body);
    if (expire) tokens.valid.clear();
    tokenDelayMs = delayMs;
    return {};
  });
  app.get("/_control/state", async () => ({ violations, calls, deliveries, tokensGiven: tokens.given }));

  /** A new token; the older ones end, as with a forced refresh. */
  async function giveToken() {
    if (tokenDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, tokenDelayMs));
    tokens = { given: tokens.given + 1, valid: new Map() };
    const token = `TOKEN-${tokens.given}-${"x".repeat(500)}`;
    tokens.valid.set(token, now() + 7200_000);
    return { access_token: token, expires_in: 7200, errcode: 0, errmsg: "ok" };
  }

  /** Files under their media ids, base64. */
  const media = new Map<string, string>();
  app.post("/_control/media", async ({ body }) => {
    const { id, base64 } = z.object({ id: z.string(), base64: z.string() }).parse(body);
    media.set(id, base64);
    return {};
  });
  app.get("/cgi-bin/media/get", async ({ query }, reply) => {
    const { access_token: token, media_id: id } = z
      .strictObject({ access_token: z.string(), media_id: z.string() })
      .parse(query);
    const fault = faults.find((one) => one.path === "/cgi-bin/media/get");
    const refuse = (errcode: number, errmsg: string) => {
      calls.push({ path: "/cgi-bin/media/get", body: { id }, errcode });
      return reply.type("text/plain").send(JSON.stringify({ errcode, errmsg }));
    };
    if (fault) {
      faults = faults.filter((one) => one !== fault);
      return refuse(fault.errcode, fault.errmsg);
    }
    if ((tokens.valid.get(token) ?? 0) <= now()) return refuse(42001, "access_token expired rid: 0");
    const file = media.get(id);
    if (file === undefined) return refuse(40007, "invalid media_id");
    calls.push({ path: "/cgi-bin/media/get", body: { id }, errcode: 0 });
    return reply.type("audio/amr").send(Buffer.from(file, "base64"));
  });

  /** A method that needs a token; `work` returns what it answers, with an errcode where it refuses. */
  function method<T>(path: string, shape: z.ZodType<T>, work: (body: T) => Record<string, unknown>): void {
    app.post(path, async (request: FastifyRequest, reply) => {
      const token = z.object({ access_token: z.string() }).safeParse(request.query).data?.access_token ?? "";
      const body = z.record(z.string(), z.unknown()).parse(request.body);
      const answer = (): Record<string, unknown> => {
        if (!tokens.valid.has(token)) return { errcode: 40001, errmsg: "invalid credential rid: 0" };
        if ((tokens.valid.get(token) ?? 0) <= now())
          return { errcode: 42001, errmsg: "access_token expired rid: 0" };
        const parsed = shape.safeParse(body);
        if (parsed.success) return { errcode: 0, errmsg: "ok", ...work(parsed.data) };
        violations.push(`${path}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`);
        return { errcode: 47001, errmsg: "data format error" };
      };
      const fault = faults.find((one) => one.path === path);
      if (fault) {
        fault.times -= 1;
        faults = faults.filter(({ times }) => times > 0);
        if (fault.drop) {
          if (fault.accepted) answer();
          calls.push({ path, body, errcode: -999 });
          reply.hijack();
          reply.raw.socket?.destroy();
          return reply;
        }
        calls.push({ path, body, errcode: fault.errcode });
        return { errcode: fault.errcode, errmsg: fault.errmsg };
      }
      const result = answer();
      calls.push({ path, body, errcode: Number(result.errcode) });
      return result;
    });
  }

  /** Posts a message as the platform does: three tries, each cut after the time; returns the last answer, decrypted. */
  async function deliver(path: string, fields: Record<string, unknown>, id: string): Promise<string> {
    const stamp = String(Math.floor(now() / 1000));
    const nonce = createHash("md5").update(JSON.stringify(fields)).digest("hex").slice(0, 10);
    const { query, body } = sealed(fields, id, stamp, nonce);
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const started = performance.now();
      const response = await fetch(`${delivery.target}${path}?${query}`, {
        method: "POST",
        body,
        headers: { "content-type": delivery.format === "xml" ? "text/xml" : "application/json" },
        signal: AbortSignal.timeout(delivery.timeoutMs),
      })
        .then(async (got) => ({ status: got.status, body: await got.text() }))
        .catch(() => null);
      const ms = performance.now() - started;
      deliveries.push({ attempt, status: response?.status ?? null, body: response?.body ?? "", ms });
      if (response) return opened(response.body, response.status);
    }
    return "unavailable";
  }

  function sealed(fields: Record<string, unknown>, id: string, timestamp: string, nonce: string) {
    const plain = written(fields);
    const signature = createHash("sha1")
      .update([secrets.token, timestamp, nonce].sort().join(""))
      .digest("hex");
    const query = new URLSearchParams({ signature, timestamp, nonce });
    if (delivery.mode === "plain") return { query, body: plain };
    const key = delivery.previousKey ? secrets.previousAesKey : secrets.aesKey;
    const Encrypt = encrypt(key, plain, id);
    query.set("encrypt_type", "aes");
    query.set("msg_signature", getSignature(secrets.token, timestamp, nonce, Encrypt));
    // Compatible mode repeats the fields in the open; a forger could change those.
    const outer = delivery.mode === "compat" ? { ...fields, Content: "forged" } : { ToUserName: id };
    return { query, body: written({ ...outer, Encrypt }) };
  }

  const written = (fields: Record<string, unknown>): string => {
    if (delivery.format === "json") {
      const { MsgId, ...rest } = fields;
      const text = JSON.stringify(rest);
      // Longer than a double: written digit by digit, as the platform does.
      return MsgId === undefined ? text : `${text.slice(0, -1)},"MsgId":${MsgId}}`;
    }
    const inner = Object.entries(fields).map(([name, value]) =>
      typeof value === "number" || name === "MsgId"
        ? `<${name}>${value}</${name}>`
        : `<${name}><![CDATA[${String(value).replaceAll("]]>", "]]]]><![CDATA[>")}]]></${name}>`,
    );
    return `<xml>\n${inner.join("\n")}\n</xml>`;
  };

  /** What an answer says: success, the words of a reply, or that people see an error. */
  function opened(body: string, status: number): string {
    if (status !== 200) return "unavailable";
    if (body === "" || body === "success") return "success";
    const field = (text: string, name: string): string | null => {
      if (text.startsWith("{")) return String(JSON.parse(text)[name] ?? "") || null;
      const found = new RegExp(`<${name}>([\\s\\S]*)</${name}>`).exec(text)?.[1];
      return found?.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1") ?? null;
    };
    let plain = body;
    if (delivery.mode !== "plain") {
      const cipher = field(body, "Encrypt");
      if (!cipher) return "unavailable";
      const expected = getSignature(
        secrets.token,
        field(body, "TimeStamp") ?? "",
        field(body, "Nonce") ?? "",
        cipher,
      );
      if (expected !== field(body, "MsgSignature")) violations.push("the reply is signed wrongly");
      plain = decrypt(delivery.previousKey ? secrets.previousAesKey : secrets.aesKey, cipher).message;
    }
    const content = field(plain, "Content");
    return content === null ? "unavailable" : `reply:${content}`;
  }

  return { app, now, violations, giveToken, method, deliver, listen: () => listen(app, values) };
}

async function listen(app: FastifyInstance, values: { port: string; tethered: boolean }): Promise<void> {
  const address = await app.listen({ host: "127.0.0.1", port: Number(values.port) });
  process.stdout.write(`${JSON.stringify({ address })}\n`);
  if (values.tethered) process.stdin.once("end", () => process.exit(0)).resume();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
}
