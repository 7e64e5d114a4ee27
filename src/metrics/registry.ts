import { assessmentCompletionRate } from "./assessment-completion-rate.ts";
import { assessmentPassRate } from "./assessment-pass-rate.ts";
import { assessmentsCompleted } from "./assessments-completed.ts";
import { assessmentsStarted } from "./assessments-started.ts";
import { attritionReasons } from "./attrition-reasons.ts";
import { avgScore } from "./avg-score.ts";
import { channelHealth } from "./channel-health.ts";
import { cost } from "./cost.ts";
import { costPerHire } from "./cost-per-hire.ts";
import { costPerInterview } from "./cost-per-interview.ts";
import { costPerResume } from "./cost-per-resume.ts";
import { dropOffStep } from "./drop-off-step.ts";
import { hires } from "./hires.ts";
import { interviewPassRate } from "./interview-pass-rate.ts";
import { interviewToHireRate } from "./interview-to-hire-rate.ts";
import { interviews } from "./interviews.ts";
import type { Metric } from "./metric.ts";
import { pendingReviews } from "./pending-reviews.ts";
import { postingTime } from "./posting-time.ts";
import { responseTime } from "./response-time.ts";
import { resumeToInterviewRate } from "./resume-to-interview-rate.ts";
import { resumes } from "./resumes.ts";
import { retention90d } from "./retention-90d.ts";
import { timeToFill } from "./time-to-fill.ts";
import { timeToHire } from "./time-to-hire.ts";

/** Every question about numbers; a new one is a file in this folder and a line here. */
export const metrics: readonly Metric[] = [
  resumes,
  assessmentsStarted,
  assessmentsCompleted,
  assessmentCompletionRate,
  assessmentPassRate,
  avgScore,
  interviews,
  resumeToInterviewRate,
  interviewPassRate,
  hires,
  interviewToHireRate,
  cost,
  costPerResume,
  costPerInterview,
  costPerHire,
  timeToHire,
  timeToFill,
  retention90d,
  attritionReasons,
  responseTime,
  dropOffStep,
  pendingReviews,
  postingTime,
  channelHealth,
];
