import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { plainText } from "../text.ts";

type Choice = { value: string; label: string };
type Common = { hint?: string | undefined; optional?: boolean };

const block = (id: string, label: string, more: Common, element: InputBlock["element"]): InputBlock => ({
  type: "input",
  block_id: id,
  label: plainText(label, 2000),
  optional: more.optional ?? false,
  ...(more.hint ? { hint: plainText(more.hint, 2000) } : {}),
  element,
});

/** A text field. `id` is the key under which the answer comes back. */
export const textField = (
  id: string,
  label: string,
  options: Common & { value?: string; lines?: boolean; max: number },
): InputBlock =>
  block(id, label, options, {
    type: "plain_text_input",
    action_id: id,
    multiline: options.lines ?? false,
    max_length: options.max,
    ...(options.value ? { initial_value: options.value.slice(0, options.max) } : {}),
  });

/** A whole number between two bounds. */
export const numberField = (
  id: string,
  label: string,
  options: Common & { value?: string | undefined; min: number; max: number },
): InputBlock =>
  block(id, label, options, {
    type: "number_input",
    action_id: id,
    is_decimal_allowed: false,
    min_value: String(options.min),
    max_value: String(options.max),
    ...(options.value ? { initial_value: options.value } : {}),
  });

/** A choice of one, at most 100; `chosen` is the value it starts with, without it the choice must be made. */
export const selectField = (
  id: string,
  label: string,
  choices: Choice[],
  chosen?: string,
  more: Common = {},
): InputBlock => {
  const offered = choices.map(optionOf);
  const initial = offered.find(({ value }) => value === chosen);
  return block(id, label, more, {
    type: "static_select",
    action_id: id,
    options: offered,
    ...(initial ? { initial_option: initial } : {}),
  });
};

/** A choice of several, at most 100 offered; comes back joined by commas. */
export const severalField = (
  id: string,
  label: string,
  options: Choice[],
  more: Common & { values?: readonly string[] } = {},
): InputBlock => {
  const offered = options.slice(0, 100).map(optionOf);
  const chosen = offered.filter(({ value }) => more.values?.includes(value));
  return block(id, label, more, {
    type: "multi_static_select",
    action_id: id,
    options: offered,
    ...(chosen.length > 0 ? { initial_options: chosen } : {}),
  });
};

/** A person of the workspace; a surface without such a list asks for the id. */
export const personField = (id: string, label: string, more: Common & { value?: string } = {}): InputBlock =>
  block(id, label, more, {
    type: "users_select",
    action_id: id,
    ...(more.value ? { initial_user: more.value } : {}),
  });

const optionOf = ({ value, label }: Choice) => ({ text: plainText(label, 75), value });

/** A day (YYYY-MM-DD). */
export const dateField = (id: string, label: string, options: { value: string; hint: string }): InputBlock =>
  block(
    id,
    label,
    { hint: options.hint, optional: true },
    { type: "datepicker", action_id: id, initial_date: options.value },
  );

/** Files, at most `most`; they come to the action apart from the answers. `types` = extensions without a dot. */
export const fileField = (
  id: string,
  label: string,
  options: Common & { types: readonly string[]; most: number },
): InputBlock =>
  block(id, label, options, {
    type: "file_input",
    action_id: id,
    filetypes: [...options.types],
    max_files: options.most,
  });

/** A form for the action `id`; `value` comes back unchanged on submit. */
export const form = (
  id: string,
  value: string,
  words: { title: string; submit: string; cancel: string },
  blocks: KnownBlock[],
): ModalView => ({
  type: "modal",
  callback_id: id,
  private_metadata: value,
  title: plainText(words.title, 24),
  submit: plainText(words.submit, 24),
  close: plainText(words.cancel, 24),
  blocks,
});
