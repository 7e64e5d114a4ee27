import type { Assessment, Overridden } from "./assessment.ts";

/** The assessment with every number and none of the candidate's words: what is kept when the transcript has gone. */
export function withoutQuotes(assessment: Assessment): Assessment {
  const { complaint, rule, short } = assessment;
  const bare = <T extends { quote: unknown }>(list: T[]): T[] =>
    list.map((item) => ({ ...item, quote: null }));
  return {
    ...assessment,
    complaint: {
      ...complaint,
      elements: bare(complaint.elements),
      gates: bare(complaint.gates),
      // A stretch of conduct is nothing but its words; the rating it led to stays.
      conduct: [],
    },
    rule: rule && { ...rule, facts: bare(rule.facts), wrong: bare(rule.wrong), gates: bare(rule.gates) },
    short: short && { ...short, items: bare(short.items) },
    best: bare(assessment.best),
    worst: bare(assessment.worst),
    ...(assessment.overrides ? { overrides: withoutNotes(assessment.overrides) } : {}),
    ...(assessment.signs ? { signs: bare(assessment.signs) } : {}),
  };
}

/** A recruiter's note may repeat what the candidate said. */
const withoutNotes = (overrides: Overridden): Overridden => ({
  ...overrides,
  list: overrides.list.map((one) => ({ ...one, note: "" })),
});
