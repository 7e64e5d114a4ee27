import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import type { RuleUpkeep } from "../../core/content/resting.ts";
import { addressesOf, type Carriers } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import type { CountedJob } from "../../db/job-opening.ts";
import { code, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";
import { upkeepBlocks } from "./upkeep.ts";
import { wechatLines } from "./wechat-lines.ts";

/** Jobs on one page: with two blocks each they stay under the 50 of a message. */
export const jobRows = 15;

/** What a list of jobs shows; carried by its paging buttons. */
export const JobsQuery = z.strictObject({
  status: z.enum(["open", "closed"]).optional(),
  text: z.string().max(60).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
export type JobsQuery = z.infer<typeof JobsQuery>;

/** What a person may do with jobs. */
export type JobRights = { open: boolean; link: boolean; assign: boolean; publish: boolean };

/** The jobs with their numbers and people, and buttons to open one, get a tracking link or assign somebody. */
export function jobList(
  jobs: readonly CountedJob[],
  timeZone: string,
  locale: Locale,
  may: JobRights,
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
  const opening = button("job_new", say(locale, "发布新岗位", "Open a job"), "{}", "primary");
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(may.open ? [{ type: "actions" as const, elements: [opening] }] : []),
    ...(upkeep ? upkeepBlocks(upkeep, locale) : []),
    ...jobs.flatMap((job) => jobBlocks(job, timeZone, locale, may)),
    ...(paging.length > 0 ? [{ type: "actions" as const, elements: paging }] : []),
  ];
  return { text: title, blocks };
}

function jobBlocks(job: CountedJob, timeZone: string, locale: Locale, may: JobRights): KnownBlock[] {
  const status = job.status === "open" ? say(locale, "招聘中", "open") : say(locale, "已关闭", "closed");
  const wanted =
    job.openings === null ? "" : say(locale, `招 ${job.openings} 人，`, `${job.openings} wanted, `);
  const counts = say(
    locale,
    `${wanted}${job.candidates} 人应聘，${job.waiting} 人等决定`,
    `${wanted}${job.candidates} applied, ${job.waiting} to decide`,
  );
  const names = job.recruiters.slice(0, 8).map((name) => mrkdwn(name, 40));
  const people =
    names.length > 0
      ? say(locale, `负责：${names.join("、")}`, `with ${names.join(", ")}`)
      : say(locale, "负责：所有招聘专员", "with every recruiter");
  const text = `*${mrkdwn(job.title, 120)}* · ${status}\n${counts}\n${people} · ${code(job.id)} · ${moment(job.createdAt, locale, timeZone)}`;
  const value = JSON.stringify({ job: job.id });
  const buttons = [
    button("match_job", say(locale, "谁合适", "Who fits"), value),
    ...(may.link && job.status === "open"
      ? [
          ...(may.publish ? [button("publish", say(locale, "发布到渠道…", "Publish…"), value)] : []),
          button("job_link", say(locale, "取链接", "Get link"), value),
        ]
      : []),
    button("postings", say(locale, "发布情况", "Where it is posted"), value),
    ...(may.assign ? [button("job_people", say(locale, "分配…", "Assign…"), value)] : []),
  ];
  return [
    { type: "section", text: mrkdwnText(text) },
    ...(buttons.length > 0 ? [{ type: "actions" as const, elements: buttons }] : []),
  ];
}

/** Tracking links of a job to share, for the web and for whatever else is connected. */
export function linkCard(
  card: { job: string; title: string; links: readonly { source: string; code: string }[] },
  addresses: Carriers,
  locale: Locale,
): View {
  const title = say(locale, "招聘链接", "Tracking links");
  const how = say(
    locale,
    "把链接放进对应渠道的职位描述或打招呼语里，来的人会自动记到这个渠道。",
    "Put each into the posting or greeting on its channel; everybody who comes through it is counted there.",
  );
  return {
    text: title,
    blocks: [
      { type: "section", text: mrkdwnText(`*${title}* · ${mrkdwn(card.title, 120)}`) },
      ...card.links.map(({ source, code: link }): KnownBlock => {
        const at = addressesOf(link, addresses);
        const lines = [
          `*${mrkdwn(source, 120)}*`,
          `${say(locale, "网页", "Web")}: <${at.chat}>`,
          ...(at.telegram ? [`Telegram: <${at.telegram}>`] : []),
          ...wechatLines(at, locale),
          `${say(locale, "二维码", "QR code")}: <${at.qrPng}|PNG> <${at.qrSvg}|SVG> · ${say(locale, "海报", "poster")}: <${at.posterPng}|PNG>`,
        ];
        return { type: "section", text: mrkdwnText(lines.join("\n")) };
      }),
      { type: "context", elements: [plainText(how, 300)] },
      {
        type: "actions",
        elements: [
          button(
            "publish",
            say(locale, "发布到渠道…", "Publish…"),
            JSON.stringify({ job: card.job }),
            "primary",
          ),
          button("jobs", say(locale, "岗位和链接", "Jobs and links"), "{}"),
          button("channels", say(locale, "渠道数据", "Channel numbers"), "{}"),
        ],
      },
    ],
  };
}
