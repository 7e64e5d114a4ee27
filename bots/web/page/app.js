import { backoff, post, randomId } from "./api.js";
import { byId, createComposer } from "./composer.js";
import { createLog } from "./log.js";
import { createOutbox } from "./outbox.js";
import { createStage } from "./stage.js";
import { createStream } from "./stream.js";
import { preferredLocale, rememberLocale, wordsIn } from "./texts.js";

/** A token lives 72 h; a page open for longer than this asks for a new one when it reconnects. */
const renewAfterMs = 12 * 3_600_000;
/** A link that is back sooner is not worth a banner. */
const bannerAfterMs = 800;
const steps = ["facts", "roleplay", "rule", "short"];

let locale = preferredLocale();
const words = () => wordsIn(locale);
const banner = byId("banner");
const progress = byId("progress");
const logNode = byId("log");

const log = createLog({ log: logNode, newer: byId("newer"), words, locale: () => locale });
const composer = createComposer({ words, submit });
const stage = createStage({ show: present, typing: log.typing });

let conversation = "";
let enteredAt = 0;
let lastLine = 0;
let section = "";
/** Buttons offered since the candidate last said something. @type {import("./composer.js").Choice[]} */
let offered = [];
/** @type {ReturnType<typeof createOutbox> | null} */
let outbox = null;
/** @type {ReturnType<typeof createStream> | null} */
let stream = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let bannerTimer;

translate();
enter(0);

/** Gets a session (the cookie's, or a new one) and follows its conversation. @param {number} attempt */
async function enter(attempt) {
  showBanner(words().connecting, bannerAfterMs);
  const code = /^\/c\/([^/]+)/.exec(location.pathname)?.[1];
  const answer = await post("/chat/session", { code, locale }, locale);
  if (answer.status !== 200) {
    const again = answer.status === 0 || answer.status === 503 || answer.retryAfterMs !== null;
    const message = answer.message || words().reconnecting;
    showBanner(again && answer.message ? words().retryAt(message) : message, 0);
    if (again) setTimeout(() => enter(attempt + 1), answer.retryAfterMs ?? backoff(attempt));
    return;
  }
  enteredAt = Date.now();
  follow(String(answer.data.conversation));
}

/** @param {string} tag */
function follow(tag) {
  const left = conversation !== "" && conversation !== tag ? (outbox?.abandon() ?? []) : [];
  if (conversation !== tag) startOver(conversation !== "");
  conversation = tag;
  outbox?.close();
  stream?.stop();
  outbox = createOutbox({
    conversation: tag,
    locale: () => locale,
    sent: log.sent,
    refused: (message, reason) => {
      log.failed(message.id, reason);
      composer.giveBack(message.text);
      composer.hint(reason);
    },
    waiting: composer.hint,
    lost: renew,
  });
  stream = createStream({
    conversation: tag,
    locale: () => locale,
    event: receive,
    state: linkState,
    lost: renew,
  });
  for (const message of outbox.unsent()) if (!isShown(message.id)) log.addPending(message);
  if (left.length > 0) composer.giveBack(left.map((message) => message.text).join("\n"));
  stream.connect();
  composer.enable(true);
}

/** @param {string} id */
const isShown = (id) => logNode.querySelector(`[data-id="${CSS.escape(id)}"]`) !== null;

/** @param {boolean} expired */
function startOver(expired) {
  log.clear();
  lastLine = 0;
  offered = [];
  if (expired) log.notice(words().started);
}

let renewing = false;
async function renew() {
  if (renewing) return;
  renewing = true;
  stage.pause();
  await new Promise((resolve) => setTimeout(resolve, backoff(0)));
  await enter(0);
  renewing = false;
}

/** @param {string} name @param {any} data */
function receive(name, data) {
  if (name === "line" && data.n > lastLine) {
    lastLine = data.n;
    stage.add(data);
    outbox?.settle(data.ref);
  } else if (name === "typing") stage.expect(data.author);
  else if (name === "ready") {
    stage.goLive();
    // A long transcript is not read out; what comes from now on is.
    setTimeout(() => logNode.setAttribute("aria-live", "polite"), 500);
    outbox?.kick();
  }
}

/** @param {import("./stage.js").Line} line */
function present(line) {
  log.add(line);
  if (line.author === "candidate") offered = [];
  else if (line.choices?.length) offered = line.choices;
  composer.offer(offered);
  section = line.section;
  drawProgress();
}

/** @param {string} text @param {string} [choice] */
function submit(text, choice) {
  const message = { id: randomId(), text, ...(choice === undefined ? {} : { choice }) };
  offered = [];
  composer.offer([]);
  log.addPending(message);
  outbox?.add(message);
}

/** @param {boolean} open */
function linkState(open) {
  if (open) hideBanner();
  else {
    stage.pause();
    showBanner(words().reconnecting, bannerAfterMs);
    if (Date.now() - enteredAt > renewAfterMs) renew();
  }
}

/** @param {string} text @param {number} afterMs */
function showBanner(text, afterMs) {
  clearTimeout(bannerTimer);
  bannerTimer = setTimeout(() => {
    banner.textContent = text;
    banner.hidden = false;
  }, afterMs);
}
function hideBanner() {
  clearTimeout(bannerTimer);
  banner.hidden = true;
}

function drawProgress() {
  const step = steps.indexOf(section === "warmup" ? "facts" : section);
  progress.hidden = step < 0 && section !== "closing";
  const name = words().steps[step];
  progress.textContent = name ? `${step + 1}/4 ${name}` : words().done;
  progress.setAttribute("aria-label", name ? words().progress(step + 1, name) : words().done);
}

function translate() {
  document.documentElement.lang = locale;
  document.title = words().title;
  byId("title").textContent = words().title;
  byId("subtitle").textContent = words().subtitle;
  byId("newer").textContent = words().newer;
  byId("language").textContent = words().language;
  byId("language").setAttribute("aria-label", words().languageLabel);
  byId("language").lang = locale === "en" ? "zh-CN" : "en";
  logNode.setAttribute("aria-label", words().log);
  composer.translate();
  drawProgress();
}

byId("language").addEventListener("click", () => {
  locale = locale === "en" ? "zh-CN" : "en";
  rememberLocale(locale);
  translate();
  log.redraw();
});

function kick() {
  stream?.kick();
  outbox?.kick();
}
addEventListener("online", kick);
addEventListener("pageshow", (event) => event.persisted && kick());
document.addEventListener("visibilitychange", () => !document.hidden && kick());
