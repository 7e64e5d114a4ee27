import { countMetric } from "./kinds.ts";

export const resumes = countMetric(
  {
    id: "resumes",
    name: { zh: "简历量", en: "Résumés" },
    definition: {
      zh: "首次接触落在期间内的不重复人数，渠道按首次接触计；指定岗位或班次时，按此人首次投递该类岗位的时间计。",
      en: "Unique persons whose first touch lies in the window, by first-touch channel; for a job or shift, by their first application to such a job.",
    },
  },
  "people",
);
