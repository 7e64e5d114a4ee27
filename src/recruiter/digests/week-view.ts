import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { seriesChart } from "../../core/charts/build-series.ts";
import type { Chart } from "../../core/charts/chart.ts";
import type { Change, ChannelCounts, ChannelWeek, Counts, Suggestion } from "../../core/digest/week.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { countInterval, ratioInterval } from "../../core/statistics/poisson.ts";
import { wilsonInterval } from "../../core/statistics/proportion.ts";
import { withChart } from "../pictures.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { chance, say } from "../words.ts";

/** Channels of one message; a message has at most 50 blocks. */
const perMessage = 20;

/** Fewer than this is shown with a warning, and than that not as a figure at all. */
const surelyFrom = 20;
const shownFrom = 5;

/** The channels' week: the total and the one suggestion first, then what each channel brought. */
export function weekViews(week: ChannelWeek, locale: Locale): View[] {
  const period = `${week.from.slice(5)} – ${week.to.slice(5)}`;
  const title = say(locale, `渠道周报 ${period}`, `Channels, week of ${period}`);
  if (week.channels.length === 0) {
    const none = say(
      locale,
      "这两周没有简历、面试、入职，也没有花费记录。",
      "No résumés, interviews, hires or spend in these two weeks.",
    );
    return [
      {
        text: title,
        blocks: [
          { type: "header", text: plainText(title, 150) },
          { type: "section", text: plainText(none, 200) },
        ],
      },
    ];
  }
  const first: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "section",
      text: mrkdwnText(`*${say(locale, "建议", "Suggestion")}* ${suggestion(week.suggestion, locale)}`),
    },
    { type: "section", text: mrkdwnText(changes(week.changes, locale)) },
    channelBlock(say(locale, "合计", "All channels"), week.total, locale),
    { type: "divider" },
  ];
  const views: View[] = [];
  for (let at = 0; at < week.channels.length; at += perMessage) {
    const rows = week.channels.slice(at, at + perMessage);
    const blocks = rows.map((row) => channelBlock(channelName(row.channel, locale), row, locale));
    const view = { text: title, blocks: at === 0 ? [...first, ...blocks] : blocks };
    views.push(at === 0 ? withChart(view, weekChart(week, locale), 3) : view);
  }
  views.at(-1)?.blocks.push(explanation(locale));
  return views;
}

/** Bars on the picture; the table names every channel. */
const mostBars = 12;

/** Each channel's résumés beside those of the week before; null with fewer than two channels. */
function weekChart({ channels, from, to }: ChannelWeek, locale: Locale): Chart | null {
  const rows = (week: "now" | "before") =>
    channels.slice(0, mostBars).map((one) => {
      const n = one[week].resumes;
      const interval = week === "now" ? countInterval(n) : null;
      return { group: { channel: one.channel }, value: n, numerator: n, denominator: null, interval, n };
    });
  const about = { locale, period: { from, to }, scope: null };
  const name = { zh: "简历", en: "Résumés" };
  const before = { name: say(locale, "上一周", "Week before"), rows: rows("before") };
  return seriesChart(about, { name, unit: "count" }, rows("now"), before);
}

function channelBlock(name: string, { now, before }: ChannelCounts, locale: Locale): KnownBlock {
  const lines = [
    `*${mrkdwn(name, 60)}*`,
    [
      say(locale, `简历 *${now.resumes}*`, `Résumés *${now.resumes}*`) +
        against(now.resumes, before.resumes, locale),
      say(locale, `测评 ${now.completed}`, `screenings ${now.completed}`),
      passRate(now, before, locale),
    ].join(" · "),
    [
      say(locale, `面试 ${now.interviews}`, `Interviews ${now.interviews}`) +
        plainBefore(now.interviews, before.interviews, locale),
      say(locale, `入职 ${now.hires}`, `hires ${now.hires}`) + plainBefore(now.hires, before.hires, locale),
    ].join(" · "),
    money(now, before, locale),
  ];
  return { type: "section", text: mrkdwnText(lines.join("\n")) };
}

const plainBefore = (now: number, before: number, locale: Locale): string =>
  now === 0 && before === 0 ? "" : say(locale, `（上周 ${before}）`, ` (before: ${before})`);

/** A count against the week before, with the interval of the ratio where it can be told. */
function against(now: number, before: number, locale: Locale): string {
  if (now === 0 && before === 0) return "";
  const interval = ratioInterval(now, before);
  if (now + before < surelyFrom || before === 0 || !interval)
    return say(locale, `（上周 ${before}，仅供参考）`, ` (before: ${before}; too few to compare)`);
  const [low, high] = interval.map((ratio) => signed(ratio - 1));
  const change = signed(now / before - 1);
  return say(
    locale,
    `（上周 ${before}，${change}，区间 ${low} 至 ${high}）`,
    ` (before: ${before}, ${change}, interval ${low} to ${high})`,
  );
}

const signed = (share: number): string => `${share < 0 ? "−" : "+"}${Math.abs(Math.round(share * 100))}%`;

function rate(hits: number, n: number, locale: Locale): string {
  if (n < shownFrom) return say(locale, "数据不足", "not enough data");
  const [low, high] = wilsonInterval(hits, n).map((share) => `${Math.round(share * 100)}%`);
  const few = n < surelyFrom ? say(locale, "，仅供参考", ", indicative only") : "";
  return say(
    locale,
    `${Math.round((hits / n) * 100)}%（${hits}/${n}，区间 ${low}–${high}${few}）`,
    `${Math.round((hits / n) * 100)}% (${hits}/${n}, interval ${low}–${high}${few})`,
  );
}

function passRate(now: Counts, before: Counts, locale: Locale): string {
  const was =
    before.completed >= shownFrom
      ? say(
          locale,
          `，上周 ${Math.round((before.passed / before.completed) * 100)}%`,
          `, before: ${Math.round((before.passed / before.completed) * 100)}%`,
        )
      : "";
  return say(locale, "通过率 ", "pass rate ") + rate(now.passed, now.completed, locale) + was;
}

function money(now: Counts, before: Counts, locale: Locale): string {
  if (now.spend === null) {
    const was =
      before.spend === null
        ? ""
        : say(locale, `（上周 ${yuan(before.spend)}）`, ` (before: ${yuan(before.spend)})`);
    return say(locale, `花费没有记录${was}`, `No spend recorded${was}`);
  }
  const was =
    before.spend === null
      ? ""
      : say(locale, `（上周 ${yuan(before.spend)}）`, ` (before: ${yuan(before.spend)})`);
  return [
    say(locale, `花费 ${yuan(now.spend)}${was}`, `Spend ${yuan(now.spend)}${was}`),
    unit(say(locale, "每份简历", "per résumé"), now.spend, now.resumes, locale),
    unit(say(locale, "每次入职", "per hire"), now.spend, now.hires, locale),
  ].join(" · ");
}

/** Money per thing, with the interval that comes from how few there were. */
function unit(name: string, spend: number, count: number, locale: Locale): string {
  if (count < shownFrom) return `${name} ${say(locale, "数据不足", "not enough data")}`;
  const [low, high] = countInterval(count);
  const few = count < surelyFrom ? say(locale, "，仅供参考", ", indicative only") : "";
  const range = `${yuan(spend / high)}–${yuan(spend / low)}`;
  return say(
    locale,
    `${name} ${yuan(spend / count)}（区间 ${range}${few}）`,
    `${name} ${yuan(spend / count)} (interval ${range}${few})`,
  );
}

const yuan = (amount: number): string =>
  `¥${new Intl.NumberFormat("en-US", { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)}`;

const things = {
  resumes: { zh: "简历", en: "résumés" },
  interviews: { zh: "面试", en: "interviews" },
  hires: { zh: "入职", en: "hires" },
} as const;

function changes(all: readonly Change[], locale: Locale): string {
  if (all.length === 0)
    return say(
      locale,
      "*变化* 与上周的差别都在偶然波动之内。",
      "*What changed* Nothing beyond what chance explains.",
    );
  const list = all
    .slice(0, 5)
    .map(({ channel, what, now, before }) => {
      const name = `${mrkdwn(channelName(channel, locale), 60)} ${inLocale(things[what], locale)}`;
      return `${name} ${before} → ${now}`;
    })
    .join(say(locale, "；", "; "));
  return say(locale, `*变化* 超出偶然波动的：${list}`, `*What changed* Beyond chance: ${list}`);
}

function suggestion(s: Suggestion, locale: Locale): string {
  switch (s.kind) {
    case "drop": {
      const name = mrkdwn(channelName(s.channel, locale), 60);
      const expected = s.expected.toFixed(1);
      return say(
        locale,
        `先看看${name}：近 14 天 ${s.observed} 份简历，按往常应有约 ${expected} 份，很可能下降了。常见原因：职位过期、预算用完、平台调了排序。`,
        `Look at ${name} first: ${s.observed} résumés in 14 days where about ${expected} were expected, so it probably dropped. Usual causes: the post expired, the budget ran out, the platform changed its ranking.`,
      );
    }
    case "shift": {
      const [from, to] = [s.from, s.to].map((id) => mrkdwn(channelName(id, locale), 60));
      return say(
        locale,
        `可以把一部分预算从${from}挪到${to}：按近 4 周的花费，它换来的面试最多，把握至少 ${chance(s.probability)}。一个月最多挪 20 个百分点；预算变更后 30 天内的转化数据不可比。`,
        `Some budget could move from ${from} to ${to}: over 4 weeks it brought most interviews for its money, at least ${chance(s.probability)} sure. Move at most 20 points a month; for 30 days afterwards conversion figures cannot be compared.`,
      );
    }
    case "none":
      return say(
        locale,
        "数据不足，本周先不建议改动。",
        "Not enough data: no change is suggested this week.",
      );
    default:
      return s satisfies never;
  }
}

function explanation(locale: Locale): KnownBlock {
  const text = say(
    locale,
    "渠道按首次接触计；通过率是完成测评的人里到现在已通过的；区间是 95%；少于 20 注明“仅供参考”，少于 5 不显示。更多：/digest channels",
    "Channels are those of the first touch; the pass rate counts who has passed by now; intervals are 95 %; fewer than 20 is marked, fewer than 5 is not shown. More: /digest channels",
  );
  return { type: "context", elements: [plainText(text, 400)] };
}
