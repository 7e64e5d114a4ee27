import { z } from "zod";

/** The notice that there is something to fetch; it carries no message. */
export const Notice = z.object({
  MsgType: z.literal("event"),
  Event: z.literal("kf_msg_or_event"),
  Token: z.string().min(1).max(512),
  OpenKfId: z.string(),
});

const Event = z.looseObject({
  event_type: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  scene: z.string().optional(),
  scene_param: z.string().optional(),
  welcome_code: z.string().optional(),
  fail_msgid: z.string().optional(),
  fail_type: z.int().optional(),
});
export type Event = z.infer<typeof Event>;

/** One fetched item; events may lack the account and the person beside it. */
export const Item = z.looseObject({
  msgid: z.string().min(1).max(128),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  send_time: z.int(),
  /** 3 = the person, 4 = the system, 5 = a colleague. */
  origin: z.int(),
  msgtype: z.string(),
  text: z.object({ content: z.string(), menu_id: z.string().optional() }).optional(),
  voice: z
    .object({ media_id: z.string().max(300) })
    .optional()
    .catch(undefined),
  event: Event.optional(),
});
export type Item = z.infer<typeof Item>;

/** A page of items. They are read one by one: one that cannot be read must not stop the others. */
export const Page = z.looseObject({
  next_cursor: z.string().default(""),
  has_more: z.int().default(0),
  msg_list: z.array(z.unknown()).default([]),
});
export type Page = z.infer<typeof Page>;
