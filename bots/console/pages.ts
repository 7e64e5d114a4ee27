import type { AnyBlock, ModalView } from "@slack/types";
import { altText } from "../../src/core/charts/alt.ts";
import type { Locale } from "../../src/core/locale.ts";
import type { CandidatePage } from "../../src/recruiter/pages.ts";
import { withPictures } from "../../src/recruiter/pictures.ts";
import type { View } from "../../src/recruiter/types.ts";
import { type Html, html } from "./html.ts";
import { renderBlocks } from "./render/blocks.ts";
import type { Ground } from "./render/ground.ts";
import { fieldName } from "./render/input.ts";
import { consoleWords } from "./words.ts";

/** A view of the recruiter room, or some blocks, on a sheet of its own. */
export const sheet = (shown: View | readonly AnyBlock[], ground: Ground): Html =>
  html`<article class="card">${renderBlocks("blocks" in shown ? pictured(shown, ground) : shown, ground)}</article>`;

const pictured = (view: View, ground: Ground): readonly AnyBlock[] =>
  withPictures(view, (chart) => {
    const address = ground.pictureOf?.(chart) ?? null;
    const words = altText(chart);
    return address
      ? { type: "image", image_url: address, alt_text: words }
      : { type: "section", text: { type: "plain_text", text: words, emoji: false } };
  });

/** A candidate: the card and the conversation (live), the box to answer (fixed). */
export function candidateParts(
  page: CandidatePage,
  ground: Ground,
  locale: Locale,
): { live: Html; fixed: Html | null } {
  const words = consoleWords[locale];
  const lines = page.transcript.map(
    (line) =>
      html`<li class="line ${line.author}"><p class="who">${line.who} <time>${line.time}</time>${
        line.late ? html` <em>${words.late}</em>` : null
      }</p><p class="said">${line.text}</p></li>`,
  );
  const live = html`<p><a href="/console/candidates">← ${words.back}</a></p>${sheet(page.card.blocks, ground)}<h2 id="transcript">${words.transcript}</h2>${
    lines.length > 0
      ? html`<ol class="transcript" aria-labelledby="transcript">${lines}</ol>`
      : html`<p>${words.noTranscript}</p>`
  }`;
  const name = fieldName("text");
  const fixed = page.target
    ? html`<form class="reply" method="post" action="/console/actions/reply"><input type="hidden" name="value" value="${page.target}"><input type="hidden" name="delivery" value="${ground.delivery}:reply"><input type="hidden" name="back" value="${ground.back}"><input type="hidden" name="form" value="1"><label for="${name}">${words.reply}</label><textarea id="${name}" name="${name}" rows="3" maxlength="2500" required aria-describedby="reply-hint"></textarea><p class="hint" id="reply-hint">${words.replyHint}</p><button class="button primary">${words.send}</button></form>`
    : null;
  return { live, fixed };
}

/** A form of the recruiter room as a page. */
export function formPage(modal: ModalView, ground: Ground, locale: Locale): Html {
  const id = modal.callback_id ?? "";
  const files = modal.blocks.some((block) => "element" in block && block.element.type === "file_input");
  const to = `/console/${files ? "files" : "actions"}/${encodeURIComponent(id)}`;
  return html`<form class="sheet" method="post" action="${to}"${files ? html` enctype="multipart/form-data"` : null} aria-labelledby="sheet"><h1 id="sheet">${
    modal.title.text
  }</h1><input type="hidden" name="value" value="${modal.private_metadata ?? ""}"><input type="hidden" name="delivery" value="${
    ground.delivery
  }:${id}:form"><input type="hidden" name="back" value="${ground.back}"><input type="hidden" name="form" value="1">${mistakes(ground, locale)}${renderBlocks(
    modal.blocks,
    ground,
  )}<p class="b-actions"><button class="button primary">${modal.submit?.text ?? consoleWords[locale].send}</button> <a class="button" href="${
    ground.back
  }">${modal.close?.text ?? consoleWords[locale].cancel}</a></p></form>`;
}

/** What is wrong, first on the page and read out at once, each leading to its field. */
function mistakes({ errors = {} }: Ground, locale: Locale): Html | null {
  const all = Object.entries(errors).map(
    ([id, error]) => html`<li><a href="#${fieldName(id)}">${error}</a></li>`,
  );
  return all.length === 0
    ? null
    : html`<div class="notice refused" role="alert"><p>${consoleWords[locale].mistakes}</p><ul>${all}</ul></div>`;
}

/** A page that only says something. */
export const messagePage = (title: string, text: string, more: Html | null = null): Html =>
  html`<section class="card"><h1>${title}</h1><p>${text}</p>${more}</section>`;
