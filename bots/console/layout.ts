import type { Locale } from "../../src/core/locale.ts";
import { reachOf } from "../../src/core/rights.ts";
import type { Recruiter } from "../../src/recruiter/types.ts";
import type { Notice } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { mrkdwn } from "./render/mrkdwn.ts";
import { consoleWords } from "./words.ts";

export type Section =
  | "home"
  | "inbox"
  | "reviews"
  | "requests"
  | "ask"
  | "digest"
  | "jobs"
  | "mail"
  | "people"
  | "slots"
  | "numbers"
  | "settings"
  | "help";

export type Shell = {
  who: Recruiter | null;
  locale: Locale;
  section: Section | null;
  title: string;
  notice: Notice | null;
  /** How many candidates wait for an answer. */
  waiting: number;
  /** Refreshed while the page is open; has no field anybody could be typing in. */
  live: Html;
  /** Whether the address answers with a fresh copy of `live`. */
  refresh: boolean;
  /** Stays as it is while the page is open. */
  fixed: Html | null;
  command: string;
  back: string;
};

const places: Record<Section, string> = {
  home: "/console",
  inbox: "/console/candidates",
  reviews: "/console/reviews",
  requests: "/console/requests",
  numbers: "/console/numbers",
  ask: "/console/ask",
  digest: "/console/digest",
  jobs: "/console/jobs",
  mail: "/console/mail",
  people: "/console/people",
  slots: "/console/slots",
  settings: "/console/settings",
  help: "/console/help",
};

/** A whole page of the console. */
export function layout(shell: Shell): string {
  const words = consoleWords[shell.locale];
  const { who } = shell;
  return html`<!doctype html>
<html lang="${shell.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shell.title} · ${words.product}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console/page/console.css">
<script type="module" src="/console/page/console.js"></script>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="bar"><p class="brand"><strong>${words.product}</strong> ${words.title}</p>${who ? menu(shell) : null}</header>
<main id="main" tabindex="-1">
${who ? commandBox(shell) : null}
${shell.notice ? html`<p class="notice ${shell.notice.kind}" role="status">${mrkdwn(shell.notice.text)}</p>` : null}
<div id="live"${shell.refresh ? html` data-refresh data-updated="${words.updated}"` : null}>${shell.live}</div>
${shell.fixed}
<p id="updates" class="quiet" role="status"></p>
</main>
</body>
</html>
`.markup;
}

function menu({ locale, section, waiting, who, back }: Shell): Html {
  const words = consoleWords[locale];
  const seen = Object.entries(places).filter(
    ([id]) => id !== "mail" || reachOf(who?.role ?? "recruiter", "page mail") !== "no",
  );
  const links = seen.map(([id, href]) => {
    const here = id === section ? html` aria-current="page"` : null;
    const count = id === "requests" && waiting > 0 ? html` <span class="count">${waiting}</span>` : null;
    return html`<li><a href="${href}"${here}>${words[id as Section]}${count}</a></li>`;
  });
  const post = (path: string, label: string) =>
    html`<form method="post" action="/console/${path}"><input type="hidden" name="back" value="${back}"><button class="link">${label}</button></form>`;
  return html`<nav aria-label="${words.menu}"><ul>${links}</ul></nav><div class="me"><span>${who?.name ?? ""}</span>${post(
    "language",
    words.language,
  )}${post("sign-out", words.signOut)}</div>`;
}

const commandBox = ({ locale, command }: Shell): Html => {
  const words = consoleWords[locale];
  return html`<form class="command" method="post" action="/console/run" role="search"><input name="command" aria-label="${words.command}" placeholder="${words.command}" value="${command}" maxlength="500" autocomplete="off"><button class="button">${words.run}</button></form>`;
};
