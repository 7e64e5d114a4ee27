import { rateCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import type { Metric } from "./metric.ts";
import { tally } from "./tallies.ts";

export const postingTime: Metric = {
  id: "posting_time",
  name: { zh: "简历到达时段", en: "When résumés arrive" },
  unit: "rate",
  definition: {
    zh: "期间内的简历（不重复人数，按首次接触）在各时段到达的比例，当地时间；高峰前 30–60 分钟发布或刷新职位。",
    en: "Share of the window's résumés (unique persons, first touch) that arrive in each slot, local time; post or refresh 30-60 minutes ahead of the peak.",
  },
  dimensions: overall,
  groups: ["weekday", "hour"],
  facts: "pipeline",
  empty: ([other]) => rateCell(0, other?.cell.denominator ?? 0),
  async read(scope, dims) {
    const rows = await tally(scope, dims, "people");
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    return rows.map(({ group, n }) => ({ group, cell: rateCell(n, all) }));
  },
};
