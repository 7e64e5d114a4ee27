import { readFileSync } from "node:fs";
import { createConnection } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSlack } from "../../../bots/slack/index.ts";
import { isSignedBySlack } from "../../../bots/slack/signature.ts";
import { memoryDesk } from "./desk.ts";
import { closeHouses, house, message, now, oldSecret, post, secret, sign } from "./signed.ts";

afterEach(closeHouses);

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/slack/${name}`, import.meta.url), "utf8");

const Kat = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      signing_secret: z.string(),
      timestamp: z.string(),
      body: z.string(),
      signature: z.string(),
      now: z.number(),
      valid: z.boolean(),
    }),
  ),
});

describe("Slack's signature", () => {
  it.each(Kat.parse(JSON.parse(fixture("signing-kat.json"))).cases)("known answer: $name", (kat) => {
    const request = { signature: kat.signature, timestamp: kat.timestamp, body: Buffer.from(kat.body) };
    expect(isSignedBySlack(request, [kat.signing_secret], kat.now)).toBe(kat.valid);
  });
});

/** One check per row of the shared list; a row without a check fails. */
const checks: Record<string, () => Promise<void>> = {
  "valid v0 signature, ts now": async () => {
    const { app, memory } = await house();
    expect(await post(app, sign(message("Ev1")), message("Ev1"))).toBe(200);
    expect(memory.replies.map(({ text }) => text)).toEqual(["好的，明天可以"]);
  },
  "valid signature, ts now-299 s": () => expectStatus(sign(message("Ev1"), now - 299), 200),
  "valid signature, ts now-301 s": () => expectStatus(sign(message("Ev1"), now - 301), 401),
  "valid signature, ts now+301 s (bolt-js accepts, we must not)": () =>
    expectStatus(sign(message("Ev1"), now + 301), 401),
  "valid signature replayed twice inside 5 min": async () => {
    const { app, memory } = await house();
    const headers = sign(message("Ev1"));
    expect(await post(app, headers, message("Ev1"))).toBe(200);
    expect(
      await post(
        app,
        { ...headers, "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" },
        message("Ev1"),
      ),
    ).toBe(200);
    expect(memory.replies).toHaveLength(1);
  },
  "signature of another body": () => expectStatus(sign(message("Ev2")), 401),
  "signature hex upper case": () => {
    const headers = sign(message("Ev1"));
    const upper = headers["x-slack-signature"]?.replace(/[a-f]/g, (hex) => hex.toUpperCase()) ?? "";
    return expectStatus({ ...headers, "x-slack-signature": upper }, 401);
  },
  "missing ts": () => {
    const { "x-slack-request-timestamp": _, ...headers } = sign(message("Ev1"));
    return expectStatus(headers, 401);
  },
  "ts NaN / float / 1e9999": async () => {
    for (const ts of ["NaN", `${now}.5`, "1e9999", "", "0x6ab13b80", ` ${now}`, `-${now}`]) {
      await expectStatus(sign(message("Ev1"), ts), 401);
    }
  },
  "two signature headers": async () => {
    const headers = sign(message("Ev1"));
    await expectStatus(
      { ...headers, "x-slack-signature": [headers["x-slack-signature"] ?? "", "v0=00"] },
      401,
    );
    const { app } = await house();
    const address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
    const lines = [...Object.entries(headers), ["x-slack-signature", headers["x-slack-signature"]]];
    const head = lines.map(([name, value]) => `${name}: ${value}`).join("\r\n");
    const body = message("Ev1");
    const raw = `POST /slack/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${head}\r\n\r\n${body}`;
    expect(await exchange(Number(address.port), raw)).toMatch(/^HTTP\/1.1 401/);
  },
  "empty signing secret in config": async () => {
    const { desk, logger } = memoryDesk();
    const options = {
      botToken: "xoxb-test",
      digestChannel: null,
      admins: [],
      locale: "en" as const,
      desk,
      logger,
    };
    expect(() => createSlack({ ...options, signingSecret: "" })).toThrow(/SLACK_SIGNING_SECRET/);
    expect(() => createSlack(options)).toThrow(/SLACK_SIGNING_SECRET/);
    expect(() => createSlack({ ...options, signingSecret: secret, previousSigningSecret: "" })).toThrow(
      /SLACK_SIGNING_SECRET/,
    );
  },
  "v1= prefix": () => {
    const headers = sign(message("Ev1"));
    return expectStatus(
      { ...headers, "x-slack-signature": headers["x-slack-signature"]?.replace("v0=", "v1=") ?? "" },
      401,
    );
  },
  "signature 63 chars (length differs)": () => {
    const headers = sign(message("Ev1"));
    return expectStatus(
      { ...headers, "x-slack-signature": headers["x-slack-signature"]?.slice(0, -1) ?? "" },
      401,
    );
  },
  "body re-encoded by JSON parser (FoloUp bug: verify(JSON.stringify(req.body)))": async () => {
    const { app } = await house();
    const spaced = message("Ev1").replace('"type"', ' "type" ').replace("好", "\\u597d");
    expect(await post(app, sign(spaced), spaced)).toBe(200);
    expect(await post(app, sign(JSON.stringify(JSON.parse(spaced))), spaced)).toBe(401);
  },
  "charset/BOM/gzip content-encoding body": async () => {
    const { app, memory } = await house();
    const body = message("Ev1");
    const gzip = gzipSync(body);
    expect(await post(app, { ...sign(gzip), "content-encoding": "gzip" }, gzip)).toBe(415);
    expect(
      await post(app, { ...sign(body), "content-type": "application/json; charset=gb18030" }, body),
    ).toBe(415);
    expect(await post(app, sign(`\ufeff${body}`), `\ufeff${body}`)).toBe(415);
    expect(await post(app, { ...sign(body), "content-type": "text/xml" }, body)).toBe(415);
    expect(await post(app, { ...sign(body), "content-type": "application/json; charset=utf-8" }, body)).toBe(
      200,
    );
    expect(memory.replies).toHaveLength(1);
  },
  "old secret during rotation": async () => {
    const headers = sign(message("Ev1"), now, oldSecret);
    const rotating = await house({ previous: oldSecret });
    expect(await post(rotating.app, headers, message("Ev1"))).toBe(200);
    expect(await post(rotating.app, sign(message("Ev2")), message("Ev2"))).toBe(200);
    await expectStatus(headers, 401);
  },
};

async function expectStatus(headers: Record<string, string | string[]>, status: number): Promise<void> {
  const { app, memory } = await house();
  expect(await post(app, headers, message("Ev1"))).toBe(status);
  expect(memory.replies).toHaveLength(status === 200 ? 1 : 0);
}

function exchange(port: number, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: "127.0.0.1", port }, () => socket.write(raw));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

const Row = z.object({ case: z.string(), expect: z.string() });
const rows = fixture("webhook-cases.jsonl")
  .trim()
  .split("\n")
  .map((line) => Row.parse(JSON.parse(line)));

describe("deliveries to /slack/events", () => {
  it("is held to all 16 shared signature cases", () => {
    expect(rows.map((row) => row.case).sort()).toEqual(Object.keys(checks).sort());
    expect(rows).toHaveLength(16);
  });

  it.each(rows)("$case → $expect", async (row) => {
    await checks[row.case]?.();
  });
});
