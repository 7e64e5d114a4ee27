import { createHash, randomBytes } from "node:crypto";
import { Problem } from "./problem.ts";

/** Lifetime of a token, seconds. */
export const tokenSeconds = 72 * 3600;

/** A new token: 256 random bits. */
export const createToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** A new thread: 128 random bits in hex (look-up hashes fold case, base64 would lose bits). */
export const createThreadId = (): string => randomBytes(16).toString("hex");

/** Name of a thread's conversation that pages may know: tells conversations apart and opens nothing. */
export const conversationTag = (threadId: string): string =>
  createHash("sha256").update(`conversation ${threadId}`).digest("hex").slice(0, 16);

/** Throws Problem 404 when the page believes to be in another conversation; foreign and missing look the same. */
export function assertSameConversation(believed: string | undefined, threadId: string): void {
  if (believed !== undefined && believed !== conversationTag(threadId)) throw new Problem("not_found");
}

/** Cookie that carries the token. With https the name itself promises Secure, host-only and path "/". */
export function createCookie(https: boolean) {
  const name = https ? "__Host-qinpin_chat" : "qinpin_chat";
  const place = `Path=/; HttpOnly; SameSite=Strict${https ? "; Secure" : ""}`;
  // Tokens are base64url: nothing needs escaping.
  const pattern = new RegExp(`(?:^|;)\\s*${name}=([A-Za-z0-9_-]{43})\\s*(?:;|$)`);
  return {
    /** The token of a request, null when there is none that could be ours. */
    read: (header: string | undefined): string | null => pattern.exec(header ?? "")?.[1] ?? null,
    write: (token: string): string => `${name}=${token}; Max-Age=${tokenSeconds}; ${place}`,
  };
}
