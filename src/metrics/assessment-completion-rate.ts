import { rateMetric } from "./kinds.ts";

export const assessmentCompletionRate = rateMetric(
  {
    id: "assessment_completion_rate",
    name: { zh: "测评完成率", en: "Assessment completion rate" },
    definition: {
      zh: "期间内开始测评的投递中，到目前已完成测评的比例。",
      en: "Of the applications that started the assessment in the window, the share completed by now.",
    },
  },
  "started",
);
