import { addDays } from "../core/calendar-days.ts";
import { everyDay, watchDrops } from "../core/statistics/drop-detector.ts";
import { isMasked } from "../core/statistics/masked-days.ts";
import { averageCell, type Cell } from "./cells.ts";
import { groupKey } from "./dimensions.ts";
import type { Metric } from "./metric.ts";
import { tally } from "./tallies.ts";

const lookBack = 14;
const nothing: Cell = averageCell(null, 0, { alarm: false, observed: 0, expected: null });

export const channelHealth: Metric = {
  id: "channel_health",
  name: { zh: "渠道健康度", en: "Channel health" },
  unit: "ratio",
  definition: {
    zh: "近 14 天（含期间最后一天）实到简历 ÷ 按过去几周和星期规律预期的简历；报警 = 这 14 天内骤降检测报过警（只看已结束的日子，春节前后和双 11 当周不计）。",
    en: "Résumés of the last 14 days (up to the window's end) over those expected from the weeks before and the weekday pattern; alarm = the drop detector raised one within these days (finished days only, Spring Festival and the week of 11 November left out).",
  },
  dimensions: ["channel", "job"],
  groups: ["channel"],
  facts: "pipeline",
  empty: () => nothing,
  async read(scope, dims) {
    const last = scope.to && scope.to < scope.today ? scope.to : scope.today;
    const all = { ...scope, from: null, to: last };
    const rows = await tally(all, [...dims, "day"], "people");
    const series = Map.groupBy(rows, ({ group }) => groupKey(dims, group));
    return [...series.values()].flatMap((mine) => {
      const [one] = mine;
      if (!one) return [];
      const { day: _, ...group } = one.group;
      const counts = mine.map(({ group, n }) => ({ date: String(group.day), count: n }));
      return [{ group, cell: health(counts, last, scope.today) }];
    });
  },
};

function health(counts: { date: string; count: number }[], last: string, today: string): Cell {
  const { days, alarms } = watchDrops(everyDay(counts, last), {
    masked: (day) => isMasked(day) || day >= today,
  });
  const since = addDays(last, 1 - lookBack);
  const recent = days.filter(({ date }) => date >= since);
  const observed = recent.reduce((sum, { count }) => sum + count, 0);
  const expected = recent.every((day) => day.expected !== null)
    ? recent.reduce((sum, day) => sum + (day.expected ?? 0), 0)
    : null;
  const alarm = alarms.some(({ date }) => date >= since);
  return averageCell(expected ? observed / expected : null, observed, { alarm, observed, expected });
}
