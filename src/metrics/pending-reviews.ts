import { countMetric } from "./kinds.ts";

export const pendingReviews = countMetric(
  {
    id: "pending_reviews",
    name: { zh: "待复核", en: "Pending reviews" },
    definition: {
      zh: "（期间内）完成测评、到目前既未通过也未婉拒、也没有退出的投递数。",
      en: "Applications that completed the assessment (in the window) and are neither passed nor rejected nor withdrawn by now.",
    },
  },
  "pending",
);
