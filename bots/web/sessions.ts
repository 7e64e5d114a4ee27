import { addressPrefix, createWindow, isLoopback } from "./limits.ts";
import { type ChatSession, defaultLimits, type WebOptions } from "./ports.ts";
import { Problem } from "./problem.ts";
import { createThreadId, createToken, hashToken, tokenSeconds } from "./token.ts";

/** A session under a token that the page does not have yet. */
export type Opened = { token: string; session: ChatSession; resumed: boolean };

/** Which page may talk in which conversation. */
export function createSessions(options: WebOptions) {
  const { store, company } = options;
  const perHour = options.limits?.sessionsPerHour ?? defaultLimits.sessionsPerHour;
  const begun = createWindow(perHour, 3_600_000);

  /** Continues the visitor's conversation under a new token; null when there is none to continue. */
  async function resume(token: string, codeCompany: string | null): Promise<Opened | null> {
    const session = await store.find(hashToken(token));
    // A link of another company is another application.
    if (!session || (codeCompany !== null && codeCompany !== session.company)) return null;
    if (!(await store.conversation(session))) return null;
    const next = createToken();
    const rotated = await store.rotate(hashToken(token), hashToken(next), tokenSeconds);
    return rotated ? { token: next, session, resumed: true } : null;
  }

  return {
    /** Continues, or prepares a new conversation. */
    async open(token: string | null, code: string | undefined, ip: string): Promise<Opened> {
      const codeCompany = code === undefined ? null : await store.companyOfCode(code);
      const resumed = token === null ? null : await resume(token, codeCompany);
      if (resumed) return resumed;
      const wait = isLoopback(ip) ? 0 : begun.wait(addressPrefix(ip));
      if (wait > 0) throw new Problem("too_many_sessions", { retryAfterSeconds: wait });
      const next = createToken();
      const session = { company: codeCompany ?? company, threadId: createThreadId() };
      await store.create(hashToken(next), session, tokenSeconds);
      return { token: next, session, resumed: false };
    },
    /** Continues or throws Problem 401. */
    async continue(token: string | null): Promise<Opened> {
      const resumed = token === null ? null : await resume(token, null);
      if (!resumed) throw new Problem("no_session");
      return resumed;
    },
    /** A new conversation really began; failed attempts do not count. */
    began: (ip: string): void => begun.use(addressPrefix(ip)),
    /** The session of a request's token; throws Problem 401 without a live one. */
    async require(token: string | null): Promise<ChatSession> {
      const session = token === null ? null : await store.find(hashToken(token));
      if (!session) throw new Problem("no_session");
      return session;
    },
  };
}
