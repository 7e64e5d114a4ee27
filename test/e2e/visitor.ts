import { z } from "zod";

/** A web visitor without a browser, who can do what no page of ours would. */
export type Visitor = {
  cookie: string;
  /** Public name of the conversation. */
  conversation: string;
  /** Posts a message; `raw` replaces the body, `headers` are added. */
  post(
    message: object | string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; retryAfter: string | null }>;
  /** Ids and texts of the lines of a stream, up to the point where it says that it is complete. */
  stream(headers?: Record<string, string>): Promise<{ id: string; text: string }[]>;
};

const Line = z.object({ text: z.string() });
const Session = z.object({ conversation: z.string() });

/** Opens a conversation on the product at `address`. */
export async function visitor(address: string, code: string): Promise<Visitor> {
  const headers = { "content-type": "application/json", origin: address };
  const body = JSON.stringify({ code, locale: "zh-CN" });
  const opened = await fetch(`${address}/chat/session`, { method: "POST", headers, body });
  const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { conversation } = Session.parse(await opened.json());
  return {
    cookie,
    conversation,
    async post(message, more = {}) {
      const answer = await fetch(`${address}/chat/messages`, {
        method: "POST",
        headers: { ...headers, cookie, ...more },
        body: typeof message === "string" ? message : JSON.stringify(message),
      });
      await answer.body?.cancel();
      return { status: answer.status, retryAfter: answer.headers.get("retry-after") };
    },
    async stream(more = {}) {
      const leave = new AbortController();
      const answer = await fetch(`${address}/chat/events`, {
        headers: { cookie, origin: address, ...more },
        signal: leave.signal,
      });
      const lines: { id: string; text: string }[] = [];
      let rest = "";
      for await (const chunk of (answer.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
        const frames = (rest + chunk).split("\n\n");
        rest = frames.pop() ?? "";
        for (const frame of frames) {
          const [, id] = /^id: ?(.+)$/m.exec(frame) ?? [];
          const [, data] = /^data: ?(.+)$/m.exec(frame) ?? [];
          if (id && data) lines.push({ id, text: Line.parse(JSON.parse(data)).text });
        }
        if (frames.some((frame) => /^event: ?ready$/m.test(frame))) break;
      }
      leave.abort();
      return lines;
    },
  };
}
