import { backoff, post, randomId } from "./api.js";
import { createAttach } from "./attach.js";
import { createBanner } from "./banner.js";
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
const banner = createBanner();
const progress = byId("progress");
const logNode = byId("log");

const log = createLog({ log: logNode, newer: byId("newer"), words, locale: () => locale });
const composer = createComposer({ words, submit, attach: () => attach.pick() });
const attach = createAttach({
  words,
  locale: () => locale,
  conversation: () => conversation,
  hint: composer.hint,
});
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
let renewing = false;

translate();
enter(0);

/** Continues the cookie's conversation, or begins one. @param {number} attempt */
async function enter(attempt) {
  banner.show(words().connecting, { afterMs: bannerAfterMs });
  const code = /^\/c\/([^/]+)/.exec(location.pathname)?.[1];
  const answer = await post("/chat/session", { code, locale }, locale);
  if (answer.status === 200) return follow(String(answer.data.conversation));
  if (answer.status === 0 || answer.status === 503 || answer.status === 429) {
    banner.show(answer.message ? words().retryAt(answer.message) : words().reconnecting);
    setTimeout(() => enter(attempt + 1), answer.retryAfterMs ?? backoff(attempt));
  } else banner.show(answer.message, { action: { label: words().retry, run: () => enter(0) } });
}

/** The token was refused: another page may have changed it, it may be too old, or the conversation was deleted. */
async function renew() {
  if (renewing) return;
  renewing = true;
  for (let attempt = 0; renewing; attempt += 1) {
    const answer = await post("/chat/session", { resume: true }, locale);
    if (answer.status === 200 || answer.status === 401) renewing = false;
    if (answer.status === 200) follow(String(answer.data.conversation));
    else if (answer.status === 401) end();
    else await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs ?? backoff(attempt)));
  }
}

/** @param {string} tag */
function follow(tag) {
  enteredAt = Date.now();
  if (tag !== conversation) begin(tag);
  stream?.connect();
  outbox?.kick();
  composer.enable(true);
}

/** @param {string} tag */
function begin(tag) {
  stream?.stop();
  outbox?.close();
  log.clear();
  logNode.setAttribute("aria-live", "off");
  lastLine = 0;
  offered = [];
  conversation = tag;
  const common = { conversation: tag, locale: () => locale, lost: renew };
  stream = createStream({ ...common, event: receive, state: linkState });
  outbox = createOutbox({
    ...common,
    sent: log.sent,
    refused: (message, reason) => {
      log.failed(message.id, reason);
      composer.giveBack(message.text);
      composer.hint(reason);
    },
    waiting: composer.hint,
  });
  for (const message of outbox.unsent()) log.addPending(message);
}

/** Nothing new begins without the visitor's will; what was not sent is theirs again. */
function end() {
  stream?.stop();
  outbox?.close();
  const left = outbox?.abandon() ?? [];
  log.drop("pending");
  if (left.length > 0) composer.giveBack(left.map((message) => message.text).join("\n"));
  conversation = "";
  composer.offer([]);
  composer.enable(false);
  banner.show(words().ended, { action: { label: words().again, run: () => enter(0) } });
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
  log.drop("failed");
  log.addPending(message);
  outbox?.add(message);
}

/** @param {boolean} open */
function linkState(open) {
  if (open) banner.hide();
  else {
    stage.pause();
    banner.show(words().reconnecting, { afterMs: bannerAfterMs });
    if (Date.now() - enteredAt > renewAfterMs) renew();
  }
}

function drawProgress() {
  const step = steps.indexOf(section === "warmup" ? "facts" : section);
  const name = words().steps[step];
  const done = section === "closing" ? words().done : "";
  progress.textContent = name ? `${step + 1}/4 ${name}` : done;
  progress.setAttribute("aria-label", name ? words().progress(step + 1, name) : done);
  progress.hidden = progress.textContent === "";
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
