import type { ScoringConfig } from "../content/config.ts";
import type { Bilingual } from "../locale.ts";
import type { ComplaintScore, ElementScore, GateId, Moment, RuleScore, ShortScore } from "./assessment.ts";
import { roundHalfUp } from "./composite.ts";

/**
 * Everything that moved the total, in points of T: what it could give, what it gave, in whose words. Labels say what to
 * do, so that they read as praise and as advice. Unrounded; order of the session.
 */
export function momentsOf(
  config: ScoringConfig,
  {
    complaint,
    rule,
    short,
  }: { complaint: ComplaintScore; rule: RuleScore | null; short: readonly ShortScore[] },
): Moment[] {
  const { composite, rule_mix: mix } = config;
  const explained = rule ? composite.rule * (short.length > 0 ? mix.explanation : 1) : 0;
  const quick = composite.rule * (rule ? mix.short : 1);
  return [
    ...ofComplaint(config, complaint, composite.complaint),
    ...(rule ? ofRule(config, rule, explained) : []),
    ...short.map((item) => ofShort(item, quick / short.length)),
  ];
}

/** The three that earned most, each with the candidate's words. */
export const bestMoments = (moments: readonly Moment[]): Moment[] =>
  moments
    .filter(({ points, of, quote }) => quote !== null && points > 0 && points >= of / 2)
    .sort((a, b) => b.points - a.points)
    .slice(0, count)
    .map(rounded);

/** The three that cost most. */
export const worstMoments = (moments: readonly Moment[]): Moment[] =>
  moments
    .filter((moment) => roundHalfUp(lost(moment)) > 0)
    .sort((a, b) => lost(b) - lost(a))
    .slice(0, count)
    .map(rounded);

const count = 3;
const lost = ({ points, of }: Moment): number => of - points;
const rounded = ({ label, points, of, quote }: Moment): Moment => ({
  label,
  points: roundHalfUp(points),
  of: roundHalfUp(of),
  quote,
});

const ofComplaint = (config: ScoringConfig, score: ComplaintScore, share: number): Moment[] => {
  const { weights } = config.complaint;
  const [span] = score.conduct;
  const calm = share * weights.emotion;
  return [
    ...ofElements(score.elements, share * weights.completeness),
    {
      label: tempo,
      points: share * weights.response * score.response,
      of: share * weights.response * 100,
      quote: null,
    },
    // With a stretch to show, only the loss is shown: its words earned nothing.
    span
      ? { label: tone, points: 0, of: calm * (100 - score.emotion), quote: span.quote }
      : { label: tone, points: calm * score.emotion, of: calm * 100, quote: null },
    ...ofGates(score, share, {
      weights: [weights.response, weights.completeness, weights.emotion],
      parts: [score.response, score.completeness, score.emotion],
    }),
  ];
};

const ofRule = (config: ScoringConfig, score: RuleScore, share: number): Moment[] => {
  const { weights } = config.rule;
  return [
    ...ofElements(score.facts, share * weights.accuracy),
    ...score.wrong.map(
      ({ label, penalty, quote }): Moment => ({
        label: { zh: `说准规则，别说成“${label.zh}”`, en: `Get the rule right; this is wrong: ${label.en}` },
        points: 0,
        of: share * weights.accuracy * penalty,
        quote,
      }),
    ),
    {
      label: clear,
      points: share * weights.clarity * score.clarity,
      of: share * weights.clarity * 100,
      quote: null,
    },
    ...ofGates(score, share, {
      weights: [weights.accuracy, weights.clarity],
      parts: [score.accuracy, score.clarity],
    }),
  ];
};

const ofShort = ({ statement, score, quote }: ShortScore, share: number): Moment => ({
  label: { zh: `判断并说清理由：${statement.zh}`, en: `Judge it and say why: ${statement.en}` },
  points: share * score,
  of: share * 100,
  quote,
});

const ofElements = (elements: readonly ElementScore[], share: number): Moment[] => {
  const weight = elements.reduce((sum, { weight }) => sum + weight, 0);
  return elements.map(({ label, points, weight: own, quote }) => ({
    label,
    points: (share * 100 * points) / weight,
    of: (share * 100 * own) / weight,
    quote,
  }));
};

/** What a cap took away is put on the lowest gate, which alone decides. */
const ofGates = (
  { gates, total }: Pick<ComplaintScore, "gates" | "total">,
  share: number,
  { weights, parts }: { weights: readonly number[]; parts: readonly number[] },
): Moment[] => {
  const [lowest] = [...gates].sort((a, b) => a.cap - b.cap);
  const free = weights.reduce((sum, weight, i) => sum + weight * (parts[i] ?? 0), 0);
  if (!lowest || free <= total) return [];
  return [{ label: instead[lowest.gate], points: 0, of: share * (free - total), quote: lowest.quote }];
};

const tempo: Bilingual = {
  zh: "先快速回一句，再尽快给出方案",
  en: "A first word at once, a solution soon after",
};
const tone: Bilingual = {
  zh: "语气平和，接住客户的情绪",
  en: "A calm tone that takes the customer seriously",
};
const clear: Bilingual = { zh: "说得简短清楚，先讲结论", en: "Short and clear, the answer first" };

const instead: Record<GateId, Bilingual> = {
  abuse: { zh: "不辱骂、不威胁客户", en: "Never insult or threaten a customer" },
  unsafe_advice: {
    zh: "有安全风险的商品请客户停用，不给医疗判断",
    en: "Advise to stop using unsafe goods; no medical verdicts",
  },
  off_platform: { zh: "沟通和付款都留在平台内", en: "Keep contact and payment inside the platform" },
  privacy_leak: { zh: "不向旁人透露客户信息", en: "Never pass on a customer's data" },
  review_manipulation: {
    zh: "不用补偿换好评或撤诉",
    en: "Never trade compensation for reviews or complaints",
  },
  false_promise: { zh: "只承诺权限内、能兑现的事", en: "Promise only what you may and can keep" },
  change_refund_reason: { zh: "请客户如实填写退款原因", en: "Let the customer state the true refund reason" },
  ridicule_or_blame: { zh: "不嘲讽、不指责客户", en: "Never mock or blame the customer" },
  no_answer: { zh: "客户来了要回应", en: "Answer the customer" },
};
