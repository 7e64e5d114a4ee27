import {
  type ChatState,
  chatOf,
  type Json,
  privateChat,
  type StoredMessage,
  shown,
  type Update,
  unixNow,
  type World,
} from "./world.ts";

// What people do: each makes one update, exactly as Telegram would word it.

export type Said = { updateId: number; messageId: number };

/** Somebody writes; `content` is merged into the message (voice, photo, sticker …). */
export function say(
  world: World,
  what: {
    chat: number;
    text?: string | undefined;
    content?: Json | undefined;
    user?: Json | undefined;
    date?: number | undefined;
  },
): Said {
  const chat = chatOf(world, what.chat, what.user);
  const content = { ...(what.text === undefined ? {} : { text: what.text }), ...what.content };
  const message = keep(world, chat, { fromBot: false, date: what.date ?? unixNow(), content });
  const updateId = queue(world, chat, "message", shown(world, chat, message));
  return { updateId, messageId: message.id };
}

/** Somebody corrects what they wrote. Null = there is no such message of theirs. */
export function edit(world: World, what: { chat: number; messageId: number; text: string }): Said | null {
  const chat = chatOf(world, what.chat);
  const message = chat.messages.get(what.messageId);
  if (!message || message.fromBot) return null;
  message.content = { ...message.content, text: what.text, edit_date: unixNow() };
  return {
    updateId: queue(world, chat, "edited_message", shown(world, chat, message)),
    messageId: message.id,
  };
}

/** Somebody presses a button: by its label or data, on a given or the newest message that has it. Null = none has. */
export function press(
  world: World,
  what: {
    chat: number;
    label?: string | undefined;
    data?: string | undefined;
    messageId?: number | undefined;
  },
): (Said & { queryId: string }) | null {
  const chat = chatOf(world, what.chat);
  const candidates = [...chat.messages.values()].reverse();
  for (const message of candidates) {
    if (what.messageId !== undefined && message.id !== what.messageId) continue;
    const button = message.keyboard?.inline_keyboard
      .flat()
      .find(
        ({ text, callback_data }) =>
          text === what.label || (what.data !== undefined && callback_data === what.data),
      );
    if (!button) continue;
    const queryId = `${chat.id}${world.queries.size}`;
    world.queries.set(queryId, { id: queryId, chat: chat.id, answered: false });
    const updateId = queue(world, chat, "callback_query", {
      id: queryId,
      from: chat.user,
      message: shown(world, chat, message),
      chat_instance: `-${chat.id}`,
      data: button.callback_data,
    });
    return { updateId, messageId: message.id, queryId };
  }
  return null;
}

/** Somebody blocks the bot, or opens the door again. */
export function block(world: World, what: { chat: number; blocked: boolean }): number {
  const chat = chatOf(world, what.chat);
  const member = (blocked: boolean): Json =>
    blocked ? { user: world.bot, status: "kicked", until_date: 0 } : { user: world.bot, status: "member" };
  const change = {
    chat: privateChat(chat),
    from: chat.user,
    date: unixNow(),
    old_chat_member: member(chat.blocked),
    new_chat_member: member(what.blocked),
  };
  chat.blocked = what.blocked;
  return queue(world, chat, "my_chat_member", change);
}

/** Puts any content into an update of any type, also of types that do not exist. */
export function queue(world: World, chat: ChatState, type: string, content: unknown): number {
  const update: Update = { update_id: world.nextUpdate, [type]: content };
  world.nextUpdate += 1;
  if (world.allowed === null || world.allowed.includes(type)) {
    chat.queue.push(structuredClone(update));
    for (const tell of world.queued) tell(chat);
  }
  return update.update_id;
}

/** Adds a message to a chat. */
export function keep(world: World, chat: ChatState, message: Omit<StoredMessage, "id">): StoredMessage {
  const kept = { id: world.nextMessage, ...message };
  world.nextMessage += 1;
  chat.messages.set(kept.id, kept);
  return kept;
}
