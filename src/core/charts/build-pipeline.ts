import { channelName } from "../channel-names.ts";
import { inLocale } from "../locale.ts";
import { milestoneNames, milestoneStages } from "../milestones.ts";
import type { ArrivalsChart, ChannelsChart, FunnelChart } from "./chart.ts";
import { type About, clipped, type FactRow, head, type Measure } from "./facts.ts";
import { probabilityBest } from "./probability-best.ts";
import { say } from "./words.ts";

/** The funnel of the applications of a window, from the rows of `drop_off_step`; null without an application. */
export function funnelChart(about: About, rows: readonly FactRow[]): FunnelChart | null {
  const { locale } = about;
  const name = (stage: string) => {
    const known = milestoneStages.find((one) => one === stage);
    return known ? inLocale(milestoneNames[known], locale) : clipped(stage, 80);
  };
  const steps = rows.map(({ group, numerator, denominator }) => {
    const [from = "", to = ""] = String(group.step).split("->");
    return { from, to, entered: denominator ?? 0, passed: (denominator ?? 0) - (numerator ?? 0) };
  });
  const [first] = steps;
  if (!first || first.entered === 0) return null;
  return {
    ...head(about, say(locale, "招聘漏斗", "Recruiting funnel")),
    kind: "funnel",
    steps: [
      { name: name(first.from), count: first.entered },
      ...steps.map(({ to, passed }) => ({ name: name(to), count: passed })),
    ].slice(0, 10),
  };
}

/**
 * A rate per channel, largest base first, from rows grouped by channel; channels without anybody are left out. P(best)
 * is over the channels with enough for a percentage. `details` adds words per channel id.
 */
export function channelsChart(
  about: About,
  measure: Measure,
  rows: readonly FactRow[],
  details: ReadonlyMap<string, string> = new Map(),
): ChannelsChart | null {
  const { locale } = about;
  const name = say(locale, measure.name.zh, measure.name.en);
  const used = rows
    .filter(({ n }) => n > 0)
    .map(({ group, numerator, denominator, n, value, interval }) => {
      const id = String(group.channel);
      return {
        name: clipped(channelName(id, locale), 80),
        hits: numerator ?? 0,
        n: denominator ?? n,
        share: value,
        interval: interval ? ([interval[0], interval[1]] satisfies [number, number]) : null,
        detail: clippedOrNull(details.get(id)),
      };
    })
    .sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1));
  if (used.length === 0) return null;
  const enough = used.filter(({ share }) => share !== null);
  const chances = probabilityBest(enough);
  const top = chances.indexOf(Math.max(...chances));
  const leader = enough[top];
  return {
    ...head(about, say(locale, `各渠道${name}`, `${name} by channel`)),
    kind: "channels",
    measure: name,
    rows: used.slice(0, 40),
    best: leader && enough.length > 1 ? { name: leader.name, probability: chances[top] ?? 0 } : null,
  };
}

const clippedOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : clipped(text, 60);

/** When résumés arrive, from the rows of `posting_time` by weekday and hour; null when nothing arrived. */
export function arrivalsChart(about: About, rows: readonly FactRow[]): ArrivalsChart | null {
  const cells = rows.flatMap(({ group, numerator }) => {
    const [weekday, hour] = [Number(group.weekday), Number(group.hour)];
    return Number.isInteger(weekday) && Number.isInteger(hour)
      ? [{ weekday, hour, count: numerator ?? 0 }]
      : [];
  });
  if (cells.every(({ count }) => count === 0)) return null;
  const title = say(about.locale, "简历到达时段", "When résumés arrive");
  return { ...head(about, title), kind: "arrivals", cells };
}
