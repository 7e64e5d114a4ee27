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

/** The way to a hire: each is a step on from the one before. */
export const pipeline = milestoneStages.slice(0, milestoneStages.indexOf("hired") + 1);

const byFact: Readonly<Record<string, readonly MilestoneStage[]>> = {
  started: ["applied"],
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
