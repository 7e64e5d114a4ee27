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

/** A choice of one; the first option is chosen unless `required` wants a conscious choice. */
export const selectField = (
  id: string,
  label: string,
  options: { value: string; label: string }[],
): InputBlock => ({
  type: "input",
  block_id: id,
  label: plainText(label, 2000),
  element: {
    type: "static_select",
    action_id: id,
    options: options.map((option) => ({ text: plainText(option.label, 75), value: option.value })),
  },
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
