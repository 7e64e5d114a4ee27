import { countCell } from "./cells.ts";
import { type Group, groupKey, overall } from "./dimensions.ts";
import type { Metric } from "./metric.ts";
import { tally } from "./tallies.ts";

export const interviews: Metric = {
  id: "interviews",
  name: { zh: "面试量", en: "Interviews" },
  unit: "count",
  definition: {
    zh: "期间内约定的面试数（主值）；旁边给出期间内实际完成的面试数。渠道按首次接触计。",
    en: "Interviews scheduled in the window (the value), with those held in the window beside it; by first-touch channel.",
  },
  dimensions: overall,
  facts: "pipeline",
  empty: () => countCell(0, { scheduled: 0, held: 0 }),
  async read(scope, dims) {
    const rows = await tally(scope, dims, ["scheduled", "interviewed"]);
    const counts = new Map<string, { group: Group; scheduled: number; held: number }>();
    for (const { group, kind, n } of rows) {
      const key = groupKey(dims, group);
      const before = counts.get(key) ?? { group, scheduled: 0, held: 0 };
      counts.set(key, { ...before, [kind === "scheduled" ? "scheduled" : "held"]: n });
    }
    return [...counts.values()].map(({ group, scheduled, held }) => ({
      group,
      cell: countCell(scheduled, { scheduled, held }),
    }));
  },
};
