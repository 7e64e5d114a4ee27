import type {
  ActionsBlockElement,
  AnyBlock,
  ContextBlock,
  ImageElement,
  InputBlock,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  SectionBlock,
  TextObject,
} from "@slack/types";
import { type Html, html } from "../html.ts";
import { isPictureAddress } from "../picture.ts";
import { renderButton } from "./button.ts";
import type { Ground } from "./ground.ts";
import { renderInput } from "./input.ts";
import { mrkdwn, webAddress } from "./mrkdwn.ts";

/** Block Kit as markup: what Slack would show of it, without scripts, inline styles or anything from elsewhere. */
export const renderBlocks = (blocks: readonly AnyBlock[], ground: Ground): Html =>
  html`${blocks.map((block) => (isKnown(block) ? renderBlock(block, ground) : unsupported(block.type)))}`;

const kinds = new Set<string>([
  "header",
  "section",
  "context",
  "divider",
  "actions",
  "image",
  "input",
  "rich_text",
] satisfies KnownBlock["type"][]);

const isKnown = (block: AnyBlock): block is Rendered => kinds.has(block.type);

type Rendered = Extract<
  KnownBlock,
  { type: "header" | "section" | "context" | "divider" | "actions" | "image" | "input" | "rich_text" }
>;

function renderBlock(block: Rendered, ground: Ground): Html {
  switch (block.type) {
    case "header":
      return html`<h2 class="b-header">${block.text.text}</h2>`;
    case "section":
      return section(block, ground);
    case "context":
      return context(block);
    case "divider":
      return html`<hr class="b-divider">`;
    case "actions":
      return html`<div class="b-actions">${block.elements.map((element) => element_(element, ground))}</div>`;
    case "image":
      return "image_url" in block ? image(block, "b-image") : unsupported(block.type);
    case "input":
      return input(block, ground);
    case "rich_text":
      return richText(block);
    default:
      return block satisfies never;
  }
}

/** Kinds no view of ours uses: named, not dropped, so that a missing renderer is seen at once. */
const unsupported = (type: string): Html => html`<p class="b-unsupported">[${type}]</p>`;

const text = (object: TextObject): Html =>
  object.type === "mrkdwn" ? mrkdwn(object.text) : html`<span class="plain">${object.text}</span>`;

function section(block: SectionBlock, ground: Ground): Html {
  const { accessory, fields } = block;
  return html`<div class="${accessory?.type === "button" ? "b-section b-row" : "b-section"}"><div class="b-text">${block.text ? html`<p>${text(block.text)}</p>` : null}${
    fields ? html`<ul class="b-fields">${fields.map((field) => html`<li>${text(field)}</li>`)}</ul>` : null
  }</div>${accessory?.type === "button" ? renderButton(accessory, ground) : null}${
    accessory?.type === "image" ? image(accessory, "b-thumb") : null
  }</div>`;
}

const context = (block: ContextBlock): Html =>
  html`<p class="b-context">${block.elements.map((element) =>
    element.type === "image" ? image(element, "b-icon") : html`<span>${text(element)}</span> `,
  )}</p>`;

function element_(element: ActionsBlockElement, ground: Ground): Html {
  return element.type === "button" ? renderButton(element, ground) : unsupported(element.type);
}

function image(element: ImageElement, kind: string): Html {
  if ("image_url" in element && isPictureAddress(element.image_url ?? ""))
    return html`<img class="${kind}" src="${element.image_url ?? ""}" alt="${element.alt_text}" width="1000" loading="lazy">`;
  const address = "image_url" in element && element.image_url ? webAddress(element.image_url) : null;
  // Pictures from elsewhere would tell their host who looks; the page's policy refuses them anyway.
  return address
    ? html`<a class="${kind}" href="${address}" rel="noreferrer">${element.alt_text}</a>`
    : html`<span class="${kind}">${element.alt_text}</span>`;
}

function input(block: InputBlock, ground: Ground): Html {
  const hint = block.hint ? `${block.block_id ?? ""}-hint` : null;
  return renderInput({
    element: block.element,
    label: block.label.text,
    optional: block.optional === true,
    hint: hint && block.hint ? { id: hint, text: block.hint.text } : null,
    error: ground.errors?.[block.element.action_id ?? ""] ?? null,
  });
}

const richText = (block: RichTextBlock): Html =>
  html`<div class="b-rich">${block.elements.map((element) => richElement(element))}</div>`;

function richElement(element: RichTextBlockElement): Html {
  switch (element.type) {
    case "rich_text_section":
      return html`<p>${element.elements.map(richPiece)}</p>`;
    case "rich_text_quote":
      return html`<blockquote>${element.elements.map(richPiece)}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre>${element.elements.map(richPiece)}</pre>`;
    case "rich_text_list":
      return html`<ul>${element.elements.map((item) => html`<li>${item.elements.map(richPiece)}</li>`)}</ul>`;
    default:
      return element satisfies never;
  }
}

function richPiece(piece: RichTextElement): Html {
  if (piece.type !== "text") return unsupported(piece.type);
  const { bold, italic, strike, code } = piece.style ?? {};
  let out = html`<span class="plain">${piece.text}</span>`;
  if (code) out = html`<code>${out}</code>`;
  if (strike) out = html`<s>${out}</s>`;
  if (italic) out = html`<em>${out}</em>`;
  if (bold) out = html`<strong>${out}</strong>`;
  return out;
}
