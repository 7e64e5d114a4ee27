import type {
  Button,
  ImageBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  TextObject,
} from "@slack/types";
import { altText } from "../../core/charts/alt.ts";
import type { Chart } from "../../core/charts/chart.ts";
import type { Locale } from "../../core/locale.ts";
import { readTarget } from "../cards/buttons.ts";
import { withPictures } from "../pictures.ts";
import { plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { escapeHtml, styles } from "./html.ts";
import { type Piece, readMrkdwn } from "./mrkdwn.ts";

/** A view as an e-mail: subject, a table with inline styles, and the same in plain text. */
export type Mail = { subject: string; html: string; text: string };

type Ground = {
  publicUrl: string;
  locale: Locale;
  /** Drawn charts as addresses that carry the picture itself; a chart without one is told in words. */
  drawn?: ReadonlyMap<Chart, string>;
};

/** One line of a mail, in both forms. */
type Part = { html: string; text: string };

/**
 * Views as one e-mail, the first one's text as its subject. Buttons that open a candidate become links to the console;
 * other buttons have no place in a mail.
 */
export function mailOf(views: readonly View[], ground: Ground): Mail {
  const subject = views[0]?.text ?? "";
  const parts = views.flatMap((view) =>
    withPictures(view, (chart) => pictureBlock(chart, ground)).flatMap((block) => partOf(block, ground)),
  );
  const rows = parts.map(({ html }) => html).join("\n");
  const foot = say(
    ground.locale,
    "亲聘招聘摘要。分数由规则计算，决定由人做出。",
    "Qinpin recruiting digest. Rules compute the scores, people decide.",
  );
  const html = `<!doctype html>
<html lang="${ground.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="${styles.page}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px 8px;">
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${styles.sheet}">
${rows}
<tr><td style="${styles.context}padding-bottom:18px;">${escapeHtml(foot)}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
  const text = `${parts.map((part) => part.text).join("\n")}\n\n-- \n${foot}\n`;
  return { subject, html, text };
}

/** Programs that do not load pictures show the words instead. */
function pictureBlock(chart: Chart, { drawn }: Ground): KnownBlock {
  const words = altText(chart);
  const address = drawn?.get(chart);
  return address === undefined
    ? { type: "section", text: plainText(words, 2900) }
    : { type: "image", image_url: address, alt_text: words };
}

function imagePart(block: ImageBlock): Part[] {
  const address = "image_url" in block ? (block.image_url ?? "") : "";
  if (!address.startsWith("data:image/png;base64,")) return [];
  const words = escapeHtml(block.alt_text);
  return [
    row(
      "section",
      `<img src="${address}" alt="${words}" width="560" style="${styles.picture}">`,
      block.alt_text,
    ),
  ];
}

function partOf(block: KnownBlock, ground: Ground): Part[] {
  switch (block.type) {
    case "header":
      return [row("header", escapeHtml(block.text.text), `${block.text.text}\n${"=".repeat(20)}`)];
    case "section": {
      const body = block.text ? textPart(block.text) : { html: "", text: "" };
      const fields = (block.fields ?? []).map(textPart);
      const html = [body, ...fields].map((part) => part.html).join("<br>");
      const text = [body, ...fields].map((part) => part.text).join("\n");
      const link = block.accessory?.type === "button" ? buttonPart(block.accessory, ground) : null;
      return [link ? rowWithButton(html, text, link) : row("section", html, `\n${text}`)];
    }
    case "context": {
      const parts = block.elements.flatMap((element) =>
        element.type === "image" ? [] : [textPart(element)],
      );
      return [
        row("context", parts.map((part) => part.html).join(" "), parts.map((part) => part.text).join(" ")),
      ];
    }
    case "divider":
      return [row("divider", `<div style="${styles.line}">&nbsp;</div>`, "-".repeat(20))];
    case "rich_text":
      return [richPart(block)];
    case "image":
      return imagePart(block);
    default:
      return [];
  }
}

const row = (style: keyof typeof styles, html: string, text: string): Part => ({
  html: `<tr><td style="${styles[style]}">${html}</td></tr>`,
  text,
});

function rowWithButton(html: string, text: string, button: Part): Part {
  return {
    html: `<tr><td style="${styles.section}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding-right:12px;">${html}</td><td width="1" align="right" valign="top">${button.html}</td></tr></table></td></tr>`,
    text: `\n${text}\n  ${button.text}`,
  };
}

const textPart = (object: TextObject): Part =>
  object.type === "mrkdwn"
    ? pieces(readMrkdwn(object.text))
    : { html: escapeHtml(object.text), text: object.text };

const pieces = (all: readonly Piece[]): Part => ({
  html: all.map(pieceHtml).join(""),
  text: all.map(pieceText).join(""),
});

function pieceHtml(piece: Piece): string {
  switch (piece.kind) {
    case "break":
      return "<br>";
    case "link":
      return `<a href="${escapeHtml(piece.href)}" style="${styles.link}">${escapeHtml(piece.text)}</a>`;
    case "text": {
      const text = dotted(escapeHtml(piece.text));
      const { style } = piece;
      switch (style) {
        case "plain":
          return text;
        case "bold":
          return `<strong>${text}</strong>`;
        case "italic":
          return `<em>${text}</em>`;
        case "strike":
          return `<s>${text}</s>`;
        case "code":
          return `<code style="${styles.code}">${text}</code>`;
        default:
          return style satisfies never;
      }
    }
    default:
      return piece satisfies never;
  }
}

/** Coloured dots as letters: not every mail program has a picture for them. The words beside them say the same. */
const dotted = (text: string): string =>
  text.replace(/🟢|🟡|🔴/gu, (dot) => `<span style="color:${dots[dot]};">●</span>`);

const dots: Record<string, string> = { "🟢": "#1a7f4b", "🟡": "#b7791f", "🔴": "#c0392b" };

function pieceText(piece: Piece): string {
  switch (piece.kind) {
    case "break":
      return "\n";
    case "link":
      return piece.text === piece.href ? piece.href : `${piece.text} (${piece.href})`;
    case "text":
      return piece.text;
    default:
      return piece satisfies never;
  }
}

function buttonPart(button: Button, { publicUrl }: Ground): Part | null {
  const target = button.action_id === "open" ? readTarget(button.value ?? "") : null;
  if (!target) return null;
  const href = `${publicUrl}/console/candidates/${target.a}`;
  return {
    html: `<a href="${escapeHtml(href)}" style="${styles.button}">${escapeHtml(button.text.text)}</a>`,
    text: href,
  };
}

function richPart(block: RichTextBlock): Part {
  const lines = block.elements.map((element) => {
    const text = "elements" in element ? element.elements.map(richText).join("") : "";
    const html = escapeHtml(text).replaceAll("\n", "<br>");
    return element.type === "rich_text_quote"
      ? { html: `<div style="${styles.quote}">${html}</div>`, text: `> ${text}` }
      : { html: `<div>${html}</div>`, text };
  });
  return row("section", lines.map(({ html }) => html).join(""), lines.map(({ text }) => text).join("\n"));
}

const richText = (element: RichTextElement | { type: string; elements?: RichTextElement[] }): string => {
  if ("text" in element && typeof element.text === "string") return element.text;
  return "elements" in element && element.elements ? element.elements.map(richText).join("") : "";
};
