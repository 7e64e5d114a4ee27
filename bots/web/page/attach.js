import { randomId } from "./api.js";
import { byId } from "./composer.js";

/** @typedef {ReturnType<typeof import("./texts.js").wordsIn>} Words */

/** The server takes no larger file. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Sends a résumé file; what came of it is said in the conversation.
 * @param {{ words: () => Words, locale: () => string, conversation: () => string, hint: (message: string) => void }} options
 */
export function createAttach({ words, locale, conversation, hint }) {
  const input = /** @type {HTMLInputElement} */ (byId("file"));
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    input.value = "";
    if (file) send(file);
  });

  /** @param {File} file */
  async function send(file) {
    if (file.size > maxBytes) return hint(words().fileTooLarge);
    hint(words().fileReading);
    const headers = {
      "content-type": "application/octet-stream",
      "accept-language": locale(),
      "x-message-id": randomId(),
      "x-conversation": conversation(),
      "x-file-name": encodeURIComponent(file.name.toWellFormed()),
    };
    const init = { method: "POST", headers, body: file, cache: /** @type {const} */ ("no-store") };
    const answer = await fetch("/chat/resume", init).catch(() => null);
    if (answer?.ok) return hint("");
    const problem = await answer?.json().catch(() => null);
    hint(String(problem?.error?.message ?? words().fileNotSent));
  }

  return { pick: () => input.click() };
}
