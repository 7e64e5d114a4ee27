import { type Html, html } from "../html.ts";

/**
 * Slack's mrkdwn as markup, the way Slack shows it: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, line breaks,
 * `<https://…|label>`; the three entities are decoded. Other things in angle brackets are shown as plain words.
 */
export const mrkdwn = (text: string): Html =>
  html`${text.split("\n").map((line, i) => html`${i > 0 && br}${inline(line)}`)}`;

const br = html`<br>`;

const token =
  /`(?<code>[^`\n]+)`|<(?<angle>[^<>\n]*)>|(?<![\p{L}\p{N}])(?:\*(?<bold>[^*\n]+)\*|_(?<italic>[^_\n]+)_|~(?<strike>[^~\n]+)~)(?![\p{L}\p{N}])/gu;

function inline(text: string): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    parts.push(marked(decode(text.slice(from, match.index))));
    const { code, angle, bold, italic, strike } = match.groups ?? {};
    if (code !== undefined) parts.push(html`<code>${decode(code)}</code>`);
    else if (angle !== undefined) parts.push(bracket(angle));
    else if (bold !== undefined) parts.push(html`<strong>${inline(bold)}</strong>`);
    else if (italic !== undefined) parts.push(html`<em>${inline(italic)}</em>`);
    else if (strike !== undefined) parts.push(html`<s>${inline(strike)}</s>`);
    from = match.index + match[0].length;
  }
  parts.push(marked(decode(text.slice(from))));
  return html`${parts}`;
}

const dots: Record<string, string> = { "🟢": "green", "🟡": "yellow", "🔴": "red" };

/** Coloured dots are drawn by the page, because not every machine has a font with them. The words say the same. */
const marked = (text: string): Html =>
  html`${text.split(/(🟢|🟡|🔴)/u).map((part) => (dots[part] ? html`<span class="dot ${dots[part]}"></span>` : html`${part}`))}`;

function bracket(inside: string): Html {
  const bar = inside.indexOf("|");
  const target = decode(bar < 0 ? inside : inside.slice(0, bar));
  const label = decode(bar < 0 ? "" : inside.slice(bar + 1));
  const address = webAddress(target);
  const voice = address && voicePath(address);
  if (voice) return html`<audio controls preload="none" src="${voice}"></audio>`;
  if (address) return html`<a href="${address}" rel="noreferrer">${label || target}</a>`;
  return html`${label || target}`;
}

/** The path of a voice message of ours, which the page plays itself; null = another address. */
const voicePath = (address: string): string | null =>
  /^https?:\/\/[^/]+(\/voices\/[\w-]+)$/.exec(address)?.[1] ?? null;

/** The address when it is an http(s) one, else null: nothing else may become a link. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

const decode = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
