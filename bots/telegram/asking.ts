import { setTimeout as pause } from "node:timers/promises";
import type { InboundMessage, OutboundMessage, SendResult } from "../../src/core/channel.ts";
import type { Logger } from "../../src/core/reporting.ts";

/** What listed people get here instead of the candidates' dialogue: answers to questions about numbers. */
export type Asking = {
  /** Telegram user ids of those who may ask. */
  people: readonly string[];
  /** Answers a question once per delivery; null = that delivery was answered before. */
  answer(question: {
    person: string;
    text: string;
    deliveryId: string;
  }): Promise<{ text: string; choices: readonly string[] } | null>;
};

export type AskingChats = {
  /** Whether the message was a question to us; false = it is a candidate's. Rejects when it must be delivered again. */
  take(message: InboundMessage): Promise<boolean>;
  /** Resolves when every answer under way was sent, or given up. */
  drain(): Promise<void>;
};

const tries = 4;
const longestPauseMs = 5_000;

/**
 * Private chats of listed people. Who comes by a tracking link tries the candidates' dialogue until `/ask` or a bare
 * `/start`; which chats do so is not kept over a restart.
 */
export function createAskingChats(
  asking: Asking | null,
  send: (message: OutboundMessage, signal: AbortSignal) => Promise<SendResult>,
  logger: Logger,
): AskingChats {
  const listed = new Set(asking?.people);
  const trying = new Set<string>();
  const underWay = new Set<Promise<void>>();

  async function deliver(message: OutboundMessage): Promise<void> {
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const result = await send(message, AbortSignal.timeout(15_000));
      if (result.kind !== "retry") {
        if (result.kind !== "sent") logger.warn({ reason: result.kind }, "telegram_answer_refused");
        return;
      }
      await pause(Math.min(result.afterMs, longestPauseMs));
    }
    logger.warn({ reason: "retry" }, "telegram_answer_refused");
  }

  return {
    async take(message) {
      const { threadId } = message;
      if (!asking || !listed.has(threadId)) return false;
      const text = questionIn(message, trying);
      if (text === null) return false;
      const deliveryId = `telegram:${message.account}:${message.deliveryId}`;
      const answer = await asking.answer({ person: threadId, text, deliveryId });
      if (!answer) return true;
      const choices = answer.choices.map((choice) => ({ value: choice, label: choice }));
      const sending = deliver({
        key: deliveryId,
        account: message.account,
        threadId,
        text: answer.text,
        choices,
      })
        .catch(() => logger.warn({ reason: "unanswered" }, "telegram_answer_refused"))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
      return true;
    },
    async drain() {
      await Promise.all(underWay);
    },
  };
}

/** What is asked ("" = nothing that could be read); null = the message belongs to the candidates' dialogue. */
function questionIn({ threadId, body }: InboundMessage, trying: Set<string>): string | null {
  switch (body.kind) {
    case "start":
      if (body.code === undefined) {
        trying.delete(threadId);
        return "";
      }
      trying.add(threadId);
      return null;
    case "text": {
      const asked = /^\/ask(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(body.text);
      if (asked) {
        trying.delete(threadId);
        return asked[1]?.trim() ?? "";
      }
      // A button of the dialogue that is still open in this chat.
      const foreign = body.choice !== undefined && body.choice !== body.text;
      return trying.has(threadId) || foreign ? null : body.text;
    }
    case "media":
      return trying.has(threadId) ? null : "";
    case "edited":
    case "blocked":
    case "unblocked":
    case "agent":
    case "bounced":
    case "linked":
      return null;
    default:
      return body satisfies never;
  }
}
