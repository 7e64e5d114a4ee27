import type { KnownBlock, RichTextBlock } from "@slack/types";
import { explainFinding, type Finding } from "../../core/adverts/lint.ts";
import type { PostingText } from "../../core/adverts/posting-text.ts";
import { channelName } from "../../core/channel-names.ts";
import { addressesOf, type Carriers } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import { postingOf } from "../../core/recruiting-channels.ts";
import type { Posting, PostingKind } from "../../db/postings.ts";
import { literal, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";

/** Channels on one page: with two blocks each they stay under the 50 of a message. */
const shown = 20;

export type Board = {
  job: { id: string; title: string; open: boolean };
  postings: readonly Posting[];
  /** What had better be written otherwise; it is published all the same. */
  advice: readonly Finding[];
  timeZone: string;
  may: { publish: boolean; link: boolean };
};

/** How a job stands on every channel: who came, links and codes, what to copy, and what was done there. */
export function postingBoard(board: Board, carriers: Carriers, locale: Locale): View {
  const { job, postings, advice, may } = board;
  const came = postings.reduce((sum, one) => sum + one.came, 0);
  const live = postings.filter(({ kind }) => kind === "posted" || kind === "refreshed").length;
  const state = job.open ? "" : say(locale, " · 已关闭", " · closed");
  const title = say(locale, "发布情况", "Where it is posted");
  const head = say(
    locale,
    `在 ${live} 个渠道发布中，一共来了 ${came} 人`,
    `on ${live} ${live === 1 ? "channel" : "channels"}, ${came} came`,
  );
  const value = JSON.stringify({ job: job.id });
  const buttons = [
    ...(may.publish && job.open
      ? [button("publish", say(locale, "改文案、加渠道…", "Edit, add channels…"), value)]
      : []),
    ...(may.link && job.open ? [button("job_link", say(locale, "活动链接…", "Campaign link…"), value)] : []),
    button("postings", say(locale, "刷新", "Refresh"), value),
    button("jobs", say(locale, "全部岗位", "All jobs"), "{}"),
  ];
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    { type: "section", text: mrkdwnText(`*${mrkdwn(job.title, 120)}*${state}\n${head}`) },
    { type: "actions", elements: buttons },
    ...(isLocal(carriers.publicUrl)
      ? [
          {
            type: "context" as const,
            elements: [
              plainText(
                say(
                  locale,
                  "现在的链接和二维码只在这台电脑上能打开。发给候选人之前，请管理员设置 PUBLIC_URL（对外的 https 地址）。",
                  "These links and codes open on this machine only. Before candidates get them, have PUBLIC_URL (the https address for the outside) set.",
                ),
                300,
              ),
            ],
          },
        ]
      : []),
    ...advice.slice(0, 3).map(
      (finding): KnownBlock => ({
        type: "context",
        elements: [plainText(`💡 ${explainFinding(finding, locale)}`, 600)],
      }),
    ),
    ...postings.slice(0, shown).flatMap((posting) => postingBlocks(posting, board, carriers, locale)),
  ];
  return { text: `${title} · ${job.title}`.slice(0, 200), blocks };
}

const isLocal = (address: string): boolean =>
  /^https?:\/\/(?:127\.|localhost|0\.0\.0\.0|\[::1?\])/.test(address);

function postingBlocks(
  posting: Posting,
  { job, timeZone, may }: Board,
  carriers: Carriers,
  locale: Locale,
): KnownBlock[] {
  const { channel, code, came, lately, campaigns } = posting;
  const at = addressesOf(code, carriers);
  const way = postingOf(channel)?.by;
  const people = say(
    locale,
    `来了 ${came} 人${came > 0 ? `（近 7 天 ${lately}）` : ""}`,
    `${came} came${came > 0 ? ` (${lately} in 7 days)` : ""}`,
  );
  const feed = channel === "web" ? "rss" : channel;
  const lines = [
    `*${mrkdwn(channelName(channel, locale), 40)}* · ${standingWords(posting, timeZone, locale)} · ${people}`,
    `${say(locale, "应聘链接", "Apply")}: <${at.chat}>${at.telegram ? ` · <${at.telegram}|Telegram>` : ""} · <${at.page}|${say(locale, "岗位页", "job page")}>`,
    `${say(locale, "二维码", "QR code")}: <${at.qrPng}|PNG> <${at.qrSvg}|SVG> · ${say(locale, "海报（A4，可打印）", "poster (A4, to print)")}: <${at.posterPng}|PNG> <${at.posterSvg}|SVG>`,
    ...(way === "feed" || way === "page"
      ? [`${say(locale, "自动更新的数据源", "Feed")}: <${carriers.publicUrl}/feeds/${feed}.xml>`]
      : []),
    ...campaigns
      .slice(0, 8)
      .map(
        (one) =>
          `${say(locale, "活动", "Campaign")} ${mrkdwn(one.name, 64)}: <${addressesOf(one.code, carriers).chat}> · ${say(locale, `${one.came} 人`, `${one.came} came`)}`,
      ),
  ];
  const elements = may.publish && job.open ? postingButtons(posting, job.id, locale) : [];
  return [
    { type: "section", text: mrkdwnText(lines.join("\n")) },
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
  ];
}

function postingButtons({ channel, kind }: Posting, job: string, locale: Locale) {
  const value = JSON.stringify({ job, channel });
  const way = postingOf(channel)?.by;
  const on = kind === "posted" || kind === "refreshed";
  const written = way === "text" || way === "message";
  return [
    ...(written
      ? [
          button(
            "posting_text",
            say(locale, "文案（可复制）", "Text to copy"),
            value,
            on ? undefined : "primary",
          ),
        ]
      : []),
    ...(on
      ? [
          ...(written ? [button("posting_refreshed", say(locale, "我刷新了", "I refreshed it"), value)] : []),
          button(
            "posting_closed",
            say(locale, written ? "我下线了" : "下线", written ? "I took it down" : "Take down"),
            value,
          ),
        ]
      : [
          button(
            "posting_posted",
            say(locale, written ? "我发布了" : "发布", written ? "I posted it" : "Post"),
            value,
          ),
        ]),
  ];
}

const kindWords: Record<PostingKind, { zh: string; en: string }> = {
  posted: { zh: "已发布", en: "posted" },
  refreshed: { zh: "已刷新", en: "refreshed" },
  closed: { zh: "已下线", en: "taken down" },
};

function standingWords({ kind, at, by }: Posting, timeZone: string, locale: Locale): string {
  if (kind === null || at === null) return say(locale, "还没发布", "not posted yet");
  const words = say(locale, kindWords[kind].zh, kindWords[kind].en);
  const who = by === null ? "" : say(locale, `（${mrkdwn(by, 40)}）`, ` (${mrkdwn(by, 40)})`);
  return `${words} ${moment(at, locale, timeZone)}${who}`;
}

/** What to paste on a board, piece by piece, letter by letter. */
export function postingTextCard(
  { job, channel, text }: { job: { id: string; title: string }; channel: string; text: PostingText },
  locale: Locale,
): View {
  const name = channelName(channel, locale);
  const title = say(locale, `${name}的文案`, `Text for ${name}`);
  const { used, limit, shortened } = text.room;
  const room = shortened
    ? say(
        locale,
        `正文按 ${limit} 字的限制缩短了，请检查。`,
        `The text was shortened to ${limit} characters; please check it.`,
      )
    : say(locale, `正文 ${used} 字，限 ${limit} 字。`, `${used} of at most ${limit} characters.`);
  const piece = (label: string, words: string): KnownBlock[] => [
    { type: "section", text: mrkdwnText(`*${label}*`) },
    preformatted(words),
  ];
  const value = JSON.stringify({ job: job.id, channel });
  return {
    text: title,
    blocks: [
      { type: "header", text: plainText(title, 150) },
      ...piece(say(locale, "职位名称", "Title"), text.title),
      ...piece(say(locale, "职位描述", "Description"), text.body),
      ...(text.greeting
        ? piece(
            say(locale, "打招呼语、自动回复（带链接）", "Greeting or auto-reply (carries the link)"),
            text.greeting,
          )
        : []),
      {
        type: "context",
        elements: [
          plainText(
            room +
              say(
                locale,
                text.greeting ? "多数招聘网站会删掉职位描述里的链接，所以链接放在打招呼语里。" : "",
                text.greeting
                  ? " Most boards take links out of descriptions, so the greeting carries it."
                  : "",
              ),
            300,
          ),
        ],
      },
      {
        type: "actions",
        elements: [
          button("posting_posted", say(locale, "我发布了", "I posted it"), value, "primary"),
          button("postings", say(locale, "发布情况", "Where it is posted"), JSON.stringify({ job: job.id })),
        ],
      },
    ],
  };
}

/** Words to copy, letter by letter. */
export const preformatted = (words: string): RichTextBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_preformatted", elements: [literal(words, 2900)], border: 0 }],
});
