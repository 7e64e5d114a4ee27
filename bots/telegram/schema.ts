import { z } from "zod";

// Only what we read of Bot API updates; everything else is tolerated, so that a new Bot API version breaks nothing.

const Chat = z.object({ id: z.int(), type: z.string() });

const User = z.object({
  id: z.int(),
  is_bot: z.boolean(),
  first_name: z.string(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
export type User = z.infer<typeof User>;

/** Loose, because the kind of content shows in which key is present (`voice`, `photo`, …). */
const Message = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  chat: Chat,
  from: User.optional(),
  text: z.string().optional(),
  document: z
    .object({ file_id: z.string(), file_name: z.string().optional(), file_size: z.int().optional() })
    .optional()
    .catch(undefined),
  voice: z
    .object({ file_id: z.string(), duration: z.int().optional(), file_size: z.int().optional() })
    .optional()
    .catch(undefined),
  edit_date: z.int().optional(),
});
export type Message = z.infer<typeof Message>;

const Keyboard = z.object({
  inline_keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string().optional() }))),
});

const CallbackQuery = z.object({
  id: z.string(),
  from: User,
  data: z.string().optional(),
  /** Absent for inline messages; only chat and id when the message is too old to be seen. */
  message: z.object({ message_id: z.int(), chat: Chat, reply_markup: Keyboard.optional() }).optional(),
});
export type CallbackQuery = z.infer<typeof CallbackQuery>;

const MemberChange = z.object({
  chat: Chat,
  date: z.int(),
  new_chat_member: z.object({ status: z.string() }),
});
export type MemberChange = z.infer<typeof MemberChange>;

/** The parts of an Update we ask for (`allowedUpdates`); at most one of them is present. */
export const Update = z.object({
  update_id: z.int(),
  message: Message.optional(),
  edited_message: Message.optional(),
  callback_query: CallbackQuery.optional(),
  my_chat_member: MemberChange.optional(),
});
export type Update = z.infer<typeof Update>;

/** What is left to know of an update we cannot read: its number, so that it can be confirmed. */
export const NumberedUpdate = z.object({ update_id: z.int() });

/** Update types we subscribe to, by webhook and polling alike. */
export const allowedUpdates = ["message", "edited_message", "callback_query", "my_chat_member"] as const;
