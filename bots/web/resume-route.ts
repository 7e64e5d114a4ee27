import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { InboundMessage } from "../../src/core/channel.ts";
import type { createOriginGuard } from "./guard.ts";
import type { ChatSession, WebOptions } from "./ports.ts";
import { Problem } from "./problem.ts";
import { NoQuery, parse } from "./schema.ts";
import type { createSessions } from "./sessions.ts";
import { assertSameConversation, type createCookie } from "./token.ts";

/** The largest file somebody may send. */
export const fileBytes = 10 * 1024 * 1024;
/** Files that are taken in at a time: each lies in memory until it is read. */
const atOnce = 2;

/** What a page says about a file; a header holds no Chinese, so the name comes percent-encoded. */
const FileHeaders = z.object({
  "x-message-id": z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  "x-conversation": z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  "x-file-name": z
    .string()
    .max(2000)
    .transform((value) => decoded(value).slice(-300)),
});

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

type Parts = {
  options: Pick<WebOptions, "receive" | "store"> & { upload: NonNullable<WebOptions["upload"]> };
  origin: ReturnType<typeof createOriginGuard>;
  cookie: ReturnType<typeof createCookie>;
  sessions: ReturnType<typeof createSessions>;
  inbound: (session: ChatSession, deliveryId: string, body: InboundMessage["body"]) => InboundMessage;
};

/** `POST /chat/resume`: one file as the body. Who sends it is settled before a byte of it is taken. */
export async function addResumeRoute(app: FastifyInstance, parts: Parts): Promise<void> {
  const { options, origin, cookie, sessions, inbound } = parts;
  let busy = 0;
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/octet-stream", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    scope.addHook("onRequest", async (request, reply) => {
      origin.post(request.headers);
      await sessions.require(cookie.read(request.headers.cookie));
      if (busy >= atOnce) throw new Problem("too_many_files", { retryAfterSeconds: 10 });
      busy += 1;
      reply.raw.once("close", () => {
        busy -= 1;
      });
    });
    scope.post("/chat/resume", { bodyLimit: fileBytes }, async (request, reply) => {
      parse(NoQuery, request.query);
      const session = await sessions.require(cookie.read(request.headers.cookie));
      const headers = parse(FileHeaders, request.headers);
      const { "x-message-id": messageId, "x-file-name": name } = headers;
      assertSameConversation(headers["x-conversation"], session.threadId);
      const bytes = z.instanceof(Uint8Array).safeParse(request.body).data ?? new Uint8Array();
      if (!(await options.store.conversation(session))) throw new Problem("not_found");
      const line = inbound(session, messageId, { kind: "media", messageId, media: "file", reading: true });
      await options.receive(line);
      const result = await options.upload({ ...line, messageId }, async () => ({ name, bytes }));
      if (result === "gone") throw new Problem("not_found");
      reply.header("cache-control", "no-store");
      return { result };
    });
  });
}
