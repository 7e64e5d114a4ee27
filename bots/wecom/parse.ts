import type { Opening } from "../../src/core/allowance.ts";
import { type InboundBody, type InboundMessage, limits, type MediaKind } from "../../src/core/channel.ts";
import { readChoice } from "../tencent/choice.ts";
import { type Event, Item } from "./schema.ts";

type IgnoreReason =
  | "malformed"
  | "other_account"
  | "unused_event"
  | "unused_origin"
  | "no_content"
  | "unused_type";

export type Parsed = { kind: "message"; message: InboundMessage } | { kind: "ignored"; reason: IgnoreReason };

/** Whose customer service it is; `account` = open_kfid. */
export type Owner = { company: string; account: string };

type Read = { opens?: Opening; body: InboundBody } | IgnoreReason;

/** What a fetched item means. Never throws: what we cannot use is ignored, with the reason. */
export function parseItem(raw: unknown, owner: Owner): Parsed {
  const parsed = Item.safeParse(raw);
  if (!parsed.success) return { kind: "ignored", reason: "malformed" };
  const item = parsed.data;
  const account = item.open_kfid ?? item.event?.open_kfid;
  const person = item.external_userid ?? item.event?.external_userid;
  if (account !== undefined && account !== owner.account) return { kind: "ignored", reason: "other_account" };
  const read = person ? readItem(item) : "malformed";
  if (typeof read === "string" || !person) return { kind: "ignored", reason: ignoredAs(read) };
  const { opens, body } = read;
  return {
    kind: "message",
    message: {
      ...owner,
      channel: "wecom",
      threadId: person,
      deliveryId: item.msgid,
      at: item.send_time * 1000,
      ...(opens ? { opens } : {}),
      body,
    },
  };
}

const ignoredAs = (read: Read): IgnoreReason => (typeof read === "string" ? read : "malformed");

function readItem(item: Item): Read {
  const messageId = item.msgid;
  const said = capped(item.text?.content ?? "");
  switch (item.origin) {
    case 3: {
      const opens: Opening = { kind: "message" };
      if (item.msgtype === "text") {
        if (said === "") return "no_content";
        const choice = item.text?.menu_id ? readChoice(item.text.menu_id) : undefined;
        return {
          opens,
          body: { kind: "text", messageId, text: said, ...(choice === undefined ? {} : { choice }) },
        };
      }
      const media = mediaKinds[item.msgtype];
      const voice = media === "voice" && item.voice ? { voice: { file: item.voice.media_id } } : {};
      return media ? { opens, body: { kind: "media", messageId, media, ...voice } } : "unused_type";
    }
    case 4:
      return item.event ? readEvent(item.event) : "malformed";
    case 5:
      return { body: { kind: "agent", messageId, text: said } };
    default:
      return "unused_origin";
  }
}

function readEvent(event: Event): Read {
  switch (event.event_type) {
    case "enter_session": {
      const code = codeOf(event);
      const body: InboundBody = code === null ? { kind: "start" } : { kind: "start", code };
      const ticket = event.welcome_code;
      return ticket ? { opens: { kind: "event", ticket }, body } : { body };
    }
    case "msg_send_fail": {
      if (!event.fail_msgid) return "malformed";
      return { body: { kind: "bounced", externalId: event.fail_msgid, why: whyOf(event.fail_type) } };
    }
    default:
      return "unused_event";
  }
}

/** 4 = over 48 h, 5 = the session is closed, 6 = over five messages; 10 = they refuse messages. */
function whyOf(failType: number | undefined): "window" | "refused" | "other" {
  if (failType === 4 || failType === 5 || failType === 6) return "window";
  return failType === 10 ? "refused" : "other";
}

/** The tracking code: the parameter of the link where it is one, else the scene of the contact way. */
function codeOf({ scene, scene_param }: Event): string | null {
  for (const candidate of [decoded(scene_param), scene])
    if (candidate !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(candidate)) return candidate;
  return null;
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
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
  file: "file",
  location: "location",
  link: "other",
  business_card: "contact",
  miniprogram: "other",
};
