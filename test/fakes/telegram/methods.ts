import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { keep } from "./people.ts";
import { type ChatState, type Json, shown, unixNow, type World, waitingUpdates } from "./world.ts";

/** A refusal as the Bot API words it. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: Json | undefined;
  constructor(code: number, description: string, parameters?: Json) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

type Method = (world: World, payload: Json) => unknown;

/** The methods this fake answers at once; getUpdates waits and lives in its own file. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: (world) => world.bot,
  sendMessage,
  sendChatAction: (world, payload) => {
    reach(world, payload);
    return true;
  },
  answerCallbackQuery,
  editMessageReplyMarkup,
  setWebhook,
  deleteWebhook: (world, payload) => {
    world.webhook = null;
    if (payload.drop_pending_updates === true) dropPending(world);
    return true;
  },
  getWebhookInfo: (world) => ({
    url: world.webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: waitingUpdates(world).length,
    ...(world.webhook ? { max_connections: world.webhook.maxConnections } : {}),
    ...(world.allowed ? { allowed_updates: world.allowed } : {}),
    ...(world.lastError
      ? { last_error_date: world.lastError.date, last_error_message: world.lastError.message }
      : {}),
  }),
  setMyCommands: () => true,
  getFile: (_world, payload) => ({
    file_id: payload.file_id,
    file_unique_id: `unique-${payload.file_id}`,
    file_path: `files/${payload.file_id}`,
  }),
};

const Button = z.object({ text: z.string(), callback_data: z.string().optional() });
const Markup = z.object({ inline_keyboard: z.array(z.array(Button)) });
const Sending = z.object({ text: z.string(), reply_markup: Markup.optional() });

function sendMessage(world: World, payload: Json): unknown {
  const { text, reply_markup } = Sending.parse(payload);
  if (!text.isWellFormed()) throw new ApiError(400, "Bad Request: strings must be encoded in UTF-8");
  if (text.trim() === "") throw new ApiError(400, "Bad Request: message text is empty");
  const chat = reach(world, payload);
  const message = keep(world, chat, {
    fromBot: true,
    date: unixNow(),
    content: { text: text.trim() },
    keyboard: reply_markup,
  });
  return shown(world, chat, message);
}

function answerCallbackQuery(world: World, payload: Json): true {
  const query = world.queries.get(String(payload.callback_query_id));
  if (!query) {
    throw new ApiError(
      400,
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    );
  }
  query.answered = true;
  return true;
}

function editMessageReplyMarkup(world: World, payload: Json): unknown {
  const chat = reach(world, payload);
  const message = chat.messages.get(Number(payload.message_id));
  if (!message?.fromBot) throw new ApiError(400, "Bad Request: message to edit not found");
  const keyboard = Markup.optional().parse(payload.reply_markup);
  const next = keyboard && keyboard.inline_keyboard.length > 0 ? keyboard : undefined;
  if (isDeepStrictEqual(next, message.keyboard)) {
    throw new ApiError(
      400,
      "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  message.keyboard = next;
  return shown(world, chat, message);
}

const Hook = z.object({
  url: z.string(),
  secret_token: z.string().optional(),
  max_connections: z.int().default(40),
  allowed_updates: z.array(z.string()).optional(),
  drop_pending_updates: z.boolean().default(false),
});

/** Like a local Bot API server: plain http and any port are allowed. */
function setWebhook(world: World, payload: Json): true {
  const hook = Hook.parse(payload);
  if (hook.url !== "" && !/^https?:\/\//.test(hook.url)) {
    throw new ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
  }
  if (hook.drop_pending_updates) dropPending(world);
  if (hook.allowed_updates) world.allowed = hook.allowed_updates;
  world.webhook =
    hook.url === ""
      ? null
      : { url: hook.url, secret: hook.secret_token ?? null, maxConnections: hook.max_connections };
  for (const chat of world.chats.values()) for (const tell of world.queued) tell(chat);
  return true;
}

function dropPending(world: World): void {
  for (const chat of world.chats.values()) chat.queue = [];
}

/** The chat a call is for. A bot cannot write first, nor to somebody who blocked it. */
function reach(world: World, payload: Json): ChatState {
  const chat = world.chats.get(Number(payload.chat_id));
  if (!chat) throw new ApiError(400, "Bad Request: chat not found");
  if (chat.blocked) throw new ApiError(403, "Forbidden: bot was blocked by the user");
  return chat;
}
