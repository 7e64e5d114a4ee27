import { rateMetric } from "./kinds.ts";

export const assessmentPassRate = rateMetric(
  {
    id: "assessment_pass_rate",
    name: { zh: "测评通过率", en: "Assessment pass rate" },
    definition: {
      zh: "期间内完成测评的投递中，到目前（经人工复核）已通过的比例。",
      en: "Of the applications that completed the assessment in the window, the share passed by now, after human review.",
    },
  },
  "completed",
);
