import type { KnownBlock } from "@slack/types";
import { z } from "zod";
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

/** What a list of jobs shows; carried by its paging buttons. */
export const JobsQuery = z.strictObject({
  status: z.enum(["open", "closed"]).optional(),
  text: z.string().max(60).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
export type JobsQuery = z.infer<typeof JobsQuery>;

/** The jobs with their numbers, and buttons to open one or get a tracking link; `total` of them with all pages. */
export function jobList(
  jobs: readonly CountedJob[],
  timeZone: string,
  locale: Locale,
  upkeep: RuleUpkeep | null = null,
  { total, query }: { total: number; query: JobsQuery } = { total: jobs.length, query: { page: 1 } },
): View {
  const pages = Math.max(1, Math.ceil(total / jobRows));
  const page =
    pages > 1 ? say(locale, ` · 第 ${query.page}/${pages} 页`, ` · page ${query.page}/${pages}`) : "";
  const title = say(locale, `岗位 ${total} 个`, total === 1 ? "1 job" : `${total} jobs`) + page;
  const turn = (id: string, label: string, to: number) =>
    button(id, label, JSON.stringify({ ...query, page: to }));
  const paging = [
    ...(query.page > 1 ? [turn("jobs_back", say(locale, "上一页", "Previous"), query.page - 1)] : []),
    ...(query.page < pages ? [turn("jobs_page", say(locale, "下一页", "Next"), query.page + 1)] : []),
  ];
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
    ...(paging.length > 0 ? [{ type: "actions" as const, elements: paging }] : []),
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
