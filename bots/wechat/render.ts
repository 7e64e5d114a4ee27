import type { Choice } from "../../src/core/channel.ts";
import { writeChoice } from "../tencent/choice.ts";
import { cdata } from "../tencent/fields.ts";
import { maxTextBytes, type Part, planOf, withListed } from "../tencent/plan.ts";
import { bytesOf } from "../tencent/split-bytes.ts";

/** Body of POST /cgi-bin/message/custom/send. */
export function customMessage(touser: string, part: Part): Record<string, unknown> {
  if (part.kind === "text") return { touser, msgtype: "text", text: { content: part.text } };
  const list = part.choices.map(({ id, value, label }) => ({ id: writeChoice(value, id), content: label }));
  return { touser, msgtype: "msgmenu", msgmenu: { head_content: part.text, list, tail_content: "" } };
}

/** How many customer-service messages a bubble takes. */
export const costOf = (bubble: { text: string; choices: readonly Choice[] }): number =>
  Math.max(1, planOf(bubble).length);

/**
 * The text of a passive reply, which knows no buttons: null = this is better sent as a customer-service message. With
 * `anyway` the choices are listed, for accounts that may send no others.
 */
export function passiveText(
  { text, choices }: { text: string; choices: readonly Choice[] },
  anyway: boolean,
): string | null {
  if (choices.length > 0 && !anyway) return null;
  const whole = withListed(text, choices).toWellFormed();
  return /\S/.test(whole) && bytesOf(whole) <= maxTextBytes ? whole : null;
}

/** A passive reply, in the format of the message it answers. */
export function passiveReply(
  format: "xml" | "json",
  { to, from, at, text }: { to: string; from: string; at: number; text: string },
): string {
  const created = Math.floor(at / 1000);
  if (format === "json")
    return JSON.stringify({
      ToUserName: to,
      FromUserName: from,
      CreateTime: created,
      MsgType: "text",
      Content: text,
    });
  return `<xml><ToUserName>${cdata(to)}</ToUserName><FromUserName>${cdata(from)}</FromUserName><CreateTime>${created}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content>${cdata(text)}</Content></xml>`;
}
