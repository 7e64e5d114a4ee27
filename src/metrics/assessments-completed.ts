import { countMetric } from "./kinds.ts";

export const assessmentsCompleted = countMetric(
  {
    id: "assessments_completed",
    name: { zh: "完成测评数", en: "Assessments completed" },
    definition: {
      zh: "期间内完成测评的投递数，渠道按首次接触计。",
      en: "Applications that completed the assessment in the window, by first-touch channel.",
    },
  },
  "completed",
);
