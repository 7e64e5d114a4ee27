import { unitCostMetric } from "./kinds.ts";

export const costPerInterview = unitCostMetric(
  {
    id: "cost_per_interview",
    name: { zh: "单次面试成本", en: "Cost per interview" },
    definition: {
      zh: "期间内的渠道花费 ÷ 同一期间的约定面试数（元）；没有花费记录时不显示，也不算最便宜。",
      en: "Channel spend in the window divided by interviews scheduled in the same window, in CNY; no figure without recorded spend.",
    },
  },
  "scheduled",
);
