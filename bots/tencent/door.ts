import type { Envelope } from "./envelope.ts";
import { type Fields, readFields } from "./fields.ts";
import { isOfNow, sameSignature, signatureOf } from "./signature.ts";

/** A request's query as the server parsed it: a name given twice is a list, and refused. */
export type Query = Readonly<Record<string, unknown>>;

/** A verified request: its message, and how to answer it. */
export type Verified = Fields & { timestamp: string; nonce: string; key: Buffer | null };

export type DoorOptions = { token: string; envelope: Envelope | null; now: () => number };

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** What comes with every request, if it is of now. */
function stamped(query: Query, now: number): { timestamp: string; nonce: string } | null {
  const timestamp = text(query.timestamp);
  const nonce = text(query.nonce);
  return timestamp !== null && nonce !== null && isOfNow(timestamp, now) ? { timestamp, nonce } : null;
}

/** The answer to the platform's check of our address; null = not from the platform. */
export function echoOf(query: Query, { token, envelope, now }: DoorOptions): string | null {
  const stamp = stamped(query, now());
  const echo = text(query.echostr);
  if (!stamp || echo === null) return null;
  const { timestamp, nonce } = stamp;
  const sealed = text(query.msg_signature);
  if (sealed === null)
    return sameSignature(query.signature, signatureOf(token, timestamp, nonce)) ? echo : null;
  // `+` may have become a space on the way.
  const encrypt = echo.replaceAll(" ", "+");
  if (!envelope || !sameSignature(sealed, signatureOf(token, timestamp, nonce, encrypt))) return null;
  return envelope.open(encrypt)?.text ?? null;
}

/**
 * Verifies a message. With an envelope only encrypted ones are taken, and only what is inside counts: a request that
 * lacks `msg_signature` is a downgrade. Null = refused, always the same way; "unreadable" = signed, but no message.
 */
export function verified(query: Query, body: string, options: DoorOptions): Verified | "unreadable" | null {
  const { token, envelope, now } = options;
  const stamp = stamped(query, now());
  if (!stamp) return null;
  const { timestamp, nonce } = stamp;
  if (!envelope) {
    if (!sameSignature(query.signature, signatureOf(token, timestamp, nonce))) return null;
    const message = readFields(body);
    return message ? { ...message, ...stamp, key: null } : "unreadable";
  }
  const outer = readFields(body);
  const encrypt = text(outer?.fields.Encrypt);
  if (encrypt === null) return null;
  if (!sameSignature(query.msg_signature, signatureOf(token, timestamp, nonce, encrypt))) return null;
  const opened = envelope.open(encrypt);
  if (!opened) return null;
  const message = readFields(opened.text);
  return message ? { ...message, ...stamp, key: opened.key } : "unreadable";
}
