import {
  type InboundBody,
  type InboundMessage,
  limits,
  type MediaKind,
  type VoiceRef,
} from "../../src/core/channel.ts";
import type { Locale } from "../../src/core/locale.ts";
import { readButton } from "./button-data.ts";
import { plainWords, startOf } from "./commands.ts";
import type { FileRef } from "./files.ts";
import {
  type CallbackQuery,
  type MemberChange,
  type Message,
  NumberedUpdate,
  Update,
  type User,
} from "./schema.ts";

/** A pressed button: its query must be answered and its keyboard put away. */
export type Press = {
  queryId: string;
  /** The message the button hangs on; null = Telegram does not say. */
  place: { chatId: number; messageId: number } | null;
  /** What stands on the button; null = the message is too old to be seen. */
  label: string | null;
};

type IgnoreReason =
  | "unknown_update" // a type we did not ask for, or of a newer Bot API
  | "malformed"
  | "not_private" // groups and channels
  | "from_bot"
  | "no_content" // service messages: a title changed, a message was pinned …
  | "edited_media"
  | "membership" // other than blocking and unblocking
  | "used_button";

/** An update as the rest of the adapter needs it. `updateId` null = not an update at all. */
export type ParsedUpdate = {
  updateId: number | null;
  press: Press | null;
} /** `file` = the document that hung on it. */ & (
  | { kind: "message"; message: InboundMessage; file: FileRef | null }
  | { kind: "ignored"; reason: IgnoreReason }
);

/** Whose bot received the update. */
export type Owner = { company: string; account: string };

type Read = { thread: number; at: number | null; body: InboundBody } | IgnoreReason;

/** What an update means. Never throws: what we cannot use is ignored, with the reason. */
export function parseUpdate(raw: unknown, owner: Owner): ParsedUpdate {
  const parsed = Update.safeParse(raw);
  if (!parsed.success) {
    const updateId = NumberedUpdate.safeParse(raw).data?.update_id ?? null;
    return { updateId, press: null, kind: "ignored", reason: "malformed" };
  }
  const { update_id: updateId, callback_query: query } = parsed.data;
  const press = query ? pressOf(query) : null;
  const read = readUpdate(parsed.data, press);
  if (typeof read === "string") return { updateId, press, kind: "ignored", reason: read };
  const { thread, at, body } = read;
  return {
    updateId,
    press,
    kind: "message",
    file: body.kind === "media" && body.media === "file" ? documentOf(parsed.data.message) : null,
    message: {
      ...owner,
      channel: "telegram",
      threadId: String(thread),
      deliveryId: String(updateId),
      at,
      body,
    },
  };
}

function readUpdate(update: Update, press: Press | null): Read {
  const { message, edited_message: edited, callback_query: query, my_chat_member: change } = update;
  if (message) return readMessage(message);
  if (edited) return readEdit(edited);
  if (query) return readPress(query, press);
  return change ? readMembership(change) : "unknown_update";
}

function readMessage(message: Message): Read {
  const { chat, from, text } = message;
  if (chat.type !== "private") return "not_private";
  if (from?.is_bot) return "from_bot";
  const received = { thread: chat.id, at: message.date * 1000 };
  const messageId = idOf(message);
  if (text !== undefined) {
    const start = startOf(text);
    if (start) return { ...received, body: { kind: "start", ...start, ...introduction(from) } };
    const words = plainWords(text, localeOf(from) ?? "en");
    return { ...received, body: { kind: "text", messageId, text: capped(words) } };
  }
  const media = mediaKinds.find(([key]) => message[key] !== undefined)?.[1];
  const voice = voiceOf(message);
  return media
    ? { ...received, body: { kind: "media", messageId, media, ...(voice ? { voice } : {}) } }
    : "no_content";
}

/** A recorded voice message; music and other sound files are none. */
function voiceOf({ voice }: Message): VoiceRef | null {
  if (!voice) return null;
  const { file_id: file, duration: seconds, file_size: bytes } = voice;
  return { file, ...(seconds === undefined ? {} : { seconds }), ...(bytes === undefined ? {} : { bytes }) };
}

function documentOf(message: Message | undefined): FileRef | null {
  const { file_id, file_name = "", file_size = null } = message?.document ?? {};
  return file_id === undefined ? null : { id: file_id, name: file_name.slice(-300), size: file_size };
}

function readEdit(message: Message): Read {
  const { chat, from, text, date, edit_date } = message;
  if (chat.type !== "private") return "not_private";
  if (from?.is_bot) return "from_bot";
  if (text === undefined) return "edited_media";
  const at = (edit_date ?? date) * 1000;
  return { thread: chat.id, at, body: { kind: "edited", messageId: idOf(message), text: capped(text) } };
}

/** Telegram does not say when a button was pressed, hence no time. */
function readPress({ id, data, message }: CallbackQuery, press: Press | null): Read {
  if (!message || !press || message.chat.type !== "private") return "not_private";
  if (data === undefined) return "no_content";
  const button = readButton(data);
  if (button.kind === "used") return "used_button";
  if (press.label === null && button.kind === "label") return "no_content";
  const messageId = `${message.chat.id}:press:${id}`;
  const text = capped(press.label ?? data);
  const choice = button.kind === "value" ? { choice: button.value } : {};
  return { thread: message.chat.id, at: null, body: { kind: "text", messageId, text, ...choice } };
}

function readMembership({ chat, date, new_chat_member }: MemberChange): Read {
  if (chat.type !== "private") return "not_private";
  const received = { thread: chat.id, at: date * 1000 };
  if (new_chat_member.status === "kicked") return { ...received, body: { kind: "blocked" } };
  if (new_chat_member.status === "member") return { ...received, body: { kind: "unblocked" } };
  return "membership";
}

function pressOf({ id, data, message }: CallbackQuery): Press {
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? [];
  const pressed =
    data === undefined ? undefined : buttons.find(({ callback_data }) => callback_data === data);
  const place = message ? { chatId: message.chat.id, messageId: message.message_id } : null;
  return { queryId: id, place, label: pressed?.text ?? null };
}

const idOf = ({ chat, message_id }: Message): string => `${chat.id}:${message_id}`;

function introduction(from: User | undefined): { locale?: Locale; name?: string } {
  const locale = localeOf(from);
  const name = from ? nameOf(from) : "";
  return { ...(locale ? { locale } : {}), ...(name ? { name } : {}) };
}

const localeOf = (from: User | undefined): Locale | undefined =>
  from?.language_code === undefined ? undefined : /^zh\b/i.test(from.language_code) ? "zh-CN" : "en";

/** Chinese names are written family name first, without a space. */
function nameOf({ first_name, last_name = "" }: User): string {
  const chinese = /^\p{Script=Han}+$/u.test(first_name + last_name);
  return (chinese ? last_name + first_name : `${first_name} ${last_name}`).trim();
}

/** At most `limits.textChars`, never ending in half a surrogate pair. */
function capped(text: string): string {
  return text.length <= limits.textChars
    ? text
    : text.slice(0, limits.textChars).replace(/[\uD800-\uDBFF]$/, "");
}

/** First match counts: animations also carry `document`, venues also `location`. */
const mediaKinds: readonly (readonly [string, MediaKind])[] = [
  ["voice", "voice"],
  ["audio", "voice"],
  ["photo", "photo"],
  ["live_photo", "photo"],
  ["sticker", "sticker"],
  ["animation", "video"],
  ["video", "video"],
  ["video_note", "video"],
  ["document", "file"],
  ["contact", "contact"],
  ["venue", "location"],
  ["location", "location"],
  ["dice", "other"],
  ["game", "other"],
  ["poll", "other"],
  ["checklist", "other"],
  ["story", "other"],
  ["paid_media", "other"],
  ["rich_message", "other"],
  ["gift", "other"],
];
