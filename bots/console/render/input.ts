import type { InputBlock, PlainTextOption } from "@slack/types";
import { type Html, html } from "../html.ts";

export type Field = {
  element: InputBlock["element"];
  label: string;
  optional: boolean;
  hint: { id: string; text: string } | null;
  /** What is wrong with what was entered; null = nothing. */
  error: string | null;
};

/** Names of form fields on the page; the prefix keeps them apart from the page's own. */
export const fieldName = (actionId: string): string => `field.${actionId}`;

/** One question of a form with its label, hint, mistake and control. */
export function renderInput(field: Field): Html {
  const { element, label, optional, hint } = field;
  const name = fieldName(element.action_id ?? "");
  const state = html`${optional ? null : html` required`}${described(field, name)}`;
  const below = html`${problem(field, name)}${hint ? html`<p class="hint" id="${hint.id}">${hint.text}</p>` : null}`;
  const row = (control: Html) =>
    html`<div class="field"><label for="${name}">${label}</label>${control}${below}</div>`;
  switch (element.type) {
    case "plain_text_input": {
      const max = html` maxlength="${element.max_length ?? 3000}"`;
      const value = element.initial_value ?? "";
      // The first line break after <textarea> is not part of its value.
      return row(
        element.multiline
          ? html`<textarea id="${name}" name="${name}" rows="9"${max}${state}>\n${value}</textarea>`
          : html`<input id="${name}" name="${name}" type="text" value="${value}"${max}${state}>`,
      );
    }
    case "number_input":
      return row(
        html`<input id="${name}" name="${name}" type="number" inputmode="numeric" step="1" min="${element.min_value ?? ""}" max="${element.max_value ?? ""}" value="${element.initial_value ?? ""}"${state}>`,
      );
    case "users_select":
      // There is no list of people here as Slack has one.
      return row(
        html`<input id="${name}" name="${name}" type="text" value="${element.initial_user ?? ""}" maxlength="100" autocapitalize="none" spellcheck="false"${state}>`,
      );
    case "static_select": {
      const chosen = element.initial_option?.value;
      const options = (element.options ?? []).map(
        (option) =>
          html`<option value="${option.value ?? ""}"${option.value === chosen ? html` selected` : null}>${option.text.text}</option>`,
      );
      const none = chosen === undefined || optional ? html`<option value="">–</option>` : null;
      return row(html`<select id="${name}" name="${name}"${state}>${none}${options}</select>`);
    }
    case "datepicker":
      return row(
        html`<input id="${name}" name="${name}" type="date" value="${element.initial_date ?? ""}"${state}>`,
      );
    case "file_input": {
      const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",");
      const several = (element.max_files ?? 1) > 1 ? html` multiple` : null;
      return row(html`<input id="${name}" name="${name}" type="file" accept="${accept}"${several}${state}>`);
    }
    case "multi_static_select":
      return boxes(field, element.options ?? [], element.initial_options ?? []);
    case "checkboxes":
      return boxes(field, element.options, element.initial_options ?? []);
    default:
      return html`<p class="b-unsupported">[${element.type}]</p>`;
  }
}

type Option = Pick<PlainTextOption, "value"> & { text: { text: string } };

function boxes(field: Field, options: readonly Option[], chosen: readonly Option[]): Html {
  const name = fieldName(field.element.action_id ?? "");
  const all = options.map(
    (option) =>
      html`<label class="check"><input type="checkbox" name="${name}" value="${option.value ?? ""}"${
        chosen.some(({ value }) => value === option.value) ? html` checked` : null
      }> ${option.text.text}</label>`,
  );
  return html`<fieldset class="field" id="${name}" tabindex="-1"${described(field, name)}><legend>${field.label}</legend>${all}${problem(field, name)}${
    field.hint ? html`<p class="hint" id="${field.hint.id}">${field.hint.text}</p>` : null
  }</fieldset>`;
}

/** Ties a control to its hint and its mistake, so that they are read out with it. */
function described({ hint, error }: Field, name: string): Html | null {
  const ids = [error ? `${name}-error` : null, hint?.id ?? null].filter((id) => id !== null).join(" ");
  return ids === "" ? null : html`${error ? html` aria-invalid="true"` : null} aria-describedby="${ids}"`;
}

const problem = ({ error }: Field, name: string): Html | null =>
  error ? html`<p class="field-error" id="${name}-error">${error}</p>` : null;
