import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import { chancesToBeBest } from "../../core/statistics/best-rate.ts";
import type { MetricRow } from "../../metrics/answer.ts";
import { costWords, howMany, periodWords, rateWords, unitCostWords } from "../numbers.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { chance, say } from "../words.ts";

/** What is shown of every channel; each an answer of a metric, grouped by channel. */
export const channelMetrics = [
  "resumes",
  "assessments_completed",
  "assessment_pass_rate",
  "interviews",
  "hires",
  "cost",
  "cost_per_hire",
] as const;
export type ChannelNumbers = Record<(typeof channelMetrics)[number], MetricRow[]>;

/** Channels in one message. */
const shown = 20;
/** Below this probability no channel is called the best. */
const sureEnough = 0.8;

/** One paragraph per channel, most résumés first, and whether one is the cheapest for certain enough. */
export function channelTable(
  numbers: ChannelNumbers,
  period: { from: string | null; to: string | null },
  locale: Locale,
): View {
  const title = say(
    locale,
    `渠道 · ${periodWords(period, locale)}`,
    `Channels · ${periodWords(period, locale)}`,
  );
  const channels = numbers.resumes
    .map(({ group, value }) => ({ id: String(group.channel), resumes: value ?? 0 }))
    .filter(({ id }) => channelMetrics.some((metric) => (rowOf(numbers, metric, id)?.value ?? 0) > 0))
    .sort((a, b) => b.resumes - a.resumes || (a.id < b.id ? -1 : 1));
  const none = say(
    locale,
    "这段时间没有数据。换一个期间试试，例如 `/channels 近30天`；用 `/jobs` 取渠道链接，来的人才会记到渠道上。",
    "No data in this period. Try another one, e.g. `/channels last 30 days`; `/jobs` gives the links by which people are counted.",
  );
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(channels.length === 0 ? [{ type: "section" as const, text: mrkdwnText(none) }] : []),
    ...channels.slice(0, shown).map(({ id }): KnownBlock => {
      return { type: "section", text: mrkdwnText(channelLines(numbers, id, locale)) };
    }),
    ...(channels.length > 0
      ? [
          {
            type: "section" as const,
            text: mrkdwnText(
              verdict(
                numbers,
                channels.map(({ id }) => id),
                locale,
              ),
            ),
          },
          { type: "context" as const, elements: [plainText(footnote(channels.length, locale), 600)] },
        ]
      : []),
  ];
  return { text: title, blocks };
}

const rowOf = (numbers: ChannelNumbers, metric: keyof ChannelNumbers, id: string): MetricRow | undefined =>
  numbers[metric].find(({ group }) => group.channel === id);

function channelLines(numbers: ChannelNumbers, id: string, locale: Locale): string {
  const row = (metric: keyof ChannelNumbers) => rowOf(numbers, metric, id);
  const count = (metric: keyof ChannelNumbers) => howMany(row(metric)?.value ?? 0);
  const pass = row("assessment_pass_rate");
  const unit = row("cost_per_hire");
  const cost = row("cost");
  return [
    `*${mrkdwn(channelName(id, locale), 60)}* · ${say(locale, "简历", "résumés")} *${count("resumes")}* · ${say(locale, "完成测评", "screened")} ${count("assessments_completed")} · ${say(locale, "约面", "interviews")} ${count("interviews")} · ${say(locale, "录用", "hires")} *${count("hires")}*`,
    `${say(locale, "测评通过率", "pass rate")} ${pass ? rateWords(pass, locale) : "–"}`,
    `${say(locale, "花费", "cost")} ${cost ? costWords(cost, locale) : "–"} · ${say(locale, "每录用一人", "per hire")} ${unit ? unitCostWords(unit, locale) : "–"}`,
  ].join("\n");
}

/** Which channel hires most for its money, said only when it is probable enough. */
function verdict(numbers: ChannelNumbers, ids: readonly string[], locale: Locale): string {
  const paid = ids.flatMap((id) => {
    const effort = rowOf(numbers, "cost", id)?.value ?? 0;
    const count = rowOf(numbers, "hires", id)?.value ?? 0;
    return effort > 0 ? [{ id, count, effort }] : [];
  });
  const chances = chancesToBeBest(paid);
  const best = paid.map(({ id }, i) => ({ id, p: chances[i] ?? 0 })).sort((a, b) => b.p - a.p)[0];
  if (!best || paid.length < 2)
    return say(
      locale,
      "*数据不足*：要比较哪个渠道更划算，至少要有两个渠道的花费：点“录入花费”，或写 `/spend boss 3000 2026-11`。",
      "*Not enough data*: to tell which channel is better value, enter the spend of at least two: press “Enter spend”, or type `/spend boss 3000 2026-11`.",
    );
  const name = mrkdwn(channelName(best.id, locale), 60);
  if (best.p < sureEnough)
    return say(
      locale,
      `*数据不足*：还看不出哪个渠道更划算（目前靠前的 ${name}，把握只有 ${chance(best.p)}，不到 80%）。`,
      `*Not enough data* to tell which channel is better value (${name} leads with a probability of only ${chance(best.p)}, below 80%).`,
    );
  return say(
    locale,
    `同样的钱，*${name}* 招到的人最多（把握 ${chance(best.p)}）。`,
    `For the same money *${name}* brings the most hires (probability ${chance(best.p)}).`,
  );
}

function footnote(count: number, locale: Locale): string {
  const more =
    count > shown
      ? say(
          locale,
          `只列出简历最多的 ${shown} 个渠道（共 ${count} 个）。`,
          `The ${shown} channels with most résumés of ${count}. `,
        )
      : "";
  return (
    more +
    say(
      locale,
      "渠道按首次接触计，练习岗位不计。括号里是 95% 区间；少于 20 个样本仅供参考，少于 5 个不算比例。",
      "Channels are those of the first touch, practice jobs do not count. In brackets the 95% interval; below 20 it is a small sample, below 5 no rate is shown.",
    )
  );
}
