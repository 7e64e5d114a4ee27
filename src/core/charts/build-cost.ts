import { channelName } from "../channel-names.ts";
import { z95 } from "../statistics/proportion.ts";
import type { CostCurveChart, CostOverTimeChart } from "./chart.ts";
import { type About, clipped, type FactRow, head, type Measure } from "./facts.ts";
import { keyName } from "./keys.ts";
import { say } from "./words.ts";

/** Diminishing returns: results grow with spend to this power (the house's planning assumption for job boards). */
export const exponent = 0.7;
const steps = 60;
const most = 8;

/**
 * What spending more would bring, per channel: y = count · (s / spend)^0.7 through where the channel stands, with the
 * Poisson uncertainty of its count. From unit-cost rows by channel (numerator money, denominator count); channels
 * without spend are left out. null when none is left.
 */
export function costCurveChart(
  about: About,
  outcome: Measure,
  rows: readonly Pick<FactRow, "group" | "numerator" | "denominator">[],
): CostCurveChart | null {
  const { locale } = about;
  const known = rows
    .flatMap(({ group, numerator, denominator }) =>
      numerator !== null && numerator > 0
        ? [{ channel: String(group.channel), spend: numerator, count: denominator ?? 0 }]
        : [],
    )
    .sort((a, b) => b.spend - a.spend)
    .slice(0, most);
  const [dearest] = known;
  if (!dearest) return null;
  const end = Math.max(1.5 * dearest.spend, dearest.spend + 1000);
  const name = say(locale, outcome.name.zh, outcome.name.en);
  return {
    ...head(about, say(locale, `花费与${name}`, `Spend and ${lower(name)}`)),
    kind: "cost_curve",
    outcome: locale === "en" ? lower(name) : name,
    curves: known.map(({ channel, spend, count }) => {
      const [low, high] = poissonInterval(count);
      // Up to twice its own spend: beyond that the curve is fancy.
      const reach = Math.min(end, Math.max(2 * spend, spend + 1000));
      return {
        name: clipped(channelName(channel, locale), 80),
        now: { spend, count },
        points: Array.from({ length: steps + 1 }, (_, i) => {
          const at = (reach * i) / steps;
          const factor = (at / spend) ** exponent;
          return { spend: at, mean: count * factor, low: low * factor, high: high * factor };
        }),
      };
    }),
  };
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Score interval of a Poisson mean from one count, 95 %. */
function poissonInterval(count: number): [low: number, high: number] {
  const centre = count + (z95 * z95) / 2;
  const half = z95 * Math.sqrt(count + (z95 * z95) / 4);
  return [Math.max(0, centre - half), centre + half];
}

/** What one result cost per week, month …, from unit-cost rows by one dimension of time; null without rows. */
export function costOverTimeChart(
  about: About,
  measure: Measure,
  rows: readonly FactRow[],
): CostOverTimeChart | null {
  if (rows.length === 0) return null;
  const { locale } = about;
  const name = say(locale, measure.name.zh, measure.name.en);
  return {
    ...head(about, name),
    kind: "cost_over_time",
    measure: name,
    rows: rows.slice(-120).map(({ group, numerator, denominator, value }) => {
      const [dimension = "", key = ""] = Object.entries(group)[0] ?? [];
      return {
        label: clipped(keyName(dimension, key, locale), 80),
        spend: numerator,
        count: denominator ?? 0,
        value,
      };
    }),
  };
}
