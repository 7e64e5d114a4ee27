import type { Bilingual } from "./locale.ts";

/** The stages of an application that metrics count, in the order in which they are reached; the last two end it. */
export const milestoneStages = [
  "applied",
  "assessment_started",
  "assessment_completed",
  "assessment_passed",
  "interview_scheduled",
  "interviewed",
  "offer",
  "hired",
  "rejected",
  "withdrawn",
] as const;
export type MilestoneStage = (typeof milestoneStages)[number];

/** Names of the stages, for people. */
export const milestoneNames: Record<MilestoneStage, Bilingual> = {
  applied: { zh: "投递", en: "Applied" },
  assessment_started: { zh: "开始测评", en: "Screening started" },
  assessment_completed: { zh: "完成测评", en: "Screening completed" },
  assessment_passed: { zh: "测评通过", en: "Passed" },
  interview_scheduled: { zh: "约面", en: "Interview arranged" },
  interviewed: { zh: "到面", en: "Interviewed" },
  offer: { zh: "发 offer", en: "Offer" },
  hired: { zh: "录用", en: "Hired" },
  rejected: { zh: "婉拒", en: "Declined" },
  withdrawn: { zh: "退出", en: "Withdrawn" },
};

/** The way to a hire: each is a step on from the one before. */
export const pipeline = milestoneStages.slice(0, milestoneStages.indexOf("hired") + 1);

const byFact: Readonly<Record<string, readonly MilestoneStage[]>> = {
  started: ["applied"],
  applied: ["applied"],
  assessment_started: ["assessment_started"],
  assessment_completed: ["assessment_completed"],
  // A person invites: that is the review passed and the interview arranged.
  invited: ["assessment_passed", "interview_scheduled"],
  declined: ["rejected"],
  erased: ["withdrawn"],
  ...Object.fromEntries(
    (["interviewed", "offer", "hired", "withdrawn"] as const).map((stage) => [stage, [stage]]),
  ),
};

/** The milestones that a fact of application_events stands for; most stand for none. */
export const milestonesOf = (fact: string): readonly MilestoneStage[] =>
  Object.hasOwn(byFact, fact) ? (byFact[fact] ?? []) : [];
