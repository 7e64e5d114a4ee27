import { unitCostMetric } from "./kinds.ts";

export const costPerHire = unitCostMetric(
  {
    id: "cost_per_hire",
    name: { zh: "单个入职成本", en: "Cost per hire" },
    definition: {
      zh: "期间内的渠道花费 ÷ 同一期间的入职人数（元）；没有花费记录时不显示，也不算最便宜。",
      en: "Channel spend in the window divided by hires in the same window, in CNY; no figure without recorded spend.",
    },
  },
  "hired",
);
