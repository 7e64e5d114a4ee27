import { Api } from "grammy";
import type { TelegramOptions } from "./options.ts";

/** grammY's client for this bot (keep-alive connections); a call without an answer is given up after `seconds`. */
export function createApi({ token, apiRoot }: TelegramOptions, seconds: number): Api {
  return new Api(token, {
    ...(apiRoot === undefined ? {} : { apiRoot }),
    timeoutSeconds: seconds,
    sensitiveLogs: false,
  });
}

type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;

/**
 * A signal in the type grammY asks for. It means the abort-controller shim of Node before 15, but only ever calls
 * `aborted` and `addEventListener` (grammy out/core/client.js), which every signal has.
 */
export const grammySignal = (signal: AbortSignal): GrammySignal => signal as unknown as GrammySignal;
