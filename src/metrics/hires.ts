import { countMetric } from "./kinds.ts";

export const hires = countMetric(
  {
    id: "hires",
    name: { zh: "入职人数", en: "Hires" },
    definition: {
      zh: "期间内入职的投递数，渠道按首次接触计。",
      en: "Applications hired in the window, by first-touch channel.",
    },
  },
  "hired",
);
