import type { Chart } from "../../core/charts/chart.ts";
import type { Drawing } from "../look.ts";
import { arrivalsOption } from "./arrivals.ts";
import { channelsOption } from "./channels.ts";
import { costCurveOption } from "./cost-curve.ts";
import { costOverTimeOption } from "./cost-over-time.ts";
import { dropOption } from "./drop.ts";
import { funnelOption } from "./funnel.ts";
import { seriesOption } from "./series.ts";

/** How a chart is drawn. */
export function drawingOf(chart: Chart): Drawing {
  switch (chart.kind) {
    case "funnel":
      return funnelOption(chart);
    case "channels":
      return channelsOption(chart);
    case "arrivals":
      return arrivalsOption(chart);
    case "drop":
      return dropOption(chart);
    case "cost_curve":
      return costCurveOption(chart);
    case "cost_over_time":
      return costOverTimeOption(chart);
    case "series":
      return seriesOption(chart);
    default:
      return chart satisfies never;
  }
}
