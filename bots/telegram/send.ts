import { type Api, GrammyError, HttpError } from "grammy";
import type { OutboundMessage, SendResult } from "../../src/core/channel.ts";
import { grammySignal } from "./api.ts";
import type { Holds } from "./holds.ts";
import { renderMessage } from "./render.ts";

/** It is unknown whether a message arrived. Carries nothing of the request, whose address contains the token. */
class TelegramUnanswered extends Error {
  override name = "TelegramUnanswered";
}

/** While the token is refused: somebody has to correct it, trying more often helps nobody. */
const refusedTokenMs = 60_000;
const busyMs = 1_000;
/** Long texts are rare; more unfinished ones than this are not remembered. */
const maxUnfinished = 1_000;

/** Sends a bubble. A throw (TelegramUnanswered) means that it is unknown whether it arrived. */
export function createSend(api: Api, holds: Holds) {
  /** How many parts of a long text have arrived, so that trying again does not repeat them. */
  const arrived = new Map<string, number>();

  return async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const parts = renderMessage(message);
    const id = `${message.threadId}/${message.key}`;
    let last: SendResult = { kind: "rejected", reason: "nothing to show" };
    for (const [index, { chat_id, text, ...other }] of parts.entries()) {
      if (index < (arrived.get(id) ?? 0)) continue;
      const held = holds.remaining(chat_id);
      if (held > 0) return { kind: "retry", afterMs: held, reason: "429 of an earlier call" };
      try {
        const sent = await api.sendMessage(chat_id, text, other, grammySignal(signal));
        last = { kind: "sent", externalId: String(sent.message_id), at: sent.date * 1000 };
      } catch (error) {
        const result = resultOf(error);
        if (result.kind === "retry" && error instanceof GrammyError && error.error_code === 429) {
          holds.hold(chat_id, result.afterMs / 1000);
        }
        if (result.kind !== "retry") arrived.delete(id);
        return result;
      }
      if (index < parts.length - 1 && arrived.size < maxUnfinished) arrived.set(id, index + 1);
    }
    arrived.delete(id);
    return last;
  };
}

/** What a failed call means for the message. Throws TelegramUnanswered when it may have arrived all the same. */
function resultOf(error: unknown): SendResult {
  if (error instanceof GrammyError) return refusal(error);
  const cause = error instanceof HttpError ? error.error : error;
  const code = codeOf(cause);
  if (code !== null && beforeSending.has(code)) {
    return { kind: "retry", afterMs: busyMs, reason: `Telegram cannot be reached (${code})` };
  }
  throw new TelegramUnanswered("Telegram gave no answer: whether the message arrived is unknown");
}

function refusal({ error_code: code, description, parameters }: GrammyError): SendResult {
  const reason = `${code} ${description}`;
  if (code === 429) return { kind: "retry", afterMs: (parameters.retry_after ?? 1) * 1000, reason };
  if (code === 401 || code === 404) return { kind: "retry", afterMs: refusedTokenMs, reason };
  if (code === 403 || (code === 400 && noSuchChat.test(description))) return { kind: "unreachable", reason };
  return code >= 500 ? { kind: "retry", afterMs: busyMs, reason } : { kind: "rejected", reason };
}

const noSuchChat =
  /chat not found|user not found|PEER_ID_INVALID|INPUT_USER_DEACTIVATED|user is deactivated/i;

/** Errors that can only happen while a connection is being made, before anything was sent. */
const beforeSending = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

const codeOf = (error: unknown): string | null =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
