import type { Choice, OutboundMessage } from "../../src/core/channel.ts";
import { writeButton } from "./button-data.ts";
import { splitText } from "./split-text.ts";

type Button = { text: string; callback_data: string };

/** Parameters of sendMessage. No parse_mode: plain text needs no escaping and cannot break. */
export type SendMessage = {
  chat_id: number;
  text: string;
  link_preview_options: { is_disabled: true };
  reply_markup?: { inline_keyboard: Button[][] };
};

/** Bot API limit, UTF-16 units to be on the safe side. */
const maxText = 4096;
/** A row of buttons stays readable on a narrow phone up to this width; a Chinese character counts 2. */
const maxRowWidth = 24;
const maxRowButtons = 4;

/**
 * One bubble as the messages Telegram takes: usually one, more only over 4,096 units; the last one carries the buttons.
 * Half surrogates become U+FFFD and parts that show nothing are left out, as Telegram refuses both. None = nothing to show.
 */
export function renderMessage({ threadId, text, choices }: OutboundMessage): SendMessage[] {
  const parts = splitText(text.toWellFormed(), maxText).filter((part) => /\S/.test(part));
  return parts.map((part, index) => ({
    chat_id: Number(threadId),
    text: part,
    link_preview_options: { is_disabled: true },
    ...(index === parts.length - 1 && choices.length > 0
      ? { reply_markup: { inline_keyboard: keyboardOf(choices) } }
      : {}),
  }));
}

function keyboardOf(choices: readonly Choice[]): Button[][] {
  const rows: Button[][] = [];
  let room = 0;
  for (const [index, { value, label }] of choices.entries()) {
    const text = (/\S/.test(label) ? label : value).toWellFormed();
    const button = {
      text: /\S/.test(text) ? text : String(index + 1),
      callback_data: writeButton(value, index),
    };
    const width = widthOf(button.text) + 2;
    const row = rows.at(-1);
    if (row && width <= room && row.length < maxRowButtons) row.push(button);
    else {
      rows.push([button]);
      room = maxRowWidth;
    }
    room -= width;
  }
  return rows;
}

const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += /[\u1100-\uffff]|[^\u0000-\uffff]/u.test(character) ? 2 : 1;
  return width;
};
