import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** A web page without a browser: it keeps its cookie, repeats what was not acknowledged, and reconnects its stream. */
export type Visitor = {
  enter(): Promise<void>;
  /** The conversation's public tag; empty before it began. */
  tag(): string;
  /** Sends until it is acknowledged, always under the same id. */
  say(clientMessageId: string, text: string): Promise<void>;
  /** Line numbers that came over the stream, each as often as it was shown. */
  lines(): number[];
  acknowledged: Set<string>;
  leave(): void;
};

const Session = z.object({ conversation: z.string() });

export function createVisitor(targets: string[], index: number): Visitor {
  let cookie = "";
  let tag = "";
  let left = false;
  let lastId = "";
  const numbers: number[] = [];
  const acknowledged = new Set<string>();
  let turn = index;
  const target = () => targets[turn++ % targets.length] ?? "";

  const headers = (base: string) => ({ "content-type": "application/json", cookie, origin: base });
  const post = async (path: string, body: unknown): Promise<Response> => {
    for (let tries = 0; !left; tries += 1) {
      const base = target();
      const answer = await fetch(`${base}${path}`, {
        method: "POST",
        headers: headers(targets[0] ?? base),
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      }).catch(() => null);
      if (answer?.ok) return answer;
      await answer?.body?.cancel().catch(() => {});
      await sleep(Math.min(2000, 100 * (tries + 1)));
    }
    throw new Error("the visitor left");
  };
  const listen = async () => {
    while (!left) {
      const base = target();
      const stream = await fetch(`${base}/chat/events?conversation=${encodeURIComponent(tag)}`, {
        headers: { cookie, origin: targets[0] ?? base, ...(lastId ? { "last-event-id": lastId } : {}) },
        signal: AbortSignal.timeout(20_000),
      }).catch(() => null);
      if (stream?.ok && stream.body) await read(stream.body).catch(() => {});
      else await stream?.body?.cancel().catch(() => {});
      await sleep(100);
    }
  };
  const read = async (body: ReadableStream<Uint8Array>) => {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      rest += decoder.decode(chunk, { stream: true });
      const frames = rest.split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) {
        const id = /^id: ?(.+)$/m.exec(frame)?.[1];
        if (!id) continue;
        lastId = id;
        numbers.push(Number(id.split("-")[1]));
      }
    }
  };

  return {
    async enter() {
      const answer = await post("/chat/session", { locale: "zh-CN" });
      cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
      tag = Session.parse(await answer.json()).conversation;
      void listen();
    },
    tag: () => tag,
    async say(clientMessageId, text) {
      await post("/chat/messages", { clientMessageId, text, conversation: tag });
      acknowledged.add(clientMessageId);
    },
    lines: () => numbers,
    acknowledged,
    leave() {
      left = true;
    },
  };
}
