import { z } from "zod";

const bytes = (max: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= max && text.isWellFormed(), {
    error: `is over ${max} bytes or cut inside a character`,
  });
const filled = (max: number) => bytes(max).refine((text) => /\S/.test(text), { error: "is empty" });

const Text = z.strictObject({ content: filled(2048) });

/** POST /cgi-bin/message/custom/send, as far as we use it. */
export const CustomMessage = z.discriminatedUnion("msgtype", [
  z.strictObject({ touser: z.string().min(1), msgtype: z.literal("text"), text: Text }),
  z.strictObject({
    touser: z.string().min(1),
    msgtype: z.literal("msgmenu"),
    msgmenu: z.strictObject({
      head_content: filled(2048),
      list: z.array(z.strictObject({ id: filled(128), content: filled(128) })).min(1),
      tail_content: z.string(),
    }),
  }),
]);

/** POST /cgi-bin/qrcode/create, for good, with a text as its scene. */
export const SceneCode = z.strictObject({
  action_name: z.literal("QR_LIMIT_STR_SCENE"),
  action_info: z.strictObject({
    scene: z.strictObject({ scene_str: z.string().regex(/^[\x21-\x7e]{1,64}$/) }),
  }),
});

/** POST /cgi-bin/kf/add_contact_way. */
export const ContactWay = z.strictObject({
  open_kfid: z.string().min(1),
  scene: z
    .string()
    .regex(/^[0-9a-zA-Z_-]{1,32}$/)
    .optional(),
});

const KfMenu = z.strictObject({
  head_content: filled(1024),
  list: z
    .array(
      z.strictObject({
        type: z.literal("click"),
        click: z.strictObject({ id: filled(128), content: filled(128) }),
      }),
    )
    .min(1)
    .max(10),
});
const msgid = z.string().regex(/^[0-9a-zA-Z_-]{1,32}$/);
const person = { touser: z.string().min(1), open_kfid: z.string().min(1), msgid };

/** POST /cgi-bin/kf/send_msg. */
export const KfMessage = z.discriminatedUnion("msgtype", [
  z.strictObject({ ...person, msgtype: z.literal("text"), text: Text }),
  z.strictObject({ ...person, msgtype: z.literal("msgmenu"), msgmenu: KfMenu }),
]);

/** POST /cgi-bin/kf/send_msg_on_event. */
export const KfWelcome = z.discriminatedUnion("msgtype", [
  z.strictObject({ code: z.string().min(1), msgid, msgtype: z.literal("text"), text: Text }),
  z.strictObject({ code: z.string().min(1), msgid, msgtype: z.literal("msgmenu"), msgmenu: KfMenu }),
]);

/** POST /cgi-bin/kf/sync_msg. */
export const Sync = z.strictObject({
  cursor: z.string(),
  token: z.string().optional(),
  limit: z.int().min(1).max(1000),
  voice_format: z.union([z.literal(0), z.literal(1)]),
  open_kfid: z.string().min(1),
});
