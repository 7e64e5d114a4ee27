import { rateMetric } from "./kinds.ts";

export const interviewPassRate = rateMetric(
  {
    id: "interview_pass_rate",
    name: { zh: "面试通过率", en: "Interview pass rate" },
    definition: {
      zh: "期间内参加面试的投递中，到目前已发 offer 的比例。",
      en: "Of the applications interviewed in the window, the share with an offer by now.",
    },
  },
  "interviewed",
);
