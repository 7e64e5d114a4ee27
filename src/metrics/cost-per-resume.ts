import { unitCostMetric } from "./kinds.ts";

export const costPerResume = unitCostMetric(
  {
    id: "cost_per_resume",
    name: { zh: "单份简历成本", en: "Cost per résumé" },
    definition: {
      zh: "期间内的渠道花费 ÷ 同一期间的简历量（元）；没有花费记录时不显示，也不算最便宜。",
      en: "Channel spend in the window divided by résumés in the same window, in CNY; no figure without recorded spend.",
    },
  },
  "people",
);
