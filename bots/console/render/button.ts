import type { Button } from "@slack/types";
import { type Html, html } from "../html.ts";
import type { Ground } from "./ground.ts";
import { webAddress } from "./mrkdwn.ts";

/**
 * A Block Kit button: a link when it only shows something, else a form that posts its value. With `confirm` it opens a
 * question first; all of it works without scripts.
 */
export function renderButton(button: Button, ground: Ground): Html {
  const { action_id: id = "", value = "", style, text, confirm } = button;
  const kind = `button ${style ?? ""}`.trim();
  const address = button.url ? webAddress(button.url) : ground.linkOf(id, value);
  if (address) return html`<a class="${kind}" href="${address}" rel="noreferrer">${text.text}</a>`;
  const submit = (label: string, look: string) =>
    html`<form class="b-button" method="post" action="/console/actions/${encodeURIComponent(id)}"><input type="hidden" name="value" value="${value}"><input type="hidden" name="delivery" value="${ground.delivery}:${id}:${value}"><input type="hidden" name="back" value="${ground.back}"><button class="${look}">${label}</button></form>`;
  if (!confirm) return submit(text.text, kind);
  const sure = submit(confirm.confirm?.text ?? text.text, `button ${confirm.style ?? style ?? "primary"}`);
  return html`<details class="b-confirm"><summary class="${kind}">${text.text}</summary><div class="b-ask"><p><strong>${
    confirm.title?.text ?? ""
  }</strong></p><p>${confirm.text.text}</p>${sure}</div></details>`;
}
