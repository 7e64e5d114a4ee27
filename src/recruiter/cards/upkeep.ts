import type { KnownBlock } from "@slack/types";
import type { RuleUpkeep } from "../../core/content/resting.ts";
import type { Locale } from "../../core/locale.ts";
import { mrkdwn, mrkdwnText } from "../text.ts";
import { say } from "../words.ts";

/** Ids that are named; beyond them the number is enough. */
const named = 8;

/** Rules that somebody must confirm, and what that costs; nothing when all are up to date. */
export function upkeepBlocks({ due, questions, wanted }: RuleUpkeep, locale: Locale): KnownBlock[] {
  if (due.length === 0) return [];
  const ids = due.slice(0, named).map((id) => mrkdwn(id, 20));
  const list = ids.join(say(locale, "、", ", ")) + (due.length > named ? " …" : "");
  const lines = [
    say(
      locale,
      `⚠ *规则待复核 ${due.length} 条*：${list}。新的测评先不出这些题；请对照平台最新规则，在 prompts/rules 里更新内容和日期。`,
      `⚠ *${due.length} ${due.length === 1 ? "rule needs" : "rules need"} another look*: ${list}. New screenings do not ask about them; compare with the platform's current rules and update text and date in prompts/rules.`,
    ),
    ...(questions < wanted ? [shortage(questions, wanted, locale)] : []),
  ];
  return [{ type: "section", text: mrkdwnText(lines.join("\n")) }];
}

/** With nothing confirmed left the old questions are asked after all, rather than none. */
const shortage = (questions: number, wanted: number, locale: Locale): string =>
  questions === 0
    ? say(
        locale,
        "没有已确认的判断题可出，暂时仍用待复核的题，成绩请谨慎参考。",
        "No confirmed quick question is left, so the unconfirmed ones are still asked: read those scores with care.",
      )
    : say(
        locale,
        `判断题暂时只够出 ${questions} 道（应为 ${wanted} 道），成绩的把握会低一些。`,
        `Only ${questions} of ${wanted} quick questions can be drawn for now, so scores are less certain.`,
      );
