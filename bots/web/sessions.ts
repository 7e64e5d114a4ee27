import { addressPrefix, createWindow } from "./limits.ts";
import { type ChatSession, defaultLimits, type WebOptions } from "./ports.ts";
import { Problem } from "./problem.ts";
import { createThreadId, createToken, hashToken, tokenSeconds } from "./token.ts";

/** Which page may talk in which conversation. */
export function createSessions(options: WebOptions) {
  const { store, company } = options;
  const perHour = options.limits?.sessionsPerHour ?? defaultLimits.sessionsPerHour;
  const opened = createWindow(perHour, 3_600_000);

  /** Continues the visitor's conversation under a new token; null when there is none to continue. */
  async function resume(token: string, codeCompany: string | null): Promise<Opened | null> {
    const session = await store.find(hashToken(token));
    // A link of another company is another application.
    if (!session || (codeCompany !== null && codeCompany !== session.company)) return null;
    const conversation = await store.conversation(session);
    if (conversation?.erased) return null;
    const next = createToken();
    return (await store.rotate(hashToken(token), hashToken(next), tokenSeconds))
      ? { token: next, session, resumed: true }
      : null;
  }

  async function create(codeCompany: string | null, ip: string): Promise<Opened> {
    const prefix = addressPrefix(ip);
    const wait = opened.wait(prefix);
    if (wait > 0) throw new Problem("too_many_sessions", { retryAfterSeconds: wait });
    const token = createToken();
    const session = { company: codeCompany ?? company, threadId: createThreadId() };
    await store.create(hashToken(token), session, tokenSeconds);
    opened.use(prefix);
    return { token, session, resumed: false };
  }

  return {
    /** Continues or begins; the answer must carry the new token to the page. */
    async open(token: string | null, code: string | undefined, ip: string): Promise<Opened> {
      const codeCompany = code === undefined ? null : await store.companyOfCode(code);
      return (token === null ? null : await resume(token, codeCompany)) ?? (await create(codeCompany, ip));
    },
    /** The session of a request's token; throws Problem 401 without a live one. */
    async require(token: string | null): Promise<ChatSession> {
      const session = token === null ? null : await store.find(hashToken(token));
      if (!session) throw new Problem("no_session");
      return session;
    },
  };
}

export type Opened = { token: string; session: ChatSession; resumed: boolean };
