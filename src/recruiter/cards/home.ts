import type { KnownBlock } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { ApplicationRow } from "../../db/applications.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { Recruiter, View } from "../types.ts";
import { bandNames, points, requestWords, roleNames, say } from "../words.ts";
import { actOn, button } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";

/** One thing that waits for this person. */
export type HomeRow = {
  application: ApplicationRow;
  kind: "review" | "held" | "request";
  since: Date;
  /** Name of the fact of a request. */
  fact?: string;
};

export type HomeContent = {
  who: Pick<Recruiter, "name" | "role">;
  now: Date;
  counts: { reviews: number; held: number; requests: number };
  /** When the longest waiting of the reviews began; null = none. */
  oldest: Date | null;
  rows: readonly HomeRow[];
  /** Steps of those who applied in the window, in order. */
  funnel: readonly { name: { zh: string; en: string }; n: number }[];
  days: number;
  jobs: number;
  may: { open: boolean };
};

/** Rows of the queue shown; the counts say how many more there are. */
export const homeRows = 10;

/** The start page: what waits today, how the last weeks went, and the ways on. */
export function homeCard(content: HomeContent, locale: Locale): View {
  const title = say(locale, "今天要处理的", "Waiting for you today");
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...queueBlocks(content, locale),
    { type: "divider" },
    ...funnelBlocks(content, locale),
    { type: "divider" },
    { type: "actions", elements: ways(content, locale) },
    { type: "context", elements: [mrkdwnText(whose(content, locale))] },
  ];
  return { text: title, blocks };
}

function queueBlocks(content: HomeContent, locale: Locale): KnownBlock[] {
  const { counts, rows, oldest, now } = content;
  const since = oldest
    ? say(locale, `，最久等了 ${age(oldest, now, locale)}`, `, the longest for ${age(oldest, now, locale)}`)
    : "";
  const figures = [
    say(locale, `*${counts.reviews}* 份待复核${since}`, `*${counts.reviews}* to review${since}`),
    say(locale, `*${counts.requests}* 位候选人在等回复`, `*${counts.requests}* waiting for an answer`),
    say(locale, `*${counts.held}* 位暂缓到期`, `*${counts.held}* on hold until today`),
  ];
  const blocks: KnownBlock[] = [{ type: "section", fields: figures.map((text) => mrkdwnText(text)) }];
  if (rows.length === 0) {
    const done =
      content.jobs === 0
        ? say(
            locale,
            "还没有岗位。点“发布新岗位”，填一张表就能拿到各渠道的招聘链接。",
            'No job yet. "Open a job" is one form and gives the links for your channels.',
          )
        : (content.funnel[0]?.n ?? 0) === 0
          ? say(
              locale,
              "现在没有人在等您。第一步：发布岗位，或在“岗位和链接”里取链接，放到招聘平台上；第一个人测完，会出现在这里。",
              "Nobody is waiting for you. First step: open a job, or get a link under “Jobs and links”, and put it into your posting; whoever has finished the screening appears here.",
            )
          : say(locale, "都处理完了，现在没有人在等您。", "All done: nobody is waiting for you.");
    return [...blocks, { type: "section", text: plainText(done, 300) }];
  }
  blocks.push(...rows.slice(0, homeRows).map((row) => queueRow(row, now, locale)));
  const more = counts.reviews + counts.requests + counts.held - Math.min(rows.length, homeRows);
  if (more > 0) {
    const rest = say(locale, `还有 ${more} 位：/candidates`, `${more} more: /candidates`);
    blocks.push({ type: "context", elements: [plainText(rest, 100)] });
  }
  return blocks;
}

function queueRow(row: HomeRow, now: Date, locale: Locale): KnownBlock {
  const { application: a, kind, fact } = row;
  const waits = say(locale, `已等 ${age(row.since, now, locale)}`, `for ${age(row.since, now, locale)}`);
  const score =
    a.total === null || a.band === null
      ? ""
      : ` · ${bandNames[a.band].mark} ${points(a.total)} ${inLocale(bandNames[a.band], locale)}`;
  const what =
    kind === "request"
      ? `☎ ${mrkdwn(requestWords(fact ?? "", locale), 100)}`
      : kind === "held"
        ? say(locale, "⏸ 暂缓到期", "⏸ hold is over")
        : say(locale, "待复核", "to review");
  const text = `*${mrkdwn(candidateTitle(a, locale), 150)}*${score}\n${what} · ${waits} · ${mrkdwn(a.jobTitle, 100)}`;
  return {
    type: "section",
    text: mrkdwnText(text),
    accessory: actOn("open", { a: a.id, v: a.version }, locale),
  };
}

/** A wait in words: minutes, hours or days, rounded down. */
export function age(since: Date, now: Date, locale: Locale): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 60_000));
  if (minutes < 60) return say(locale, `${minutes} 分钟`, `${minutes} min`);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say(locale, `${hours} 小时`, `${hours} h`);
  const days = Math.floor(hours / 24);
  return say(locale, `${days} 天`, `${days} days`);
}

function funnelBlocks({ funnel, days }: HomeContent, locale: Locale): KnownBlock[] {
  const [first] = funnel;
  const title = say(
    locale,
    `*最近 ${days} 天投递的人走到哪一步*`,
    `*How far those got who applied in the last ${days} days*`,
  );
  if (!first || first.n === 0) {
    const none = say(locale, "这段时间还没有人投递。", "Nobody has applied in this time.");
    return [{ type: "section", text: mrkdwnText(`${title}\n${none}`) }];
  }
  const fields = funnel.map(({ name, n }, i) => {
    const share = i === 0 ? "" : ` (${Math.round((100 * n) / first.n)}%)`;
    return mrkdwnText(`${inLocale(name, locale)} *${n}*${share}`);
  });
  const note = say(
    locale,
    "百分比都是占投递人数；最近来的人还在路上。",
    "Percentages are of those who applied; whoever came lately is still on the way.",
  );
  return [
    { type: "section", text: mrkdwnText(title) },
    { type: "section", fields },
    { type: "context", elements: [plainText(note, 200)] },
  ];
}

const ways = ({ may }: HomeContent, locale: Locale) => [
  ...(may.open ? [button("job_new", say(locale, "发布新岗位", "Open a job"), "{}", "primary")] : []),
  button("jobs", say(locale, "岗位和链接", "Jobs and links"), "{}"),
  button("intake", say(locale, "候选人入库", "Bring people in"), "{}"),
  button("channels", say(locale, "渠道数据", "Channel numbers"), "{}"),
  button("faq", say(locale, "常见问题", "Questions and answers"), "{}"),
  button("settings", say(locale, "设置", "Settings"), "{}"),
];

function whose({ who }: HomeContent, locale: Locale): string {
  const role = inLocale(roleNames[who.role], locale);
  const reach =
    who.role === "recruiter"
      ? say(locale, "这里只有您负责的岗位", "only your own jobs are shown")
      : say(locale, "这里是全部岗位", "all jobs are shown");
  return `${mrkdwn(who.name, 80)} · ${role} · ${reach}`;
}
