import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { InboundBody, InboundMessage } from "../../src/core/channel.ts";
import { myDataPage } from "../../src/core/privacy/my-data-page.ts";
import { type Asset, sendAsset } from "./assets.ts";
import { createOriginGuard, securityHeaders } from "./guard.ts";
import { createWindow } from "./limits.ts";
import { type ChatConversation, type ChatSession, defaultLimits, type WebOptions } from "./ports.ts";
import { localeOf, Problem } from "./problem.ts";
import { addResumeRoute } from "./resume-route.ts";
import { DataQuery, NoQuery, parse, parseMessage, SessionRequest, StreamQuery } from "./schema.ts";
import { createSessions } from "./sessions.ts";
import { resumeAfter, streamLines } from "./stream.ts";
import { assertSameConversation, conversationTag, createCookie } from "./token.ts";

/** Room for 4,096 characters, each escaped, and the rest of the message. */
const bodyLimit = 32 * 1024;
/** Everything about a person is read anew for each. */
const filesPerHour = 20;
/** A link lost for longer than this interrupts a role-play. */
const linkLostMs = 60_000;

/** Adds the routes of the web chat; `streams` holds how to end each open one. */
export async function addRoutes(
  app: FastifyInstance,
  options: WebOptions,
  assets: ReadonlyMap<string, Asset>,
  streams: Set<AbortController>,
): Promise<void> {
  const { store, logger, upload } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const https = options.publicUrl?.startsWith("https:") ?? false;
  const headers = securityHeaders(https);
  const cookie = createCookie(https);
  const origin = createOriginGuard(options.publicUrl, options.origins ?? []);
  const sessions = createSessions(options);
  const sent = createWindow(limits.messagesPerMinute, 60_000);
  const files = createWindow(filesPerHour, 3_600_000);
  const pages = new Map<string, number>();

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = asProblem(error, request.routeOptions.url === "/chat/resume");
    if (problem.code === "unavailable")
      logger.warn(
        { route: request.routeOptions.url, error: error.name, code: codeOf(error) },
        "web_chat_unavailable",
      );
    if (problem.retryAfterSeconds !== null) reply.header("retry-after", String(problem.retryAfterSeconds));
    return reply
      .code(problem.status)
      .header("cache-control", "no-store")
      .send(problem.body(localeOf(request.headers["accept-language"])));
  });

  const page = (name: string) => (request: FastifyRequest, reply: FastifyReply) => {
    const asset = assets.get(name);
    if (!asset) throw new Problem("not_found");
    return sendAsset(request, reply, asset);
  };
  app.get("/", page("index.html"));
  app.get("/c/:code", page("index.html"));
  app.get<{ Params: { file: string } }>("/chat/page/:file", (request, reply) =>
    page(request.params.file)(request, reply),
  );

  app.post("/chat/session", { bodyLimit }, async (request, reply) => {
    origin.post(request.headers);
    parse(NoQuery, request.query);
    const { code, locale, resume } = parse(SessionRequest, request.body ?? {});
    const token = cookie.read(request.headers.cookie);
    const opened = resume ? await sessions.continue(token) : await sessions.open(token, code, request.ip);
    const { session, resumed } = opened;
    if (!resume) {
      // The same link again has no second effect; another link is told to the conversation.
      const start = inbound(session, `start:${code ?? ""}`, { kind: "start", code, locale });
      const receipt = await options.receive(start);
      if (receipt.kind === "ignored") throw new Problem("no_job");
      if (!resumed) sessions.began(request.ip);
    }
    reply.header("set-cookie", cookie.write(opened.token)).header("cache-control", "no-store");
    return { conversation: conversationTag(session.threadId), resumed };
  });

  app.post("/chat/messages", { bodyLimit }, async (request, reply) => {
    origin.post(request.headers);
    parse(NoQuery, request.query);
    const session = await sessions.require(cookie.read(request.headers.cookie));
    const { clientMessageId, text, choice, conversation } = parseMessage(request.body);
    assertSameConversation(conversation, session.threadId);
    // After an erasure a late message must not open a new conversation.
    if (!(await store.conversation(session))) throw new Problem("not_found");
    const wait = sent.wait(session.threadId);
    if (wait > 0) throw new Problem("too_many_messages", { retryAfterSeconds: wait });
    sent.use(session.threadId);
    const body: InboundBody = { kind: "text", messageId: clientMessageId, text, choice };
    const receipt = await options.receive(inbound(session, clientMessageId, body));
    reply.header("cache-control", "no-store");
    return { result: receipt.kind };
  });

  if (upload)
    await addResumeRoute(app, { options: { ...options, upload }, origin, cookie, sessions, inbound });
  app.get("/chat/my-data", async (request, reply) => {
    origin.get(request.headers);
    const { format } = parse(DataQuery, request.query);
    const session = await sessions.require(cookie.read(request.headers.cookie));
    const conversation = await store.conversation(session);
    const data = conversation && (await options.myData?.(session.company, conversation.id));
    if (!data) throw new Problem("not_found");
    const wait = files.wait(session.threadId);
    if (wait > 0) throw new Problem("too_many_messages", { retryAfterSeconds: wait });
    files.use(session.threadId);
    reply
      .header("cache-control", "no-store")
      .header("content-disposition", `attachment; filename="qinpin-my-data.${format}"`);
    return format === "json"
      ? reply.type("application/json; charset=utf-8").send(JSON.stringify(data, null, 2))
      : reply.type("text/html; charset=utf-8").send(myDataPage(data));
  });

  app.get("/chat/events", async (request, reply) => {
    origin.get(request.headers);
    const { conversation: believed } = parse(StreamQuery, request.query);
    const session = await sessions.require(cookie.read(request.headers.cookie));
    assertSameConversation(believed, session.threadId);
    const conversation = await store.conversation(session);
    if (!conversation) throw new Problem("not_found");
    const open = pages.get(session.threadId) ?? 0;
    if (open >= limits.streams) throw new Problem("too_many_pages", { retryAfterSeconds: 30 });
    pages.set(session.threadId, open + 1);
    try {
      await noteLink(session, conversation);
      await stream(request, reply, session, conversation);
    } finally {
      const left = (pages.get(session.threadId) ?? 1) - 1;
      if (left > 0) pages.set(session.threadId, left);
      else pages.delete(session.threadId);
    }
  });

  /** Tells the conversation about a link that was lost for long, then that it is back. */
  async function noteLink(session: ChatSession, { id, linkSeenAt, now }: ChatConversation): Promise<void> {
    if (linkSeenAt !== null && now - linkSeenAt > linkLostMs) {
      // Named after the moment it was lost: two pages coming back together tell it once.
      const awaySeconds = Math.round((now - linkSeenAt) / 1000);
      await options.receive(
        inbound(session, `linked:${Math.round(linkSeenAt)}`, { kind: "linked", awaySeconds }),
      );
    }
    await store.touchLink(session.company, id);
  }

  async function stream(
    request: FastifyRequest,
    reply: FastifyReply,
    { company, threadId }: ChatSession,
    { id }: ChatConversation,
  ): Promise<void> {
    const tag = conversationTag(threadId);
    const stop = new AbortController();
    streams.add(stop);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...headers,
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const source = {
      lines: (after: number, limit: number) => store.lines(company, id, after, limit),
      onLines: (wake: () => void) => options.wakes.onLines(`${company}:${id}`, wake),
      touch: () => store.touchLink(company, id),
    };
    const { heartbeatMs, pollMs } = limits;
    const after = resumeAfter(request.headers["last-event-id"], tag);
    try {
      await streamLines(reply.raw, source, { tag, after, heartbeatMs, pollMs }, stop.signal);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error("thrown value");
      logger.warn({ conversation: id, error: cause.name, code: codeOf(cause) }, "web_stream_broke");
    } finally {
      streams.delete(stop);
    }
  }
}

const inbound = (session: ChatSession, deliveryId: string, body: InboundBody): InboundMessage => ({
  company: session.company,
  channel: "web",
  account: "web",
  threadId: session.threadId,
  deliveryId,
  at: null,
  body,
});

/** An error's code; never its message, which may quote what somebody wrote. */
const codeOf = (error: Error): string | null =>
  "code" in error && typeof error.code === "string" ? error.code : null;

/** What went wrong as an answer: ours as it is, a refused body by its status, all else means that nothing was stored. */
function asProblem(error: FastifyError | Problem, isFile: boolean): Problem {
  if (error instanceof Problem) return error;
  if (error.statusCode === 413) return new Problem(isFile ? "file_too_large" : "too_long");
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem("bad_request", { field: "body" });
  return new Problem("unavailable");
}
