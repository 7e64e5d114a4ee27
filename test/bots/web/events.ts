import type { ChatLine } from "../../../bots/web/ports.ts";

type ChatEvent = { id: string | null; event: string; data: unknown };

/** A page's view of the stream: real HTTP, own parser (strict: an unknown field or an odd frame is an error). */
export async function openEvents(url: string, headers: Record<string, string>) {
  const link = new AbortController();
  const response = await fetch(url, { headers, signal: link.signal });
  const events: ChatEvent[] = [];
  const comments: string[] = [];
  let retry: number | null = null;
  let wake: () => void = () => {};
  let ended = false;
  const reading = (async () => {
    if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) return;
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + chunk).split("\n\n");
      rest = frames.pop() ?? "";
      for (const frame of frames) take(frame);
      wake();
    }
  })()
    .catch((error: unknown) => {
      if (!link.signal.aborted) throw error;
    })
    .finally(() => {
      ended = true;
      wake();
    });

  function take(frame: string): void {
    const fields = new Map<string, string>();
    for (const line of frame.split("\n")) {
      if (line.startsWith(":")) {
        comments.push(line);
        continue;
      }
      const match = /^(id|event|data|retry): (.*)$/s.exec(line);
      if (!match?.[1] || fields.has(match[1]))
        throw new Error(`odd line in a frame: ${JSON.stringify(line)}`);
      fields.set(match[1], match[2] ?? "");
    }
    if (fields.has("retry")) retry = Number(fields.get("retry"));
    const data = fields.get("data");
    if (data === undefined) return;
    events.push({
      id: fields.get("id") ?? null,
      event: fields.get("event") ?? "message",
      data: JSON.parse(data),
    });
  }

  async function until<T>(read: () => T | undefined | false): Promise<T> {
    for (const deadline = Date.now() + 5_000; ; ) {
      const value = read();
      if (value !== undefined && value !== false) return value;
      if (ended) throw new Error("the stream ended before what was waited for");
      if (Date.now() > deadline) throw new Error(`waited 5 s in vain; so far: ${JSON.stringify(events)}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 100);
      });
    }
  }
  const lines = (): ChatLine[] => events.filter((e) => e.event === "line").map((e) => e.data as ChatLine);
  return {
    response,
    events,
    comments,
    retry: () => retry,
    lines,
    ids: () => events.flatMap((e) => (e.event === "line" && e.id !== null ? [e.id] : [])),
    until,
    ready: () => until(() => events.some((e) => e.event === "ready")),
    lineCount: (count: number) => until(() => lines().length >= count && lines()),
    ended: () => reading,
    async close() {
      link.abort();
      await reading;
    },
  };
}
