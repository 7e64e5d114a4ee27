import type { ScoringConfig } from "../content/config.ts";
import type { RuleCard } from "../content/rule.ts";
import type { Bilingual, Locale } from "../locale.ts";
import type { Credit, GateHit, GateId, Quote } from "./assessment.ts";
import { type CardFinding, compileCard, findFact, findStatement, saidIn, windowsOf } from "./card-facts.ts";
import { clarityBars, lengthOf } from "./clarity.ts";
import { type Conduct, gateOfConduct, rateConduct } from "./conduct.ts";
import { pasteSigns } from "./evidence-flags.ts";
import { type MoreFacts, offsetOf, type Written } from "./explain.ts";
import { ruleFigures } from "./formulas.ts";
import { compileConcept } from "./language.ts";
import { findSuspicious } from "./suspicious.ts";

export type CardScore = {
  total: number;
  accuracy: number;
  clarity: number;
  bars: number;
  /** In the order of the card's key facts. */
  facts: { credit: Credit; quote: Quote | null }[];
  /** The card's own wording of what was said wrongly. */
  wrong: { id: string; text: string; label: Bilingual; penalty: number; quote: Quote }[];
  gates: GateHit[];
};

const hedge =
  /(?:以|看|按|查).{0,10}(?:为准|规则|页面|公告|后台)|页面(?:为准|显示)|\b(?:see|check|according to)\b.{0,30}\b(?:page|rules|terms)\b/iu;
const nextStep =
  /(?:您|可以|请|建议|点|去|先).{0,10}(?:查看|核对|点|申请|联系|咨询|看一下|提交)|\b(?:please|you can|you could|first|then)\b.{0,24}\b(?:check|see|open|ask|contact|submit|apply|send|look|choose|keep|tell|pass)\b/iu;
const offPlatform = compileConcept(
  {
    any: [
      "加{4}(微信|vx|qq)",
      "(微信|支付宝|vx|qq){4}(转|退|返|补|打款|联系我|找我|聊)",
      "私下{3}(转|返|给|退|补)",
      "(add|message|text|contact) {8}(wechat|whatsapp)",
      "(via|through|on) (wechat|whatsapp)",
    ],
    unless: [
      "(要|想|让|叫|求|引导|诱导|拒绝){6}(加{4}(微信|vx|qq)|私下|微信)",
      "(微信|私下|vx|qq){12}(违规|不安全|没保障|没有保障|风险|不允许|处罚|罚|不行|不能|不可以)",
      "(ask|asks|want|wants|leading|against) {20}(wechat|whatsapp)",
      "(wechat|whatsapp) {20}(not allowed|forbidden|against|breach)",
    ],
    in_question: false,
  },
  {},
);

/** `seconds` from the question to the last bubble; null = not known. */
type CardContext = { locale: Locale; more?: MoreFacts | undefined; seconds?: number | null };

/**
 * Scores an answer, Chinese or English, against a card. A fact counts when it is said in one of the ways the card gives,
 * or when one or two neighbouring sentences say enough of the card's own wording with the same numbers and not denied.
 */
export function scoreCard(
  card: RuleCard,
  config: ScoringConfig,
  answer: readonly Written[],
  { locale, more, seconds = null }: CardContext,
): CardScore {
  const compiled = compileCard(card);
  const windows = answer.flatMap(({ messageId, text }) => windowsOf(messageId, text));
  const earning = answer.map(withoutOrders);
  const earned = earning.flatMap(({ messageId, text }) => windowsOf(messageId, text));
  const ids = card.key_facts.map((_, i) => String(i));
  const facts = compiled.facts.map((fact, i) => {
    const byRules = { id: String(i), ...findFact(fact, earning, earned) };
    const { credit, quote } = more ? more(byRules) : byRules;
    return { credit, quote };
  });
  const found = compiled.statements.flatMap((statement, i) => {
    const quote = findStatement(statement, answer, windows);
    return quote ? [{ id: `W${i + 1}`, statement, quote }] : [];
  });
  const text = answer.map((bubble) => bubble.text).join("\n");
  const hedged = hedge.test(text);
  const volatile = card.stability === "volatile";
  const { default_wrong_penalty: p, hedge_halves_volatile_penalties: halves } = config.rule;
  const penalty = halves && hedged && volatile ? p / 2 : p;
  const wrong = found.flatMap(({ id, statement: { zh, en, costs }, quote }) =>
    costs ? [{ id, text: zh, label: { zh, en: en || zh }, penalty, quote }] : [],
  );
  const multiplier = locale === "en" ? config.rule.english_length_multiplier : 1;
  const characters = lengthOf(text, locale);
  const conduct = rateConduct(answer);
  const gates = gatesOf(config, answer, found, conduct);
  const clear = clarityBars({
    characters: characters / multiplier,
    assertions: [...facts, ...wrong].flatMap(({ quote }) =>
      quote ? [{ at: offsetOf(answer, quote) / multiplier }] : [],
    ),
    facts: facts.map(({ credit }, i) => ({ must: i === 0, credit })),
    hedged,
    nextStep: nextStep.test(text),
    pasted: pasteSigns(text, seconds) >= 2,
    text,
  });
  // Whoever insults the customer explains nothing.
  const bars = conduct.aggressive ? 1 : clear;
  const figures = ruleFigures(
    config,
    card.key_facts.map(({ w }, i) => ({ id: String(i), w })),
    {
      credits: Object.fromEntries(ids.map((id, i) => [id, facts[i]?.credit ?? "absent"])),
      wrong: wrong.map(() => ({ p, volatile })),
      hedged,
      bars,
      characters,
      gates: gates.map(({ gate }) => gate),
      lengthMultiplier: multiplier,
    },
  );
  if (characters === 0) return { total: 0, accuracy: 0, clarity: 0, bars: 1, facts, wrong, gates };
  return { ...figures, bars, facts, wrong, gates };
}

/** The bubble with orders to the scorer blanked: what is said there earns nothing. */
function withoutOrders({ messageId, text }: Written): Written {
  let rest = text;
  for (const { start, end, kind } of findSuspicious(text))
    if (kind === "orders") rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  return { messageId, text: rest };
}

function gatesOf(
  config: ScoringConfig,
  answer: readonly Written[],
  found: readonly CardFinding[],
  conduct: Conduct,
): GateHit[] {
  const hits = new Map<GateId, GateHit>();
  const raise = (gate: GateId, quote: Quote | null, reason: { zh: string; en: string }) => {
    if (!hits.has(gate)) hits.set(gate, { gate, cap: config.gates[gate], quote, reason });
  };
  for (const { statement, quote } of found) {
    if (statement.gate) raise(statement.gate, quote, { zh: statement.zh, en: statement.en });
  }
  const away = saidIn(offPlatform, answer);
  if (away) {
    raise("off_platform", away, { zh: "引导站外沟通或交易", en: "leads the customer off the platform" });
  }
  const worst = conduct.spans.find(({ kind }) => gateOfConduct(kind) !== null);
  const gate = worst ? gateOfConduct(worst.kind) : null;
  if (worst && gate && conduct.aggressive) raise(gate, worst.quote, worst.reason);
  return [...hits.values()];
}
