import { rateMetric } from "./kinds.ts";

export const resumeToInterviewRate = rateMetric(
  {
    id: "resume_to_interview_rate",
    name: { zh: "简历→面试转化率", en: "Résumé to interview rate" },
    definition: {
      zh: "期间内的简历（不重复人数）中，到目前已约面试的人所占比例；指定岗位或班次时只看该类岗位的面试。",
      en: "Of the persons who first came in the window, the share with an interview scheduled by now; for a job or shift, an interview for such a job.",
    },
  },
  "people",
);
