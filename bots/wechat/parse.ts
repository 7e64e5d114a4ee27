import { createHash } from "node:crypto";
import { type InboundBody, type InboundMessage, limits, type MediaKind } from "../../src/core/channel.ts";
import { readChoice } from "../tencent/choice.ts";
import { Message } from "./schema.ts";

type IgnoreReason = "malformed" | "unused_event" | "no_content" | "unused_type";

export type Parsed =
  | { kind: "message"; message: InboundMessage; from: string; to: string }
  | { kind: "ignored"; reason: IgnoreReason };

/** Whose account received it. */
export type Owner = { company: string; account: string };

/** What a message or event means. Never throws: what we cannot use is ignored, with the reason. */
export function parseMessage(fields: Record<string, unknown>, owner: Owner): Parsed {
  const parsed = Message.safeParse(fields);
  if (!parsed.success) return { kind: "ignored", reason: "malformed" };
  const message = parsed.data;
  const read = message.MsgType === "event" ? readEvent(message) : readSaid(message);
  if (typeof read === "string") return { kind: "ignored", reason: read };
  const { opens, body } = read;
  return {
    kind: "message",
    from: message.FromUserName,
    to: message.ToUserName,
    message: {
      ...owner,
      channel: "wechat",
      threadId: message.FromUserName,
      deliveryId: deliveryOf(message),
      at: Number(message.CreateTime) * 1000,
      ...(opens ? { opens: { kind: opens } } : {}),
      body,
    },
  };
}

type Read = { opens: "message" | "event" | null; body: InboundBody } | IgnoreReason;

function readSaid(message: Message): Read {
  if (message.MsgId === undefined) return "malformed";
  const messageId = message.MsgId;
  if (message.MsgType === "text") {
    const text = capped(message.Content ?? "");
    if (text === "") return "no_content";
    const choice = message.bizmsgmenuid ? readChoice(message.bizmsgmenuid) : undefined;
    const body = { kind: "text" as const, messageId, text, ...(choice === undefined ? {} : { choice }) };
    return { opens: "message", body };
  }
  const media = mediaKinds[message.MsgType];
  const voice = media === "voice" && message.MediaId ? { voice: { file: message.MediaId } } : {};
  return media ? { opens: "message", body: { kind: "media", messageId, media, ...voice } } : "unused_type";
}

function readEvent({ Event, EventKey }: Message): Read {
  const key = typeof EventKey === "string" ? EventKey : "";
  switch (Event) {
    case "subscribe": {
      // Following by a payment carries an order number there.
      const scene = key.startsWith("qrscene_") ? key.slice("qrscene_".length) : "";
      return { opens: "event", body: startOf(scene) };
    }
    case "SCAN":
      return { opens: "event", body: startOf(key) };
    case "CLICK":
      return { opens: "event", body: { kind: "start" } };
    case "unsubscribe":
      return { opens: null, body: { kind: "blocked", left: true } };
    default:
      return "unused_event";
  }
}

const startOf = (scene: string): InboundBody =>
  /^[A-Za-z0-9_-]{1,64}$/.test(scene) ? { kind: "start", code: scene } : { kind: "start" };

/** Messages have a number; events are told apart by all that they say. */
function deliveryOf(message: Message): string {
  if (message.MsgType !== "event" && message.MsgId !== undefined) return `m${message.MsgId}`;
  const { CreateTime, Event = "", EventKey } = message;
  const key = createHash("sha256")
    .update(JSON.stringify(EventKey ?? ""))
    .digest("base64url")
    .slice(0, 16);
  return `e${CreateTime}:${Event}:${key}`;
}

function capped(text: string): string {
  const well = text.toWellFormed();
  return well.length <= limits.textChars
    ? well
    : well.slice(0, limits.textChars).replace(/[\uD800-\uDBFF]$/, "");
}

const mediaKinds: Readonly<Partial<Record<string, MediaKind>>> = {
  image: "photo",
  voice: "voice",
  video: "video",
  shortvideo: "video",
  location: "location",
  link: "other",
  file: "file",
};
