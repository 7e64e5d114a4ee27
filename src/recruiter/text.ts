import type { MrkdwnElement, PlainTextElement, RichTextBlock, RichTextText } from "@slack/types";

/** Joins invisibly; breaks `<!channel>`-like sequences in places that are not parsed anyway. */
const joiner = "\u2060";

/**
 * Text of candidates or jobs for places Slack shows literally (plain_text, rich_text, option labels): no control or
 * direction-changing characters, nothing that reads as a mention or link, at most `max` UTF-16 units, cut between
 * graphemes with an ellipsis.
 */
export function plain(text: string, max: number): string {
  return visible(clip(tidy(text).replace(/<(?=\S)/g, `<${joiner}`), max));
}

/**
 * The same for inside mrkdwn: `& < >` escaped, on one line, formatting marks replaced by their full-width forms,
 * `:emoji:` and `@channel` broken. At most `max` UTF-16 units after escaping.
 */
export function mrkdwn(text: string, max: number): string {
  const flat = tidy(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[*_~`]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
    .replace(/:(?=[\w+-]{1,100}:)/g, `:${joiner}`)
    .replace(/@(?=channel|here|everyone)/gi, `@${joiner}`);
  let cut = clip(flat, max);
  let escaped = escapeEntities(cut);
  while (escaped.length > max) {
    cut = clip(flat, cut.length - Math.max(1, Math.ceil((escaped.length - max) / 5)));
    escaped = escapeEntities(cut);
  }
  return visible(escaped);
}

/** Platforms refuse empty texts; a name of spaces or invisible characters is shown as a dash. */
const visible = (text: string): string => (/^[\s\p{Cf}\p{M}]*$/u.test(text) ? "–" : text);

const escapeEntities = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** An id inside backticks, to be copied as it is. */
export const code = (id: string): string =>
  `\`${escapeEntities(clip(tidy(id).replace(/[`\s]/g, ""), 100))}\``;

/** A link inside mrkdwn: the address alone, or words of ours to press. */
export const linked = (address: string, words?: string): string =>
  `<${escapeEntities(address)}${words === undefined ? "" : `|${words}`}>`;

/** A plain_text object; emoji codes stay as typed. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: "plain_text",
  text: plain(text, max),
  emoji: false,
});

/** A mrkdwn object of our own wording; pieces from outside must have gone through `mrkdwn`. Addresses do not become links. */
export const mrkdwnText = (text: string): MrkdwnElement => ({ type: "mrkdwn", text, verbatim: true });

/** Someone's own words, shown letter by letter: rich text is never parsed for mentions, links or formatting. */
export const literal = (text: string, max: number, style?: RichTextText["style"]): RichTextText => ({
  type: "text",
  text: plain(text, max),
  ...(style ? { style } : {}),
});

/** A block that quotes someone's words. */
export const quoteBlock = (lead: RichTextText[], quote: string, max: number): RichTextBlock => ({
  type: "rich_text",
  elements: [
    { type: "rich_text_section", elements: lead },
    { type: "rich_text_quote", elements: [literal(quote, max)] },
  ],
});

/** Removes C0/C1 controls (except newline and tab), lone surrogates, and characters that reorder the line. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/g,
      "",
    );
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** At most `max` UTF-16 units, cut between graphemes; a single huge grapheme is cut between code points. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return "";
  let out = "";
  for (const { segment } of graphemes.segment(text.slice(0, max * 2))) {
    if (out.length + segment.length > max - 1) break;
    out += segment;
  }
  if (out === "")
    out = text
      .slice(0, max - 1)
      .toWellFormed()
      .replaceAll("\ufffd", "");
  return `${out}…`;
}
