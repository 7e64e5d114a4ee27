import type { Api } from "grammy";
import { usedData } from "./button-data.ts";
import type { Holds } from "./holds.ts";
import type { Press } from "./parse.ts";

export type PutAway = {
  /** Returns at once; failures do not matter, the answer itself is already safe. */
  (press: Press): void;
  /** Resolves when everything under way has ended. */
  drain(): Promise<void>;
};

/** Ends a button press: stops the spinner and leaves only the chosen button, ticked, so that nobody answers twice. */
export function createPutAway(api: Api, holds: Holds): PutAway {
  const underWay = new Set<Promise<unknown>>();

  async function tick({ place, label }: Press): Promise<void> {
    if (!place || label === null || label.startsWith(tickMark) || holds.remaining(place.chatId) > 0) return;
    const button = { text: `${tickMark}${label}`, callback_data: usedData };
    await api.editMessageReplyMarkup(place.chatId, place.messageId, {
      reply_markup: { inline_keyboard: [[button]] },
    });
  }

  const putAway = (press: Press): void => {
    const calls = Promise.allSettled([api.answerCallbackQuery(press.queryId), tick(press)]);
    const done = calls.finally(() => underWay.delete(done));
    underWay.add(done);
  };
  return Object.assign(putAway, {
    drain: async () => {
      await Promise.all(underWay);
    },
  });
}

const tickMark = "✓ ";
