import type { FakeTelegram } from "../fakes/telegram-client.ts";
import type { Phone } from "./candidate.ts";
import { until } from "./until.ts";

/** What the bot said in a chat. */
export const heardIn = async (fake: FakeTelegram, chat: number): Promise<string[]> =>
  (await fake.chat(chat)).filter(({ fromBot }) => fromBot).map(({ text }) => text);

/** A candidate in a chat of the fake Telegram. A bubble that comes twice in a row is heard once. */
export function telegramPhone(fake: FakeTelegram, chat: number): Phone {
  let heard = 0;
  let last = "";
  /** The newest message with this button, of those that follow what was heard before the last bubble. */
  const offering = async (label: string) =>
    (await fake.chat(chat))
      .filter(({ fromBot }) => fromBot)
      .slice(Math.max(0, heard - 1))
      .findLast(({ buttons }) => buttons.includes(label))?.messageId;
  return {
    async hear(pattern) {
      const news = async () => (await heardIn(fake, chat)).slice(heard);
      const fits = (line: string) => line !== last && pattern.test(line);
      const lines = await until(news, (lines) => lines.some(fits));
      const at = lines.findIndex(fits);
      heard += at + 1;
      last = lines[at] ?? "";
      return last;
    },
    async press(label) {
      // A button may come with a later bubble than the one that was heard.
      const messageId = await until(
        () => offering(label),
        (found) => found !== undefined,
      );
      if (messageId !== undefined) await fake.press({ chat, label, messageId });
    },
    write: async (text) => void (await fake.say({ chat, text })),
  };
}

/** Waits until everything said to the bot was delivered. */
export const delivered = (fake: FakeTelegram) =>
  until(
    async () => (await fake.state()).waitingUpdates,
    (waiting) => waiting === 0,
  );
