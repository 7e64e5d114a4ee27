import { byId } from "./composer.js";

/** The line under the title that tells what is wrong with the connection, and at times what can be done about it. */
export function createBanner() {
  const banner = byId("banner");
  const text = byId("banner-text");
  const button = byId("banner-button");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  return {
    /** @param {string} message @param {{ afterMs?: number, action?: { label: string, run: () => void } }} [options] */
    show(message, { afterMs = 0, action } = {}) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        text.textContent = message;
        button.hidden = action === undefined;
        button.textContent = action?.label ?? "";
        button.onclick = action?.run ?? null;
        banner.hidden = false;
      }, afterMs);
    },
    hide() {
      clearTimeout(timer);
      banner.hidden = true;
    },
  };
}
