import type { InputBlock, KnownBlock, ModalView } from "@slack/types";
import { plainText } from "../text.ts";

/** A text field. `id` is the key under which the answer comes back. */
export const textField = (
  id: string,
  label: string,
  options: { value?: string; hint?: string; optional?: boolean; lines?: boolean; max: number },
): InputBlock => ({
  type: "input",
  block_id: id,
  label: plainText(label, 2000),
  optional: options.optional ?? false,
  ...(options.hint ? { hint: plainText(options.hint, 2000) } : {}),
  element: {
    type: "plain_text_input",
    action_id: id,
    multiline: options.lines ?? false,
    max_length: options.max,
    ...(options.value ? { initial_value: options.value.slice(0, options.max) } : {}),
  },
});

/** A choice of one, at most 100; `chosen` is the value it starts with, without it the choice must be made. */
export function selectField(
  id: string,
  label: string,
  choices: { value: string; label: string }[],
  chosen?: string,
): InputBlock {
  const options = choices.map(({ value, label: words }) => ({ text: plainText(words, 75), value }));
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: "input",
    block_id: id,
    label: plainText(label, 2000),
    element: {
      type: "static_select",
      action_id: id,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** A day (YYYY-MM-DD). */
export const dateField = (
  id: string,
  label: string,
  options: { value: string; hint: string },
): InputBlock => ({
  type: "input",
  block_id: id,
  label: plainText(label, 2000),
  optional: true,
  hint: plainText(options.hint, 2000),
  element: { type: "datepicker", action_id: id, initial_date: options.value },
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
