/** @typedef {{ n: number, author: "candidate" | "bot" | "customer" | "recruiter", section: string, ref: string,
 *   text: string, choices?: { value: string, label: string }[], media?: string, at: number }} Line */

const firstMs = 300;
const nextMs = 600;
/** A candidate may write several bubbles; only then the customer seems to type. */
const customerTypesAfterMs = 3000;
const typesForMs = 20_000;

/**
 * Lets the bot's bubbles appear one after the other instead of all at once. The customer's are never held back: their
 * arrival starts a clock that is scored. What is still waiting belongs to the transcript already, so closing the page
 * loses nothing.
 * @param {{ show: (line: Line) => void, typing: (author: string | null) => void }} view
 */
export function createStage({ show, typing }) {
  /** @type {Line[]} */
  const waiting = [];
  let live = false;
  let shownAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let dots;

  function flush() {
    clearTimeout(next);
    for (const line of waiting.splice(0)) present(line);
  }
  /** @param {Line} line */
  function present(line) {
    clearTimeout(dots);
    typing(null);
    shownAt = Date.now();
    show(line);
  }
  function schedule() {
    const [line] = waiting;
    if (!line) return;
    typing(line.author);
    const due = Math.max(firstMs, shownAt + nextMs - Date.now());
    next = setTimeout(() => {
      waiting.shift();
      present(line);
      schedule();
    }, due);
  }
  document.addEventListener("visibilitychange", flush);

  return {
    /** @param {Line} line */
    add(line) {
      const staged = live && !document.hidden && (line.author === "bot" || line.author === "recruiter");
      if (!staged) {
        flush();
        present(line);
        return;
      }
      waiting.push(line);
      if (waiting.length === 1) schedule();
    },
    /** An answer is due. @param {string} author */
    expect(author) {
      if (waiting.length > 0) return;
      clearTimeout(dots);
      dots = setTimeout(
        () => {
          typing(author);
          dots = setTimeout(() => typing(null), typesForMs);
        },
        author === "customer" ? customerTypesAfterMs : 0,
      );
    },
    /** From now on lines are new ones. */
    goLive() {
      flush();
      live = true;
    },
    /** Shows everything at once, e.g. after a lost link. */
    pause() {
      flush();
      live = false;
    },
  };
}
