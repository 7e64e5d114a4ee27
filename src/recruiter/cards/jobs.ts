import type { KnownBlock } from "@slack/types";
import type { RuleUpkeep } from "../../core/content/resting.ts";
import type { Locale } from "../../core/locale.ts";
import type { CountedJob } from "../../db/job-opening.ts";
import { code, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";
import { upkeepBlocks } from "./upkeep.ts";

/** Jobs on one page. */
export const jobRows = 15;

/** The jobs with their numbers, and buttons to open one or get a tracking link. */
export function jobList(
  jobs: readonly CountedJob[],
  timeZone: string,
  locale: Locale,
  upkeep: RuleUpkeep | null = null,
): View {
  const title = say(locale, `岗位 ${jobs.length} 个`, jobs.length === 1 ? "1 job" : `${jobs.length} jobs`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "actions",
      elements: [button("job_new", say(locale, "发布新岗位", "Open a job"), "{}", "primary")],
    },
    ...(upkeep ? upkeepBlocks(upkeep, locale) : []),
    ...jobs.map((job): KnownBlock => {
      const status = job.status === "open" ? say(locale, "招聘中", "open") : say(locale, "已关闭", "closed");
      const counts = say(
        locale,
        `${job.candidates} 人应聘，${job.waiting} 人等决定`,
        `${job.candidates} applied, ${job.waiting} to decide`,
      );
      const text = `*${mrkdwn(job.title, 120)}* · ${status}\n${counts} · ${code(job.id)} · ${moment(job.createdAt, locale, timeZone)}`;
      const accessory = button(
        "job_link",
        say(locale, "取链接", "Get link"),
        JSON.stringify({ job: job.id }),
      );
      return {
        type: "section",
        text: mrkdwnText(text),
        ...(job.status === "open" ? { accessory } : {}),
      };
    }),
  ];
  return { text: title, blocks };
}

/** A tracking link to share, for the web and, where there is a bot, for Telegram. */
export function linkCard(
  link: { title: string; source: string; code: string },
  addresses: { publicUrl: string; telegramBot: string | null },
  locale: Locale,
): View {
  const title = say(locale, "招聘链接", "Tracking link");
  const lines = [
    `*${mrkdwn(link.title, 120)}* · ${mrkdwn(link.source, 60)}`,
    `${say(locale, "网页", "Web")}: <${addresses.publicUrl}/c/${link.code}>`,
    ...(addresses.telegramBot
      ? [`Telegram: <https://t.me/${addresses.telegramBot}?start=${link.code}>`]
      : []),
    say(
      locale,
      "把链接放进对应渠道的职位描述或打招呼语里，来的人会自动记到这个渠道。",
      "Put it into the posting or greeting on that channel; everybody who comes through it is counted there.",
    ),
  ];
  return { text: title, blocks: [{ type: "section", text: mrkdwnText(lines.join("\n")) }] };
}
