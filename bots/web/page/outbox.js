import { backoff, post } from "./api.js";

/** @typedef {{ id: string, text: string, choice?: string }} Unsent */

/**
 * Messages on their way to the server, one at a time and in order. Each keeps its id over all attempts, also after
 * the page was closed, and has one effect there. What was sent is forgotten here.
 * @param {{
 *   conversation: string,
 *   locale: () => string,
 *   sent: (id: string) => void,
 *   refused: (message: Unsent, reason: string) => void,
 *   waiting: (reason: string) => void,
 *   lost: () => void,
 * }} options
 */
export function createOutbox({ conversation, locale, sent, refused, waiting, lost }) {
  const key = `qinpin.unsent.${conversation}`;
  /** @type {Unsent[]} */
  let queue = load(key);
  let busy = false;
  let closed = false;
  /** @type {(() => void) | null} */
  let hurry = null;

  const store = () => save(key, queue);

  async function run() {
    if (busy) return;
    busy = true;
    for (let attempt = 0; queue[0] && !closed; ) {
      const [message] = queue;
      const { id, text, choice } = message;
      const answer = await post(
        "/chat/messages",
        { clientMessageId: id, text, choice, conversation },
        locale(),
      );
      if (closed) break;
      if (answer.status === 200) {
        drop(id);
        sent(id);
        attempt = 0;
      } else if (answer.status === 400 || answer.status === 413) {
        drop(id);
        refused(message, answer.message);
        attempt = 0;
      } else if (answer.status === 401 || answer.status === 404) {
        busy = false;
        return lost();
      } else {
        if (answer.message) waiting(answer.message);
        await pause(answer.retryAfterMs ?? backoff(attempt));
        attempt += 1;
      }
    }
    busy = false;
  }

  /** @param {string} id */
  function drop(id) {
    queue = queue.filter((message) => message.id !== id);
    store();
  }

  /** @param {number} ms */
  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      function done() {
        clearTimeout(timer);
        hurry = null;
        resolve(undefined);
      }
      hurry = done;
    });

  return {
    /** What was left from an earlier visit. */
    unsent: () => [...queue],
    /** @param {Unsent} message */
    add(message) {
      queue.push(message);
      store();
      run();
    },
    /** Tries now instead of later. */
    kick() {
      hurry?.();
      run();
    },
    /** The transcript has it: the answer to our attempt was lost, not the message. @param {string} id */
    settle(id) {
      if (queue.some((message) => message.id === id)) drop(id);
    },
    close() {
      closed = true;
      hurry?.();
    },
    /** Forgets what can no longer be sent anywhere, and returns it. */
    abandon() {
      const left = queue;
      queue = [];
      store();
      return left;
    },
  };
}

/** @param {string} key @returns {Unsent[]} */
function load(key) {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(value)
      ? value.filter((m) => typeof m?.id === "string" && typeof m?.text === "string")
      : [];
  } catch {
    return [];
  }
}

/** @param {string} key @param {Unsent[]} queue */
function save(key, queue) {
  try {
    if (queue.length > 0) localStorage.setItem(key, JSON.stringify(queue));
    else localStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden: the queue lives as long as the page.
  }
}
