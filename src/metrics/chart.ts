import { addDays, dayIn } from "../core/calendar-days.ts";
import { channelName } from "../core/channel-names.ts";
import { costCurveChart, costOverTimeChart } from "../core/charts/build-cost.ts";
import { dropChart } from "../core/charts/build-drop.ts";
import { arrivalsChart, channelsChart, funnelChart } from "../core/charts/build-pipeline.ts";
import { seriesChart } from "../core/charts/build-series.ts";
import type { Chart } from "../core/charts/chart.ts";
import type { About } from "../core/charts/facts.ts";
import { money, say } from "../core/charts/words.ts";
import type { Bilingual, Locale } from "../core/locale.ts";
import { type Asking, answerMetric, type MetricRow, metricOf } from "./answer.ts";
import { dimensions } from "./dimensions.ts";
import { MetricQuery, MetricQueryError } from "./query.ts";

/** Which chart of which numbers. */
export type ChartRequest = {
  kind: ChartName;
  locale: Locale;
  channel: readonly string[] | null;
  job: string | null;
  from: string | null;
  to: string | null;
  /** For channels, cost and series: of which metric. */
  metric: string | null;
  /** For series and cost-over-time: along which dimension. */
  by: string | null;
};

/** Charts that can be asked for. */
export const chartNames = [
  "funnel",
  "channels",
  "arrivals",
  "drop",
  "cost",
  "cost-over-time",
  "series",
] as const;
type ChartName = (typeof chartNames)[number];

/** Asks the metrics and makes the chart; null = nothing to draw. Throws a MetricQueryError that names the choices. */
export async function chartOf(asking: Asking, request: ChartRequest): Promise<Chart | null> {
  const { kind, locale, channel, job, from, to } = request;
  const ask = async (metric: string, by: readonly string[], over = {}): Promise<MetricRow[]> => {
    const parsed = MetricQuery.safeParse({
      metric,
      group_by: by,
      filters: { channel: channel ? [...channel] : null, job, shift: null },
      from,
      to,
      ...over,
    });
    if (!parsed.success)
      throw new MetricQueryError(parsed.error.issues.map(({ message }) => message).join("; "));
    return (await answerMetric(asking, parsed.data)).rows;
  };
  const about: About = { locale, period: { from, to }, scope: scopeOf(request) };
  const yesterday = addDays(dayIn(asking.timeZone, asking.now), -1);

  switch (kind) {
    case "funnel":
      return funnelChart(about, await ask("drop_off_step", []));
    case "channels": {
      const metric = metricOf(request.metric ?? "resume_to_interview_rate");
      if (metric.unit !== "rate") throw new MetricQueryError(`${metric.id} is not a rate: use chart series`);
      return channelsChart(about, metric, await ask(metric.id, ["channel"]), await costs(ask, request));
    }
    case "arrivals":
      return arrivalsChart(about, await ask("posting_time", ["weekday", "hour"]));
    case "drop":
      // The detector learns from everything before the window.
      return dropChart(about, await ask("resumes", ["day"], { from: null }), yesterday);
    case "cost": {
      const metric = request.metric ?? "cost_per_hire";
      const outcome = outcomes[metric];
      if (!outcome)
        throw new MetricQueryError(`chart cost takes --metric ${Object.keys(outcomes).join(", ")}`);
      return costCurveChart(about, { name: outcome, unit: "count" }, await ask(metric, ["channel"]));
    }
    case "cost-over-time": {
      const metric = metricOf(request.metric ?? "cost_per_hire");
      if (!outcomes[metric.id])
        throw new MetricQueryError(`chart cost-over-time takes --metric ${Object.keys(outcomes).join(", ")}`);
      return costOverTimeChart(about, metric, await ask(metric.id, [request.by ?? "month"]));
    }
    case "series": {
      const metric = metricOf(request.metric ?? "resumes");
      const by = (request.by ?? "week").split(",");
      const wrong = by.find((dim) => !dimensions.some((known) => known === dim));
      if (wrong) throw new MetricQueryError(`--by takes ${dimensions.join(", ")}, not ${wrong}`);
      return seriesChart(about, metric, await ask(metric.id, by));
    }
    default:
      return kind satisfies never;
  }
}

const outcomes: Record<string, Bilingual> = {
  cost_per_resume: { zh: "简历", en: "Résumés" },
  cost_per_interview: { zh: "约面试", en: "Interviews" },
  cost_per_hire: { zh: "入职", en: "Hires" },
};

function scopeOf({ channel, job, locale }: ChartRequest): string | null {
  const parts = [...(channel ?? []).map((id) => channelName(id, locale)), ...(job ? [job] : [])];
  return parts.length > 0 ? parts.join(say(locale, "、", ", ")) : null;
}

type Ask = (metric: string, by: readonly string[]) => Promise<MetricRow[]>;

/** What an interview cost per channel, in words; spend is not known per job. */
async function costs(ask: Ask, { job, locale }: ChartRequest): Promise<Map<string, string>> {
  if (job !== null) return new Map();
  const rows = await ask("cost_per_interview", ["channel"]);
  return new Map(
    rows.flatMap(({ group, value }): [string, string][] =>
      value === null
        ? []
        : [[String(group.channel), say(locale, `${money(value)}/面试`, `${money(value)}/interview`)]],
    ),
  );
}
