/** How an element was found. `prompted` = only after the customer asked for it. Numbers: unprompted 1, prompted .6, partial .5, absent 0. */
export type Credit = "unprompted" | "prompted" | "partial" | "absent";

/** Where a point comes from: the exact words (UTF-16 range, end exclusive) in one message of the candidate. */
export type Quote = { messageId: string; text: string; start: number; end: number };

export type ElementScore = {
  id: string;
  label: { zh: string; en: string };
  weight: number;
  critical: boolean;
  credit: Credit;
  /** Points of the 0-100 total of its dimension. */
  points: number;
  quote: Quote | null;
};

export type GateId =
  | "abuse"
  | "unsafe_advice"
  | "off_platform"
  | "privacy_leak"
  | "review_manipulation"
  | "false_promise"
  | "change_refund_reason"
  | "ridicule_or_blame"
  | "no_answer";

export type GateHit = { gate: GateId; cap: number; quote: Quote | null; reason: { zh: string; en: string } };

/** A stretch of a message that lowered the conduct rating, with the reason. */
export type ConductSpan = { quote: Quote; reason: { zh: string; en: string } };

/** A sign that words of the candidate came from elsewhere; `reason` says what was seen. */
export type OutsideSign = {
  id: "fast" | "form" | "machine" | "template" | "copied";
  reason: { zh: string; en: string };
  quote: Quote | null;
};

export type ComplaintScore = {
  scenario: string;
  version: string;
  response: number;
  completeness: number;
  emotion: number;
  bars: number;
  total: number;
  elements: ElementScore[];
  gates: GateHit[];
  conduct: ConductSpan[];
  timing: {
    /** Seconds, typing-adjusted; null = never. */
    firstReply: number | null;
    timeToSolution: number | null;
    slaShare: number;
    typingCpm: number | null;
  };
  flags: string[];
};

export type RuleScore = {
  /** Id of the explanation or of the rule card that was asked. */
  card: string;
  /** The question as it was asked; absent in results from before it was kept. */
  question?: string | undefined;
  version: string;
  accuracy: number;
  clarity: number;
  bars: number;
  total: number;
  facts: ElementScore[];
  wrong: { id: string; label: { zh: string; en: string }; penalty: number; quote: Quote | null }[];
  gates: GateHit[];
  flags: string[];
};

export type ShortScore = {
  item: string;
  card: string;
  statement: { zh: string; en: string };
  truth: boolean;
  answer: "true" | "false" | "unsure" | "none";
  reasonFound: boolean;
  score: number;
  quote: Quote | null;
};

/** advance: T > 75; review: within the review band, or anything that needs a person; decline_proposed: below the band. */
export type Band = "advance" | "review" | "decline_proposed";

/** A strong or weak moment, in the candidate's own words where there are any. */
export type Moment = { label: { zh: string; en: string }; points: number; of: number; quote: Quote | null };

/** How a model took part in a result: what it cost, and what rules alone had given. */
export type JudgeRecord = {
  source: "model";
  model: string;
  calls: number;
  tokens: number;
  /** From the first call to the last answer. */
  ms: number;
  /** T by rules alone. */
  rulesTotal: number;
  /** Elements and facts that gained credit. */
  gained: string[];
  /** Pieces of evidence that code did not find in the candidate's words. */
  rejected: number;
};

/** What a person can give as the reason for another credit. */
export const overrideReasons = ["other_words", "elsewhere", "not_said", "misread", "restored"] as const;
export type OverrideReason = (typeof overrideReasons)[number];

/** A person's other view of one element: both credits stay on record. `points` are those of its dimension. */
export type Override = {
  part: "roleplay" | "rule";
  id: string;
  label: { zh: string; en: string };
  weight: number;
  from: Credit;
  to: Credit;
  pointsFrom: number;
  pointsTo: number;
  reason: OverrideReason;
  /** In the recruiter's words; may be empty. */
  note: string;
  /** Id and name of the recruiter. */
  by: string;
  name: string;
  /** ms since epoch. */
  at: number;
};

/** All overrides of a result, the oldest first, and what it was without any. */
export type Overridden = {
  list: Override[];
  original: { total: number; band: Band; passed: boolean; reviewReasons: string[] };
};

/** The whole result of one attempt; the same inputs give the same bytes. */
export type Assessment = {
  attempt: number;
  /** Content hashes of everything it was computed with. */
  versions: Record<string, string>;
  complaint: ComplaintScore;
  rule: RuleScore | null;
  short: { items: ShortScore[]; mean: number } | null;
  /** B of the formulas: rule knowledge, 0-100. */
  ruleTotal: number;
  /** T, rounded half up to one decimal. */
  total: number;
  passed: boolean;
  band: Band;
  reviewBand: [number, number];
  /** Why a person must look (gate ids, floors, flags); empty when only the band decides. */
  reviewReasons: string[];
  /** P(true score >= 70), 0..1. */
  confidence: number;
  best: Moment[];
  worst: Moment[];
  /** Signs of outside text, of at least two kinds; absent where there were fewer. */
  signs?: OutsideSign[] | undefined;
  /** Absent when rules alone gave the result. */
  judge?: JudgeRecord | undefined;
  /** Absent when no person saw an element otherwise. */
  overrides?: Overridden | undefined;
};
