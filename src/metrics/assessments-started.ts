import { countMetric } from "./kinds.ts";

export const assessmentsStarted = countMetric(
  {
    id: "assessments_started",
    name: { zh: "开始测评数", en: "Assessments started" },
    definition: {
      zh: "期间内开始测评的投递数，渠道按首次接触计。",
      en: "Applications that started the assessment in the window, by first-touch channel.",
    },
  },
  "started",
);
