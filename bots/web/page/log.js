/** @typedef {import("./stage.js").Line} Line */
/** @typedef {ReturnType<typeof import("./texts.js").wordsIn>} Words */

const separatorMs = 5 * 60_000;
/** Closer to the end than this (px) counts as being there. */
const nearEnd = 80;

/**
 * The bubbles. Text only ever becomes text: nothing said here is read as markup.
 * Order: lines of the transcript, then what is still on its way, then the typing dots.
 * @param {{ log: HTMLElement, newer: HTMLElement, words: () => Words, locale: () => string }} options
 */
export function createLog({ log, newer, words, locale }) {
  /** @type {Line[]} */
  let lines = [];
  let separatorAt = 0;
  const dots = typingRow();
  // What scrolls must be reachable by keyboard.
  log.tabIndex = 0;
  newer.addEventListener("click", () => scrollToEnd());
  // A keyboard that opens, or a box that grows, must not cover the last bubble. A scroll event may come after the next
  // change of height: then it says nothing about where the reader was.
  let atEnd = true;
  let height = log.clientHeight;
  log.addEventListener("scroll", () => {
    if (log.clientHeight !== height) return;
    atEnd = isAtEnd();
    if (atEnd) newer.hidden = true;
  });
  new ResizeObserver(() => {
    height = log.clientHeight;
    if (atEnd) scrollToEnd();
  }).observe(log);

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
  function scrollToEnd() {
    log.scrollTop = log.scrollHeight;
    newer.hidden = true;
    atEnd = true;
  }
  /** @param {boolean} wasAtEnd */
  function follow(wasAtEnd) {
    if (wasAtEnd) scrollToEnd();
    else newer.hidden = false;
  }

  const firstPending = () => log.querySelector(".pending");
  /** @param {string} id @returns {HTMLElement | null} */
  const ownRow = (id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);
  /** @param {HTMLElement} row @param {boolean} pending */
  const put = (row, pending) =>
    log.insertBefore(row, (pending ? null : firstPending()) ?? (dots.isConnected ? dots : null));

  /** @param {Line} line */
  function render(line) {
    if (line.at - separatorAt > separatorMs || !sameDay(line.at, separatorAt)) {
      put(element("p", "time", timeText(line.at, locale(), words())), false);
    }
    separatorAt = line.at;
    const own = line.author === "candidate" ? ownRow(line.ref) : null;
    const row = own ?? bubbleRow(line.author, line.text || words().media, words());
    row.classList.remove("pending", "failed");
    row.querySelector(".state")?.remove();
    delete row.dataset.id;
    // Moving a row would announce it again.
    const next = row.nextElementSibling;
    if (!own || (next !== null && next !== dots && !next.classList.contains("pending"))) put(row, false);
  }

  return {
    /** @param {Line} line */
    add(line) {
      const wasAtEnd = isAtEnd();
      lines.push(line);
      render(line);
      follow(wasAtEnd || line.author === "candidate");
    },
    /** @param {{ id: string, text: string }} message */
    addPending({ id, text }) {
      const row = bubbleRow("candidate", text, words());
      row.classList.add("pending");
      row.dataset.id = id;
      row.querySelector(".column")?.append(element("span", "state", words().pending));
      put(row, true);
      scrollToEnd();
    },
    /** The server has it; the transcript will tell its exact place. @param {string} id */
    sent(id) {
      const row = ownRow(id);
      if (!row?.classList.contains("pending")) return;
      row.classList.remove("pending");
      row.querySelector(".state")?.remove();
    },
    /** @param {string} id @param {string} reason */
    failed(id, reason) {
      const row = ownRow(id);
      row?.classList.add("failed");
      const state = row?.querySelector(".state");
      if (state) state.textContent = `${words().failed}：${reason}`;
    },
    /** Takes away what was refused ("failed") or will never go out ("pending"). @param {"failed" | "pending"} state */
    drop(state) {
      for (const row of log.querySelectorAll(`.${state}`)) row.remove();
    },
    /** @param {string | null} author */
    typing(author) {
      const wasAtEnd = isAtEnd();
      dots.remove();
      if (author === null) return;
      dots.className = `row ${author} typing`;
      const avatar = dots.querySelector(".avatar");
      if (avatar) avatar.textContent = avatarOf(author, words());
      dots.querySelector(".dots")?.setAttribute("aria-label", words().typing);
      log.append(dots);
      if (wasAtEnd) scrollToEnd();
    },
    /** @param {string} text */
    notice(text) {
      put(element("p", "notice", text), false);
      scrollToEnd();
    },
    /** After a change of language. */
    redraw() {
      for (const old of log.querySelectorAll(".row:not(.pending), .time")) old.remove();
      separatorAt = 0;
      for (const line of lines) render(line);
      scrollToEnd();
    },
    clear() {
      lines = [];
      separatorAt = 0;
      log.replaceChildren();
    },
  };
}

/** @param {Line["author"]} author @param {string} text @param {Words} words */
function bubbleRow(author, text, words) {
  const row = element("div", `row ${author}`);
  const avatar = element("span", "avatar", avatarOf(author, words));
  avatar.setAttribute("aria-hidden", "true");
  const column = element("div", "column");
  const visible = author === "customer" || author === "recruiter";
  column.append(element("span", visible ? "name" : "unseen", words.authors[author]));
  const bubble = element("div", "bubble", text);
  bubble.dir = "auto";
  column.append(bubble);
  row.append(avatar, column);
  return row;
}

function typingRow() {
  const row = element("div", "row typing");
  const avatar = element("span", "avatar");
  avatar.setAttribute("aria-hidden", "true");
  const dots = element("div", "bubble dots");
  dots.setAttribute("role", "img");
  dots.append(element("i"), element("i"), element("i"));
  row.append(avatar, dots);
  return row;
}

/** @param {string} author @param {Words} words @returns {string} */
const avatarOf = (author, words) => words.avatars[/** @type {Line["author"]} */ (author)] ?? "";

/** @param {string} tag @param {string} [className] @param {string} [text] */
function element(tag, className = "", text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** @param {number} a @param {number} b */
const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

/** "14:05", "昨天 14:05", "11月24日 14:05". @param {number} at @param {string} locale @param {Words} words */
function timeText(at, locale, words) {
  const time = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const now = Date.now();
  if (sameDay(at, now)) return time;
  if (sameDay(at, now - 24 * 3_600_000)) return `${words.yesterday} ${time}`;
  return `${new Intl.DateTimeFormat(locale, { month: "long", day: "numeric" }).format(at)} ${time}`;
}
