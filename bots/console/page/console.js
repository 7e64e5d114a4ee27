// Keeps an open page fresh without touching what somebody is typing; everything works without this file too.

const everyMs = 4000;
const live = document.querySelector("#live[data-refresh]");
const updates = document.querySelector("#updates");
let etag = "";

/** Focus and opened questions survive a refresh. */
function remember() {
  const focused = document.activeElement;
  const index = [...live.querySelectorAll("a, button, summary")].indexOf(focused);
  const open = [...live.querySelectorAll("details")].map((details) => details.open);
  return () => {
    live.querySelectorAll("details").forEach((details, i) => {
      details.open = open[i] ?? false;
    });
    if (index >= 0) live.querySelectorAll("a, button, summary")[index]?.focus({ preventScroll: true });
  };
}

async function refresh() {
  if (document.hidden) return;
  const headers = { "x-live": "1", ...(etag ? { "if-none-match": etag } : {}) };
  const response = await fetch(location.href, { headers, cache: "no-store", credentials: "same-origin" });
  if (response.status === 401) return location.reload();
  if (!response.ok) return;
  const known = etag;
  etag = response.headers.get("etag") ?? "";
  const markup = await response.text();
  // The first answer only tells which version this page shows.
  if (known === "" || live.querySelector("details[open]")) return;
  const restore = remember();
  const transcript = live.querySelector(".transcript");
  const atEnd = transcript && transcript.scrollTop + transcript.clientHeight >= transcript.scrollHeight - 24;
  const top = transcript?.scrollTop ?? 0;
  // Our own server's markup, in which every text is escaped; the page's policy runs no script in it.
  live.innerHTML = markup;
  const renewed = live.querySelector(".transcript");
  if (renewed) renewed.scrollTop = atEnd ? renewed.scrollHeight : top;
  restore();
  updates.textContent = live.dataset.updated;
}

/** A second press while the first is on its way does nothing. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method !== "post") return;
  form.dataset.sent = "1";
  window.setTimeout(() => delete form.dataset.sent, 3000);
});

if (live) {
  const transcript = live.querySelector(".transcript");
  if (transcript) transcript.scrollTop = transcript.scrollHeight;
  const run = () => refresh().catch(() => {});
  run();
  window.setInterval(run, everyMs);
  document.addEventListener("visibilitychange", run);
}
