import { bare, isYes } from "./words.ts";

/** Whether a typed line sends what was heard. While a clock runs a "yes" may be meant for the customer. */
export const isSend = (text: string, timed: boolean): boolean =>
  /^(?:发送?|确认发送|就这样发送?|send|sendit)$/.test(bare(text)) || (!timed && isYes(text));

/** Whether a typed line wants to correct what was heard. */
export const isCorrect = (text: string): boolean =>
  /^(?:修改|改一下|我?要修改|edit|correct|correctit|change)$/.test(bare(text));

/** A typed answer to whether voices may be written down; null = none. */
export function permission(text: string, timed: boolean): boolean | null {
  const said = bare(text);
  if (/^(?:同意|agree|iagree)$/.test(said)) return true;
  if (/^(?:不同意|disagree)$/.test(said)) return false;
  if (timed) return null;
  if (isYes(text)) return true;
  return /^(?:否|不|不要|不用|不行|拒绝|no|n|nope)$/.test(said) ? false : null;
}
