/** Chats Telegram told us to leave alone for a while (429). Whoever calls one earlier risks a ban. */
export type Holds = {
  /** Holds a chat for `seconds`; returns them in ms. */
  hold(chat: number, seconds: number): number;
  /** How long the chat still has to be left alone, ms; 0 = free. */
  remaining(chat: number): number;
};

export function createHolds(now: () => number = () => performance.now()): Holds {
  const until = new Map<number, number>();
  return {
    hold(chat, seconds) {
      for (const [other, end] of until) if (end <= now()) until.delete(other);
      until.set(chat, now() + seconds * 1000);
      return seconds * 1000;
    },
    remaining: (chat) => Math.max(0, Math.ceil((until.get(chat) ?? 0) - now())),
  };
}
