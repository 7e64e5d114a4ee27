import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Section } from "../../src/core/dialogue/effect.ts";
import type { ChatLine } from "./ports.ts";

/** What a stream reads and tells. */
export type StreamSource = {
  lines(after: number, limit: number): Promise<ChatLine[]>;
  onLines(wake: () => void): () => void;
  /** The page is still there. */
  touch(): Promise<void>;
};

export type StreamOptions = { tag: string; after: number; heartbeatMs: number; pollMs: number };

const pageSize = 200;

/**
 * Writes the transcript after line `after` as server-sent events until the page goes away or `signal` aborts, then
 * ends the response. Each `line` event carries the id `<conversation tag>-<n>`; `ready` says that everything stored so
 * far was sent; `typing` says that an answer to the last line is due. Rejects when the store does; the page then
 * reconnects with its last id, so nothing is skipped or repeated.
 */
export async function streamLines(
  raw: ServerResponse,
  source: StreamSource,
  options: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  const gone = new AbortController();
  const ended = AbortSignal.any([signal, gone.signal]);
  raw.once("close", () => gone.abort());
  // The page may have gone before anybody listened.
  if (raw.destroyed) gone.abort();
  const bell = createBell(ended);
  // Listening starts before the first read: a line committed in between rings.
  const unlisten = source.onLines(bell.ring);
  const poll = setInterval(bell.ring, options.pollMs);
  const heartbeat = setInterval(() => {
    raw.write(": \n\n");
    source.touch().catch(() => gone.abort());
  }, options.heartbeatMs);
  try {
    raw.write("retry: 1000\n\n");
    let cursor = options.after;
    let last: ChatLine | undefined;
    for (let ready = false; !ended.aborted; ready = true) {
      const before = cursor;
      let page: ChatLine[];
      do {
        page = await source.lines(cursor, pageSize);
        for (const line of page) raw.write(lineFrame(options.tag, line));
        last = page.at(-1) ?? last;
        cursor = last?.n ?? cursor;
        if (raw.writableNeedDrain) await once(raw, "drain", { signal: ended });
      } while (page.length === pageSize && !ended.aborted);
      if (!ready) raw.write(frame("ready", { n: cursor }));
      if (last && cursor > before && isAnswerDue(last))
        raw.write(frame("typing", { author: answererOf(last) }));
      await bell.next();
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  } finally {
    unlisten();
    clearInterval(poll);
    clearInterval(heartbeat);
    raw.end();
  }
}

// JSON has no raw line breaks, so no text can start a field or a frame of its own.
const frame = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const lineFrame = (tag: string, line: ChatLine): string => `id: ${tag}-${line.n}\n${frame("line", line)}`;

/** People answer in their own time, and after the end nothing is due. */
const silentSections: readonly Section[] = ["human", "closing"];
const isAnswerDue = (line: ChatLine): boolean =>
  line.author === "candidate" && !silentSections.includes(line.section);
const answererOf = (line: ChatLine): "customer" | "bot" => (line.section === "roleplay" ? "customer" : "bot");

/** Rings that come while nobody waits are kept (as one). */
function createBell(ended: AbortSignal) {
  let rung = false;
  let wake: (() => void) | null = null;
  const ring = () => {
    rung = true;
    wake?.();
  };
  ended.addEventListener("abort", ring);
  return {
    ring,
    async next(): Promise<void> {
      if (!rung && !ended.aborted) await new Promise<void>((resolve) => (wake = resolve));
      wake = null;
      rung = false;
    },
  };
}

/** The line number of a `Last-Event-ID` of this conversation; 0 for none, a foreign or a broken one. */
export function resumeAfter(header: string | string[] | undefined, tag: string): number {
  const match = /^([0-9a-f]{16})-(\d{1,9})$/.exec(typeof header === "string" ? header : "");
  return match?.[1] === tag ? Number(match[2]) : 0;
}
