import { z } from "zod";
import { Alert } from "../../core/digest/alerts.ts";
import type { Locale } from "../../core/locale.ts";
import { code, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";

/** An alert as it is stored with its digest. */
export const StoredAlert = z.object({ alert: Alert, phase: z.enum(["began", "ended"]) });
type StoredAlert = z.infer<typeof StoredAlert>;

/** One alert: what happened, and what can be done; when it is over only that. */
export function alertView({ alert, phase }: StoredAlert, locale: Locale): View {
  const { title, todo } =
    phase === "began" ? began(alert, locale) : { title: ended(alert, locale), todo: null };
  const mark = phase === "began" ? "⚠" : "✓";
  return {
    text: `${mark} ${title}`,
    blocks: [
      { type: "section", text: mrkdwnText(`${mark} *${title}*`) },
      ...(todo ? [{ type: "context" as const, elements: [mrkdwnText(todo)] }] : []),
      {
        type: "context",
        elements: [
          plainText(
            phase === "began"
              ? say(
                  locale,
                  "只在开始和结束时各提醒一次。",
                  "You are told once when it begins and once when it ends.",
                )
              : say(locale, "提醒结束。", "This alert is over."),
            100,
          ),
        ],
      },
    ],
  };
}

function began(alert: Alert, locale: Locale): { title: string; todo: string | null } {
  switch (alert.type) {
    case "job_silent": {
      const job = mrkdwn(alert.title, 100);
      return {
        title: say(
          locale,
          `“${job}”已经 ${alert.days} 天没有收到简历`,
          `No résumé for "${job}" in ${alert.days} days`,
        ),
        todo: say(
          locale,
          `看看职位是否过期、招聘链接是否还挂着；不再招的话用 ${code(`job close ${alert.job}`)} 关闭。`,
          `Check whether the post has expired and the link is still there; close the job (${code(`job close ${alert.job}`)}) if it is filled.`,
        ),
      };
    }
    case "cards_expiring": {
      const cards = alert.cards.slice(0, 8).map((id) => mrkdwn(id, 20));
      const list = cards.join(say(locale, "、", ", ")) + (alert.cards.length > 8 ? " …" : "");
      return {
        title: say(
          locale,
          `${alert.cards.length} 条规则 ${alert.on.slice(5)} 到复核期：${list}`,
          `${alert.cards.length} ${alert.cards.length === 1 ? "rule is" : "rules are"} due for another look on ${alert.on.slice(5)}: ${list}`,
        ),
        todo: say(
          locale,
          "到期未复核就不再出题。请对照平台最新规则，在 prompts/rules 里更新内容和日期。",
          "Unless confirmed they are not asked from that day on: compare with the platform's current rules and update text and date in prompts/rules.",
        ),
      };
    }
    default:
      return alert satisfies never;
  }
}

function ended(alert: Alert, locale: Locale): string {
  switch (alert.type) {
    case "job_silent": {
      const job = mrkdwn(alert.title, 100);
      return say(locale, `“${job}”又收到简历了，或已经关闭`, `"${job}" gets résumés again, or was closed`);
    }
    case "cards_expiring": {
      const list = alert.cards
        .slice(0, 8)
        .map((id) => mrkdwn(id, 20))
        .join(say(locale, "、", ", "));
      return alert.resting
        ? say(
            locale,
            `规则 ${list} 到期未复核，已停止出题`,
            `Rules ${list} were not confirmed and are not asked any more`,
          )
        : say(locale, `规则 ${list} 已复核`, `Rules ${list} were confirmed`);
    }
    default:
      return alert satisfies never;
  }
}
