import type { OutboundMessage, SendResult } from "../../src/core/channel.ts";
import { type Answer, NotReached } from "./api.ts";
import { type Part, planOf } from "./plan.ts";

export type SendOptions = {
  /** Sends one message of the platform. `key` is unique to it and stable over retries. */
  call(message: OutboundMessage, part: Part, key: string, signal: AbortSignal): Promise<Answer>;
  /** What a code other than 0 means. */
  refusal(answer: Answer): SendResult;
  parts?: ((message: OutboundMessage) => Part[]) | undefined;
  externalId(answer: Answer, key: string): string;
  now(): number;
};

/** While nobody answers, or the token cannot be had. */
const busyMs = 2_000;
const maxUnfinished = 1_000;

/** Sends a bubble, part by part. A throw means that it is unknown whether it arrived. */
export function createSend(options: SendOptions) {
  /** How many parts of a long text have arrived, so that trying again does not repeat them. */
  const arrived = new Map<string, number>();

  return async function send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult> {
    const parts = (options.parts ?? planOf)(message);
    const id = `${message.threadId}/${message.key}`;
    let last: SendResult = { kind: "rejected", reason: "nothing to show" };
    for (const [index, part] of parts.entries()) {
      if (index < (arrived.get(id) ?? 0)) continue;
      const key = index === 0 ? message.key : `${message.key}/${index}`;
      try {
        const answer = await options.call(message, part, key, signal);
        if (answer.errcode !== 0) return options.refusal(answer);
        last = { kind: "sent", externalId: options.externalId(answer, key), at: options.now() };
      } catch (error) {
        if (!(error instanceof NotReached)) throw error;
        return { kind: "retry", afterMs: busyMs, reason: error.message };
      }
      if (index < parts.length - 1 && arrived.size < maxUnfinished) arrived.set(id, index + 1);
    }
    arrived.delete(id);
    return last;
  };
}

/** A refusal in words for the log: code and the platform's text, which never holds what people wrote. */
export const reasonOf = ({ errcode, errmsg }: Answer): string => `${errcode} ${errmsg.slice(0, 120)}`;
