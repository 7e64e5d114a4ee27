import { backoff } from "./api.js";

/** The server sends something every 15 s; silence for longer means a dead link. */
const silenceMs = 40_000;

/**
 * Reads the transcript as it grows and reconnects for ever, from the last line it has.
 * (Not EventSource: that one hides the status of a refusal and cannot tell a dead link.)
 * @param {{
 *   conversation: string,
 *   locale: () => string,
 *   event: (name: string, data: any) => void,
 *   state: (open: boolean) => void,
 *   lost: () => void,
 * }} options
 */
export function createStream({ conversation, locale, event, state, lost }) {
  let lastId = "";
  let attempt = 0;
  let stopped = false;
  let up = false;
  let current = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;

  async function connect() {
    clearTimeout(retry);
    current.abort();
    const link = new AbortController();
    current = link;
    const outcome = await follow(link).catch(() => "broken");
    if (stopped || link !== current) return;
    up = false;
    state(false);
    if (outcome === "lost") return lost();
    retry = setTimeout(connect, backoff(attempt));
    attempt += 1;
  }

  /** @param {AbortController} link */
  async function follow(link) {
    let watchdog = setTimeout(() => link.abort(), silenceMs);
    try {
      const response = await fetch(`/chat/events?conversation=${conversation}`, {
        headers: { "accept-language": locale(), ...(lastId ? { "last-event-id": lastId } : {}) },
        credentials: "same-origin",
        cache: "no-store",
        signal: link.signal,
      });
      if (response.status === 401 || response.status === 404) return "lost";
      if (response.status !== 200 || !response.body) return "broken";
      attempt = 0;
      up = true;
      state(true);
      const parse = createParser((id, name, data) => {
        if (id) lastId = id;
        event(name, JSON.parse(data));
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        if (link !== current) return "broken";
        clearTimeout(watchdog);
        watchdog = setTimeout(() => link.abort(), silenceMs);
        parse(chunk.value);
      }
      return "ended";
    } finally {
      clearTimeout(watchdog);
    }
  }

  return {
    connect,
    /** Connects at once when the link is down. */
    kick() {
      if (!stopped && !up) connect();
    },
    stop() {
      stopped = true;
      clearTimeout(retry);
      current.abort();
    },
  };
}

/**
 * Cuts server-sent events out of chunks of text.
 * @param {(id: string, name: string, data: string) => void} emit
 */
function createParser(emit) {
  let rest = "";
  return (/** @type {string} */ chunk) => {
    const frames = (rest + chunk).split("\n\n");
    rest = frames.pop() ?? "";
    for (const frame of frames) {
      /** @type {Record<string, string>} */
      const fields = {};
      for (const line of frame.split("\n")) {
        const colon = line.indexOf(": ");
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
      }
      if (fields.event && fields.data) emit(fields.id ?? "", fields.event, fields.data);
    }
  };
}
