import type { InputBlock } from "@slack/types";
import { type Html, html } from "../html.ts";

export type Field = {
  element: InputBlock["element"];
  label: string;
  optional: boolean;
  hint: { id: string; text: string } | null;
};

/** Names of form fields on the page; the prefix keeps them apart from the page's own. */
export const fieldName = (actionId: string): string => `field.${actionId}`;

/** One question of a form with its label, hint and control. */
export function renderInput({ element, label, optional, hint }: Field): Html {
  const id = element.action_id ?? "";
  const name = fieldName(id);
  const described = hint ? html` aria-describedby="${hint.id}"` : null;
  const need = optional ? null : html` required`;
  const hinted = hint ? html`<p class="hint" id="${hint.id}">${hint.text}</p>` : null;
  switch (element.type) {
    case "plain_text_input": {
      const max = html` maxlength="${element.max_length ?? 3000}"`;
      const value = element.initial_value ?? "";
      // The first line break after <textarea> is not part of its value.
      const control = element.multiline
        ? html`<textarea id="${name}" name="${name}" rows="9"${max}${need}${described}>\n${value}</textarea>`
        : html`<input id="${name}" name="${name}" type="text" value="${value}"${max}${need}${described}>`;
      return html`<div class="field"><label for="${name}">${label}</label>${control}${hinted}</div>`;
    }
    case "static_select": {
      const chosen = element.initial_option?.value;
      const options = (element.options ?? []).map(
        (option) =>
          html`<option value="${option.value ?? ""}"${option.value === chosen ? html` selected` : null}>${option.text.text}</option>`,
      );
      const none = chosen === undefined ? html`<option value="">–</option>` : null;
      return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"${need}${described}>${none}${options}</select>${hinted}</div>`;
    }
    case "datepicker": {
      const control = html`<input id="${name}" name="${name}" type="date" value="${element.initial_date ?? ""}"${need}${described}>`;
      return html`<div class="field"><label for="${name}">${label}</label>${control}${hinted}</div>`;
    }
    case "checkboxes": {
      const boxes = element.options.map(
        (option) =>
          html`<label class="check"><input type="checkbox" name="${name}" value="${option.value ?? ""}"> ${option.text.text}</label>`,
      );
      return html`<fieldset class="field"><legend>${label}</legend>${boxes}${hinted}</fieldset>`;
    }
    default:
      return html`<p class="b-unsupported">[${element.type}]</p>`;
  }
}
