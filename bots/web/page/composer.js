/** @typedef {ReturnType<typeof import("./texts.js").wordsIn>} Words */
/** @typedef {{ value: string, label: string }} Choice */

/** The server takes no longer message (UTF-16 units). */
const maxChars = 4096;

/**
 * The place to write: text, quick replies, commands.
 * @param {{ words: () => Words, submit: (text: string, choice?: string) => void, attach: () => void }} options
 */
export function createComposer({ words, submit, attach }) {
  const form = byId("composer");
  const text = /** @type {HTMLTextAreaElement} */ (byId("text"));
  const send = /** @type {HTMLButtonElement} */ (byId("send"));
  const hint = byId("hint");
  const bar = byId("choices");
  const more = byId("more");
  const commands = byId("commands");
  let enabled = false;
  let lasting = "";
  /** @type {readonly Choice[] | null} */
  let shown = null;

  function update() {
    const used = text.value.length;
    const tooLong = used > maxChars;
    send.disabled = !enabled || tooLong || text.value.trim() === "";
    text.setAttribute("aria-invalid", String(tooLong));
    say(tooLong ? words().tooLong(used, maxChars) : lasting);
    // Grows with its content up to the limit set in the style sheet.
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
  }
  /** @param {string} message */
  function say(message) {
    if (hint.textContent !== message) hint.textContent = message;
    hint.hidden = message === "";
  }
  function trySend() {
    if (send.disabled) return;
    const value = text.value;
    text.value = "";
    lasting = "";
    toggle(false);
    submit(value);
    update();
  }
  /** @param {boolean} open */
  function toggle(open) {
    commands.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
  }
  /** On a phone focus would open the keyboard over the conversation. */
  function refocus() {
    if (matchMedia("(pointer: fine)").matches) text.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trySend();
    text.focus();
  });
  text.addEventListener("input", () => {
    lasting = "";
    update();
  });
  text.addEventListener("keydown", (event) => {
    // While an input method composes, Enter picks a word (229: Safari reports it after the composition ended).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    trySend();
  });
  more.addEventListener("click", () => toggle(commands.hidden === true));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || commands.hidden) return;
    toggle(false);
    more.focus();
  });

  function drawCommands() {
    const buttons = words().commands.map((command) =>
      button(command.label, () => {
        toggle(false);
        if (enabled) submit(command.text);
        refocus();
      }),
    );
    const file = button(words().sendFile, () => {
      toggle(false);
      if (enabled) attach();
    });
    commands.replaceChildren(file, ...buttons);
  }

  return {
    /** @param {boolean} on */
    enable(on) {
      enabled = on;
      text.disabled = !on;
      for (const choice of bar.querySelectorAll("button")) choice.disabled = !on;
      update();
      if (on && document.activeElement === document.body) refocus();
    },
    /** @param {readonly Choice[]} choices */
    offer(choices) {
      // Drawing the same buttons again would take the focus from them.
      if (choices === shown) return;
      shown = choices;
      const focused = bar.contains(document.activeElement);
      const buttons = choices.map(({ value, label }) =>
        button(label, () => {
          if (/^download:\/(?:chat|interviews)\//.test(value)) download(value.slice("download:".length));
          else submit(label, value);
        }),
      );
      bar.replaceChildren(...buttons);
      bar.hidden = choices.length === 0;
      if (focused) refocus();
    },
    /** Puts text back that could not be sent, without touching what is being written. @param {string} value */
    giveBack(value) {
      text.value = text.value === "" ? value : `${value}\n${text.value}`;
      update();
    },
    /** @param {string} message */
    hint(message) {
      lasting = message;
      update();
    },
    translate() {
      text.placeholder = words().placeholder;
      text.setAttribute("aria-label", words().input);
      send.textContent = words().send;
      more.setAttribute("aria-label", words().more);
      bar.setAttribute("aria-label", words().choices);
      commands.setAttribute("aria-label", words().more);
      drawCommands();
      update();
    },
  };
}

/** Saves what stands at an address of ours as a file. @param {string} path */
function download(path) {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}

/** @param {string} label @param {() => void} click */
function button(label, click) {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  node.addEventListener("click", click);
  return node;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node;
}
