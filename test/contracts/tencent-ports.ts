import type { Tokens } from "../../bots/tencent/options.ts";
import type { Cursors } from "../../bots/wecom/options.ts";

/** An access token kept in memory. */
export function memoryTokens(): Tokens {
  let token: Promise<string> | null = null;
  return {
    async token(fetchNew, stale) {
      if (token === null || (await token) === stale) token = fetchNew().then((fresh) => fresh.token);
      return await token;
    },
  };
}

/** A cursor kept in memory. */
export function memoryCursors(): Cursors {
  let [cursor, ticket, due]: [string, string | null, boolean] = ["", null, false];
  return {
    async note(given) {
      [ticket, due] = [given, true];
    },
    take: async (anyway) => (due || anyway ? { cursor, ticket, notice: null, lease: "lease" } : null),
    async save(_fetching, next) {
      cursor = next;
      return true;
    },
    async end(_fetching, complete) {
      due = due && !complete;
    },
  };
}
