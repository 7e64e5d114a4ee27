import type { AskQuery } from "../core/asking/query.ts";
import { channelName } from "../core/channel-names.ts";
import { arrivalsChart, channelsChart, funnelChart } from "../core/charts/build-pipeline.ts";
import { seriesChart } from "../core/charts/build-series.ts";
import type { Chart } from "../core/charts/chart.ts";
import type { Locale } from "../core/locale.ts";
import type { MetricAnswer } from "../metrics/answer.ts";
import type { Metric } from "../metrics/metric.ts";
import { say } from "./words.ts";

/** An answer as a picture; null when a picture would show nothing that the words do not. */
export function answerChart(
  metric: Metric,
  answer: MetricAnswer,
  query: AskQuery,
  locale: Locale,
): Chart | null {
  const { rows, window, compare } = answer;
  if (rows.length < 2) return null;
  const { channel, job } = query.filters;
  const scope = [channel?.map((id) => channelName(id, locale)).join(" "), job].filter(Boolean).join(" · ");
  const about = { locale, period: window, scope: scope === "" ? null : scope };
  const dims = Object.keys(rows[0]?.group ?? {});
  const only = dims.length === 1 ? dims[0] : undefined;
  if (metric.id === "drop_off_step" && only === "step") return funnelChart(about, rows);
  if (
    metric.id === "posting_time" &&
    dims.includes("weekday") &&
    dims.includes("hour") &&
    query.limit === null
  )
    return arrivalsChart(about, rows);
  if (metric.unit === "rate" && only === "channel" && rows.every(({ numerator }) => numerator !== null))
    return channelsChart(about, metric, rows);
  const before = compare ? { name: say(locale, "对比期", "period before"), rows: compare.rows } : null;
  return seriesChart(about, metric, rows, before);
}
