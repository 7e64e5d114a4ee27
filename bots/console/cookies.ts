import type { FastifyReply } from "fastify";
import { z } from "zod";

const names = { session: "qinpin_console", notice: "qinpin_notice", locale: "qinpin_lang" } as const;

/** A sentence (mrkdwn) that the next page shows once. */
export const Notice = z.strictObject({ kind: z.enum(["done", "refused"]), text: z.string().max(3000) });
export type Notice = z.infer<typeof Notice>;

/** The console's cookies. All are HttpOnly and never sent along from other sites. */
export function createCookies(https: boolean) {
  const write = (reply: FastifyReply, name: string, value: string, seconds: number) =>
    reply.header(
      "set-cookie",
      `${name}=${value}; Path=/console; HttpOnly; SameSite=Strict; Max-Age=${seconds}${https ? "; Secure" : ""}`,
    );
  return {
    session: (header: string | undefined) => readCookie(header, names.session),
    setSession: (reply: FastifyReply, token: string, seconds: number) =>
      write(reply, names.session, token, seconds),
    endSession: (reply: FastifyReply) => write(reply, names.session, "", 0),
    /** The pending sentence; it is taken back in the same answer. */
    takeNotice(header: string | undefined, reply: FastifyReply): Notice | null {
      const value = readCookie(header, names.notice);
      if (!value) return null;
      write(reply, names.notice, "", 0);
      try {
        return Notice.parse(JSON.parse(Buffer.from(value, "base64url").toString("utf8")));
      } catch {
        return null;
      }
    },
    setNotice(reply: FastifyReply, notice: Notice) {
      // A cookie holds 4 KB; nothing we say is near that.
      const text = notice.text.slice(0, 800);
      write(reply, names.notice, Buffer.from(JSON.stringify({ ...notice, text })).toString("base64url"), 60);
    },
    locale: (header: string | undefined) => readCookie(header, names.locale),
    setLocale: (reply: FastifyReply, locale: string) => write(reply, names.locale, locale, 31_536_000),
  };
}

export type Cookies = ReturnType<typeof createCookies>;

/** One cookie of a Cookie header; null when it is not there. */
function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value !== undefined && /^[\w.~-]{1,4096}$/.test(value)) return value;
  }
  return null;
}
