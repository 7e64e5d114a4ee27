import { z } from "zod";
import { limits } from "../../src/core/channel.ts";
import { Locale } from "../../src/core/locale.ts";
import { Problem } from "./problem.ts";

/** Tracking codes are base64url of at most 32 characters; anything else counts as no code, never as an error. */
const Code = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);

export const SessionRequest = z.strictObject({
  code: Code.optional().catch(undefined),
  locale: Locale.optional().catch(undefined),
  /** Only continue: a page whose conversation is over must not begin another one by itself. */
  resume: z.boolean().default(false),
});

/** Public name of a conversation; it opens nothing by itself. */
const ConversationTag = z.string().regex(/^[0-9a-f]{16}$/);

export const MessageRequest = z.strictObject({
  /** Chosen by the page, the same at every attempt to send this message. No colon: those ids are ours. */
  clientMessageId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  text: z.string().regex(/\S/),
  choice: z.string().min(1).max(200).optional(),
  /** The conversation the page believes to be in. */
  conversation: ConversationTag.optional(),
});

/** Nothing else may be in the address: a token there would end up in logs and histories. */
export const StreamQuery = z.strictObject({ conversation: ConversationTag.optional() });
export const DataQuery = z.strictObject({ format: z.enum(["html", "json"]).default("html") });
export const NoQuery = z.strictObject({});

/** `value` as `schema` says, else a Problem that names the field. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  throw new Problem("bad_request", { field: nameIn(unknown ?? issue?.path.join(".")) });
}

/** A field's name as programmers write them; whatever else stands there somebody may have typed, and is not echoed. */
const nameIn = (field: string | undefined): string =>
  field !== undefined && /^[a-z][A-Za-z.]{0,31}$/.test(field) ? field : "body";

/** The message, or the Problem that tells how long one may be. */
export function parseMessage(body: unknown): z.infer<typeof MessageRequest> {
  const message = parse(MessageRequest, body);
  if (message.text.length > limits.textChars) throw new Problem("too_long");
  return message;
}
