import { z } from "zod";

/** What we read of a message or event; numbers are text, as they are written. Everything else is tolerated. */
export const Message = z.object({
  ToUserName: z.string(),
  FromUserName: z.string().min(1).max(128),
  CreateTime: z.string().regex(/^\d{1,12}$/),
  MsgType: z.string(),
  MsgId: z
    .string()
    .regex(/^\d{1,24}$/)
    .optional(),
  Content: z.string().optional(),
  /** Where a voice message is kept, for three days. */
  MediaId: z.string().max(300).optional(),
  /** The item of a quick-reply menu that was clicked. */
  bizmsgmenuid: z.string().optional(),
  Event: z.string().optional(),
  /** Nothing, a scene, or an object in events we do not read. */
  EventKey: z.unknown().optional(),
});
export type Message = z.infer<typeof Message>;
