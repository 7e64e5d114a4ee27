import { moneyCell } from "./cells.ts";
import { spent } from "./kinds.ts";
import type { Metric } from "./metric.ts";

export const cost: Metric = {
  id: "cost",
  name: { zh: "招聘花费", en: "Cost" },
  unit: "cny",
  definition: {
    zh: "日期落在期间内的渠道花费合计（元）；没有花费记录时不显示金额。",
    en: "Channel spend dated in the window, in CNY; no figure where no spend was recorded.",
  },
  dimensions: ["channel", "day", "week", "month", "weekday"],
  facts: "spend",
  empty: () => moneyCell(null, 0),
  async read(scope, dims) {
    const rows = await spent(scope, dims);
    return rows.map(({ group, amount, n }) => ({ group, cell: moneyCell(amount, n) }));
  },
};
