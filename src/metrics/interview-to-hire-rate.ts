import { rateMetric } from "./kinds.ts";

export const interviewToHireRate = rateMetric(
  {
    id: "interview_to_hire_rate",
    name: { zh: "面试→入职率（到岗率）", en: "Interview to hire rate" },
    definition: {
      zh: "期间内参加面试的投递中，到目前已入职的比例。",
      en: "Of the applications interviewed in the window, the share hired by now.",
    },
  },
  "held",
);
