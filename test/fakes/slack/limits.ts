/** Slack's published limits: one message a second to a channel, and 50 calls a minute of each other method (tier 3). */
export type Limits = { exceeded(method: string, channel: string, now: number): boolean };

const perMinute = 50;
const tier3 = new Set([
  "chat.update",
  "conversations.history",
  "conversations.replies",
  "conversations.open",
]);

/** Without the bursts Slack sometimes lets pass. */
export function createLimits(): Limits {
  const lastPost = new Map<string, number>();
  const calls = new Map<string, number[]>();
  return {
    exceeded(method, channel, now) {
      if (method === "chat.postMessage") {
        if (now - (lastPost.get(channel) ?? Number.NEGATIVE_INFINITY) < 1000) return true;
        lastPost.set(channel, now);
        return false;
      }
      if (!tier3.has(method)) return false;
      const recent = (calls.get(method) ?? []).filter((at) => now - at < 60_000);
      if (recent.length >= perMinute) return true;
      calls.set(method, [...recent, now]);
      return false;
    },
  };
}
