import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { signatureOf } from "./signature.ts";

/** Encrypted messages of one account. */
export type Envelope = {
  /** What is inside and the key it was encrypted with; null = not for us, whatever the reason. */
  open(encrypt: string): { text: string; key: Buffer } | null;
  /** Encrypts an answer with the key that opened the question. */
  close(text: string, key: Buffer, random?: Buffer): string;
};

const randomBytesLength = 16;
const headLength = randomBytesLength + 4;
/** PKCS#7 to 32 bytes: Node's own padding check, to 16, refuses every second message. */
const block = 32;

/**
 * AES-256-CBC as WeChat and WeCom use it. `aesKeys` = EncodingAESKey, the current one first and the previous one behind;
 * `receiver` = app id or corp id, which stands in every message. Throws for a key that is not 43 letters and digits.
 */
export function createEnvelope(aesKeys: readonly string[], receiver: string): Envelope {
  const keys = aesKeys.map(keyOf);
  return {
    open(encrypt) {
      const cipher = bytesOf(encrypt);
      // Every key is tried to its end, so that the time says nothing about where it failed.
      const opened = keys.map((key) => ({ key, text: cipher ? decrypt(cipher, key, receiver) : null }));
      const found = opened.find(({ text }) => text !== null);
      return found && found.text !== null ? { text: found.text, key: found.key } : null;
    },
    close(text, key, random = randomBytes(randomBytesLength)) {
      const message = Buffer.from(text);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      const plain = Buffer.concat([random, length, message, Buffer.from(receiver)]);
      const pad = block - (plain.length % block);
      const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
      const padded = Buffer.concat([plain, Buffer.alloc(pad, pad)]);
      return Buffer.concat([cipher.update(padded), cipher.final()]).toString("base64");
    },
  };
}

function keyOf(aesKey: string): Buffer {
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey))
    throw new Error("EncodingAESKey is not 43 letters and digits: copy it again from the platform");
  return Buffer.from(`${aesKey}=`, "base64");
}

function bytesOf(encrypt: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encrypt)) return null;
  const bytes = Buffer.from(encrypt, "base64");
  return bytes.length > 0 && bytes.length % block === 0 ? bytes : null;
}

function decrypt(cipher: Buffer, key: Buffer, receiver: string): string | null {
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(cipher), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  if (pad < 1 || pad > block || pad > padded.length) return null;
  if (!padded.subarray(-pad).every((byte) => byte === pad)) return null;
  const plain = padded.subarray(0, padded.length - pad);
  if (plain.length < headLength) return null;
  const end = headLength + plain.readUInt32BE(randomBytesLength);
  if (end > plain.length || plain.subarray(end).toString() !== receiver) return null;
  return plain.subarray(headLength, end).toString();
}

/** An encrypted answer with its signature, in the format of the question. */
export function sealedReply(
  format: "xml" | "json",
  parts: { token: string; timestamp: string; nonce: string; encrypt: string },
): string {
  const { token, timestamp, nonce, encrypt } = parts;
  const signature = signatureOf(token, timestamp, nonce, encrypt);
  if (format === "json")
    return JSON.stringify({
      Encrypt: encrypt,
      MsgSignature: signature,
      TimeStamp: Number(timestamp),
      Nonce: nonce,
    });
  return `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
}
