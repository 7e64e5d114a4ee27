import type { FastifyReply, FastifyRequest } from "fastify";
import type { Cookies } from "./cookies.ts";
import type { ConsoleOptions } from "./ports.ts";
import { sendStranger } from "./send.ts";
import { localeOf } from "./visit.ts";

/** Trades the one-time token for a session cookie and takes it out of the address at once. */
export async function signIn(
  options: ConsoleOptions,
  cookies: Cookies,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const session = /^[\w-]{20,100}$/.test(token) ? await options.sessions.redeem(token) : null;
  if (session) {
    cookies.setSession(reply, session.token, session.seconds);
    return reply.redirect("/console", 303);
  }
  // Opening the link again in the browser that used it must not lock anybody out.
  const current = cookies.session(request.headers.cookie);
  if (current && (await options.sessions.find(current))) return reply.redirect("/console", 303);
  return sendStranger(reply, 401, localeOf(options, cookies, request), "used");
}
