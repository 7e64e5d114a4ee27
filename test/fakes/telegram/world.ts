/** Everything the fake Telegram remembers. Plain data; time is the real clock unless a caller gives one. */

export type Json = Record<string, unknown>;
type Button = { text: string; callback_data?: string | undefined };
type Keyboard = { inline_keyboard: Button[][] };

export type StoredMessage = {
  id: number;
  fromBot: boolean;
  /** Unix seconds. */
  date: number;
  /** As the Bot API shows it. */
  content: Json;
  keyboard?: Keyboard | undefined;
};

export type ChatState = {
  id: number;
  user: Json;
  /** The person blocked the bot: sending gives 403. */
  blocked: boolean;
  /** After a 429: when the chat may be called again, ms. */
  quietUntil: number;
  messages: Map<number, StoredMessage>;
  /** Updates not yet confirmed or delivered, oldest first. */
  queue: Update[];
};

export type Update = { update_id: number } & Json;

export type Call = {
  /** Position in the journal, which holds ended calls only; 0 = not ended yet. */
  seq: number;
  /** When it came, ms of the clock that all processes of the machine share. */
  at: number;
  method: string;
  chat: number | null;
  payload: Json;
  /** "ok", an error code, or the name of the fault that was played. */
  outcome: string;
  /** The call took effect, whatever its caller saw of it. */
  accepted: boolean;
  /** The message a sendMessage made. */
  messageId: number | null;
};

type Violation = { chat: number | null; method: string; problem: string };

type Query = { id: string; chat: number; answered: boolean };

type Webhook = { url: string; secret: string | null; maxConnections: number };

export type World = {
  token: string;
  bot: Json;
  chats: Map<number, ChatState>;
  calls: Call[];
  violations: Violation[];
  queries: Map<string, Query>;
  webhook: Webhook | null;
  allowed: readonly string[] | null;
  lastError: { date: number; message: string } | null;
  nextUpdate: number;
  nextMessage: number;
  /** Called when something was queued for this chat. */
  queued: Set<(chat: ChatState) => void>;
  /** Called after each call of the bot. */
  called: Set<() => void>;
};

export function createWorld(token: string): World {
  return {
    token,
    bot: {
      id: Number(token.split(":")[0]),
      is_bot: true,
      first_name: "亲聘测试",
      username: "qinpin_fake_bot",
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    },
    chats: new Map(),
    calls: [],
    violations: [],
    queries: new Map(),
    webhook: null,
    allowed: null,
    lastError: null,
    nextUpdate: 10_000,
    nextMessage: 1,
    queued: new Set(),
    called: new Set(),
  };
}

/** The chat with a person, made when they appear first; `user` corrects their profile. */
export function chatOf(world: World, id: number, user: Json = {}): ChatState {
  const known = world.chats.get(id);
  if (known) {
    Object.assign(known.user, user);
    return known;
  }
  const chat: ChatState = {
    id,
    user: { id, is_bot: false, first_name: "三", last_name: "张", language_code: "zh-hans", ...user },
    blocked: false,
    quietUntil: 0,
    messages: new Map(),
    queue: [],
  };
  world.chats.set(id, chat);
  return chat;
}

/** A message as the Bot API shows it, inside updates and results alike. */
export function shown(world: World, chat: ChatState, message: StoredMessage): Json {
  return {
    message_id: message.id,
    date: message.date,
    chat: privateChat(chat),
    from: message.fromBot ? world.bot : chat.user,
    ...message.content,
    ...(message.keyboard ? { reply_markup: message.keyboard } : {}),
  };
}

/** `Chat` of a private chat. */
export function privateChat(chat: ChatState): Json {
  const { first_name, last_name, username } = chat.user;
  return {
    id: chat.id,
    type: "private",
    ...(first_name === undefined ? {} : { first_name }),
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  };
}

export const unixNow = (): number => Math.floor(Date.now() / 1000);

/** Every update waiting, in the order of their numbers. */
export function waitingUpdates(world: World): Update[] {
  const all = [...world.chats.values()].flatMap(({ queue }) => queue);
  return all.sort((a, b) => a.update_id - b.update_id);
}
