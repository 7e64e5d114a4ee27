import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { decrypt } from "@wecom/crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { echoOf, verified } from "../../../bots/tencent/door.ts";
import { createEnvelope, sealedReply } from "../../../bots/tencent/envelope.ts";
import { readFields } from "../../../bots/tencent/fields.ts";
import { sameSignature, signatureOf } from "../../../bots/tencent/signature.ts";

const Text = z.string();
const Kat = z.object({
  plain_signatures: z.array(
    z.object({
      name: Text,
      token: Text,
      timestamp: Text,
      nonce: Text,
      signature: Text,
      valid: z.boolean(),
      echostr: Text.nullable(),
    }),
  ),
  msg_crypto: z.array(
    z.object({
      name: Text,
      kind: Text,
      token: Text.nullable(),
      encodingAESKey: Text,
      receiveId: Text,
      timestamp: Text.nullable(),
      nonce: Text.nullable(),
      encrypt: Text,
      msg_signature: Text.nullable(),
      signature_valid: z.boolean().nullable(),
      random_hex: Text,
      msg: Text,
    }),
  ),
  raw_msg_signature: z.array(z.object({ token: Text, parts: z.array(Text), msg_signature: Text })),
  jssdk_signature: z.array(
    z.object({ jsapi_ticket: Text, noncestr: Text, timestamp: Text, url: Text, signature: Text }),
  ),
  negative: z.array(
    z.object({
      name: Text,
      base: Text.optional(),
      encrypt: Text.optional(),
      receiveId: Text.optional(),
      encodingAESKey: Text.optional(),
    }),
  ),
});
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/wechat/${name}`, import.meta.url), "utf8");
const kat = Kat.parse(JSON.parse(fixture("crypto-kat.json")));
type Vector = (typeof kat.msg_crypto)[number];

const doorOf = (vector: Pick<Vector, "token" | "timestamp" | "encodingAESKey" | "receiveId">) => ({
  token: vector.token ?? "",
  envelope: createEnvelope([vector.encodingAESKey], vector.receiveId),
  now: () => Number(vector.timestamp) * 1000,
});
const queryOf = ({ timestamp, nonce, msg_signature }: Vector) => ({
  timestamp,
  nonce,
  msg_signature,
  encrypt_type: "aes",
});
const postOf = (encrypt: string) => JSON.stringify({ ToUserName: "x", Encrypt: encrypt });

describe("known answers", () => {
  it.each(kat.plain_signatures)(
    "signature $name",
    ({ token, timestamp, nonce, signature, valid, echostr }) => {
      expect(sameSignature(signature, signatureOf(token, timestamp, nonce))).toBe(valid);
      const door = { token, envelope: null, now: () => Number(timestamp) * 1000 };
      const echo = echoOf({ timestamp, nonce, signature, echostr: echostr ?? "echo" }, door);
      expect(echo).toBe(valid ? (echostr ?? "echo") : null);
    },
  );

  it.each(kat.msg_crypto)("message $name", (vector) => {
    const { token, timestamp, nonce, encrypt, msg_signature, signature_valid, msg } = vector;
    const door = doorOf(vector);
    const opened = door.envelope.open(encrypt);
    expect(opened?.text).toBe(msg);
    // Byte for byte what the platform's own library makes of it.
    const random = Buffer.from(vector.random_hex, "hex");
    expect(opened && door.envelope.close(msg, opened.key, random)).toBe(encrypt);
    expect(decrypt(vector.encodingAESKey, encrypt)).toMatchObject({ message: msg, id: vector.receiveId });
    // Some are known without the request they came with.
    if (token === null || timestamp === null || nonce === null || msg_signature === null) return;
    expect(sameSignature(msg_signature, signatureOf(token, timestamp, nonce, encrypt))).toBe(signature_valid);
    const asEcho = echoOf({ ...queryOf(vector), echostr: encrypt.replaceAll("+", " ") }, door);
    expect(asEcho).toBe(signature_valid ? msg : null);
    const asMessage = verified(queryOf(vector), postOf(encrypt), door);
    if (!signature_valid) expect(asMessage).toBeNull();
    else expect(asMessage).toEqual(readFields(msg) ? expect.objectContaining(readFields(msg)) : "unreadable");
  });

  it("signatures alone", () => {
    for (const { token, parts, msg_signature } of kat.raw_msg_signature)
      expect(signatureOf(token, ...parts)).toBe(msg_signature);
    for (const { jsapi_ticket, noncestr, timestamp, url, signature } of kat.jssdk_signature) {
      const text = `jsapi_ticket=${jsapi_ticket}&noncestr=${noncestr}&timestamp=${timestamp}&url=${url}`;
      expect(signatureOf(text)).toBe(signature);
      expect(createHash("sha1").update(text).digest("hex")).toBe(signature);
    }
  });
});

describe("refused", () => {
  it.each(kat.negative)("$name", (negative) => {
    const base = kat.msg_crypto.find(({ name }) => name === negative.base) ?? kat.msg_crypto[0];
    if (!base) throw new Error("no vectors");
    if (negative.encodingAESKey !== undefined) {
      const { encodingAESKey } = negative;
      expect(() => createEnvelope([encodingAESKey], base.receiveId)).toThrow(/43/);
      return;
    }
    const encrypt = negative.encrypt ?? base.encrypt;
    const door = doorOf({ ...base, receiveId: negative.receiveId ?? base.receiveId });
    // Signed rightly, unless the vector is about the signature: what is inside must be refused by itself.
    const [token = "", timestamp = "", nonce = ""] = [base.token, base.timestamp, base.nonce].map(
      (part) => part ?? "",
    );
    const resigned = signatureOf(token, timestamp, nonce, encrypt);
    const plain = signatureOf(token, timestamp, nonce);
    const given = {
      "tampered-ciphertext": base.msg_signature,
      "missing-msg_signature": undefined,
    };
    const msg_signature = Object.hasOwn(given, negative.name)
      ? given[negative.name as keyof typeof given]
      : resigned;
    const query = { ...queryOf(base), msg_signature, signature: plain };
    expect(verified(query, postOf(encrypt), door)).toBeNull();
  });

  it("what carries no text of ours is refused whichever of two keys is tried", () => {
    const [one, other] = kat.msg_crypto.filter(({ receiveId }) => receiveId === "wxb11529c136998cb6");
    if (!one || !other) throw new Error("no vectors");
    const envelope = createEnvelope(
      [kat.msg_crypto[0]?.encodingAESKey ?? "", one.encodingAESKey],
      one.receiveId,
    );
    const opened = envelope.open(one.encrypt);
    expect(opened?.text).toBe(one.msg);
    // Answered with the key that opened the question.
    const sealed = opened && envelope.close("好的", opened.key);
    expect(sealed && decrypt(one.encodingAESKey, sealed).message).toBe("好的");
    const reply = sealedReply("xml", { token: "t", timestamp: "1", nonce: "2", encrypt: sealed ?? "" });
    expect(readFields(reply)?.fields).toMatchObject({
      Encrypt: sealed,
      MsgSignature: signatureOf("t", "1", "2", sealed ?? ""),
      TimeStamp: "1",
    });
  });
});

describe("reading", () => {
  const messages = z
    .object({ inbound: z.record(z.string(), z.string()), attacks: z.record(z.string(), z.string()) })
    .parse(JSON.parse(fixture("messages.json")));

  it.each(Object.entries(messages.attacks))("hostile: %s", (name, text) => {
    const read = readFields(text);
    if (name === "JSON body to an XML endpoint") expect(read?.fields).toEqual({ a: "1" });
    else expect(read).toBeNull();
  });

  it("keeps every number as it is written", () => {
    expect(readFields('{"MsgId":22345678901234567,"n":[1.50]}')?.fields).toEqual({
      MsgId: "22345678901234567",
      n: ["1.50"],
    });
    expect(readFields("<xml><MsgId>22345678901234568</MsgId><a>0012</a></xml>")?.fields).toEqual({
      MsgId: "22345678901234568",
      a: "0012",
    });
  });

  it("takes no depth that a message never has", () => {
    expect(readFields(`<xml>${"<a>".repeat(50)}${"</a>".repeat(50)}</xml>`)).toBeNull();
  });
});
