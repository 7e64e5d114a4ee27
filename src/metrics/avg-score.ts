import { averageCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import type { Metric } from "./metric.ts";
import { tally } from "./tallies.ts";

export const avgScore: Metric = {
  id: "avg_score",
  name: { zh: "平均测评分", en: "Average score" },
  unit: "score",
  definition: {
    zh: "期间内完成的测评得分的平均值（0–100 分）。",
    en: "Mean total (0-100) of the assessments completed in the window.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => averageCell(null, 0),
  async read(scope, dims) {
    const rows = await tally(scope, dims, ["score"]);
    return rows.map(({ group, n, amount }) => ({ group, cell: averageCell(n === 0 ? null : amount / n, n) }));
  },
};
