import type { Button } from "@slack/types";
import { z } from "zod";
import type { Locale } from "../../core/locale.ts";
import { plainText } from "../text.ts";
import { say } from "../words.ts";

/**
 * What a button about one application carries: the application and the version its reader saw; in a form for a decline
 * also `n`, the attempts its letter counts (absent = 1).
 */
export const Target = z.strictObject({ a: z.uuid(), v: z.int().min(0), n: z.int().min(1).optional() });
export type Target = z.infer<typeof Target>;

/** The target in a button's value; null when the value is not one of ours. */
export function readTarget(value: string): Target | null {
  try {
    return Target.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** A button; `value` must be at most 2000 characters. */
export const button = (id: string, label: string, value: string, style?: "primary" | "danger"): Button => ({
  type: "button",
  action_id: id,
  text: plainText(label, 75),
  value,
  ...(style ? { style } : {}),
});

const labels = {
  invite: { zh: "邀请面试", en: "Invite", style: "primary" },
  hold: { zh: "暂缓…", en: "Hold…", style: undefined },
  decline: { zh: "婉拒…", en: "Decline…", style: "danger" },
  ask: { zh: "追问", en: "Ask", style: undefined },
  reply: { zh: "回复", en: "Reply", style: undefined },
  progress: { zh: "记录进展", en: "Progress", style: undefined },
  take_over: { zh: "接管…", en: "Take over…", style: undefined },
  hand_back: { zh: "交还给助手", en: "Hand back", style: undefined },
  reveal: { zh: "查看联系方式", en: "Contact details", style: undefined },
  open: { zh: "打开", en: "Open", style: undefined },
  undo: { zh: "撤销", en: "Undo", style: undefined },
  send_now: { zh: "立即发送", en: "Send now", style: undefined },
  override: { zh: "改分…", en: "Override…", style: undefined },
  reassign: { zh: "转交…", en: "Reassign…", style: undefined },
  history: { zh: "历史", en: "History", style: undefined },
  tags: { zh: "标签…", en: "Tags…", style: undefined },
} as const;

/** One of the buttons that act on an application. */
export function actOn(id: keyof typeof labels, target: Target, locale: Locale): Button {
  const { zh, en, style } = labels[id];
  return button(id, say(locale, zh, en), JSON.stringify(target), style);
}
