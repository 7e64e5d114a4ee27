import type { ScoringConfig } from "../content/config.ts";
import type { RuleCard } from "../content/rule.ts";
import type { Locale } from "../locale.ts";
import type { Credit, GateHit, Quote } from "./assessment.ts";
import { clarityBars } from "./clarity.ts";
import { gateOfConduct, rateConduct } from "./conduct.ts";
import type { MoreFacts, Written } from "./explain.ts";
import { ruleFigures } from "./formulas.ts";
import { likeness, sentencesOf } from "./likeness.ts";

export type CardScore = {
  total: number;
  accuracy: number;
  clarity: number;
  bars: number;
  /** In the order of the card's key facts. */
  facts: { credit: Credit; quote: Quote | null }[];
  /** The card's own wording of what was said wrongly. */
  wrong: { text: string; quote: Quote }[];
  gates: GateHit[];
};

/** Shares of a fact's content that must be said; below `partial` nothing is credited. */
const needed = { full: 0.5, partial: 0.3, wrong: 0.62 };
const hedge =
  /(?:以|看|按|查).{0,10}(?:为准|规则|页面|公告|后台)|页面(?:为准|显示)|\b(?:see|check|according to)\b.{0,30}\b(?:page|rules|terms)\b/iu;
const nextStep =
  /(?:您|可以|请|建议|点|去|先).{0,10}(?:查看|核对|点|申请|联系|咨询|看一下|提交)|\b(?:please|you can)\b.{0,20}\b(?:check|see|open|ask|contact|submit)\b/iu;
const offPlatform = /加.{0,4}(?:微信|vx|qq)|私下(?:转|返|给)|\b(?:wechat|whatsapp)\b/iu;

/**
 * Scores an answer against a card that gives its facts as plain sentences: a fact counts when enough of its content is
 * said in one or two neighbouring sentences, with the same numbers and not denied. Chinese cards, Chinese answers.
 */
export function scoreCard(
  card: RuleCard,
  config: ScoringConfig,
  answer: readonly Written[],
  { locale, more }: { locale: Locale; more?: MoreFacts | undefined },
): CardScore {
  const windows = answer.flatMap(({ messageId, text }) => windowsOf(messageId, text));
  const ids = card.key_facts.map((_, i) => String(i));
  const facts = card.key_facts.map(({ zh }, i) => {
    const byRules = { id: String(i), ...creditOf(zh, windows) };
    const { credit, quote } = more ? more(byRules) : byRules;
    return { credit, quote };
  });
  const statements = [...card.wrong, ...card.must_not_say];
  const wrong = statements.flatMap((text) => {
    const best = bestOf(text, windows);
    return best && best.share >= needed.wrong ? [{ text, quote: best.quote }] : [];
  });
  const text = answer.map((bubble) => bubble.text).join("\n");
  const hedged = hedge.test(text);
  const multiplier = locale === "en" ? config.rule.english_length_multiplier : 1;
  const characters = text.replace(/\s/gu, "").length;
  const gates = gatesOf(config, answer, text);
  const bars = clarityBars({
    characters: characters / multiplier,
    assertions: [...facts, ...wrong].flatMap(({ quote }) =>
      quote ? [{ at: quote.start / multiplier }] : [],
    ),
    facts: facts.map(({ credit }, i) => ({ must: i === 0, credit })),
    hedged,
    nextStep: nextStep.test(text),
    pasted: false,
    text,
  });
  const figures = ruleFigures(
    config,
    card.key_facts.map(({ w }, i) => ({ id: String(i), w })),
    {
      credits: Object.fromEntries(ids.map((id, i) => [id, facts[i]?.credit ?? "absent"])),
      wrong: wrong.map(() => ({
        p: config.rule.default_wrong_penalty,
        volatile: card.stability === "volatile",
      })),
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

type Window = { text: string; quote: Quote };

/** Every sentence, and every two that follow each other. */
function windowsOf(messageId: string, text: string): Window[] {
  const sentences = sentencesOf(text);
  const spans = [
    ...sentences,
    ...sentences.slice(1).map(({ end }, i) => ({ start: sentences[i]?.start ?? 0, end })),
  ];
  return spans.map(({ start, end }) => ({
    text: text.slice(start, end),
    quote: { messageId, text: text.slice(start, end), start, end },
  }));
}

function bestOf(statement: string, windows: readonly Window[]): { share: number; quote: Quote } | null {
  let best: { share: number; quote: Quote } | null = null;
  for (const { text, quote } of windows) {
    const share = likeness(statement, text);
    if (!best || share > best.share + 1e-9) best = { share, quote };
  }
  return best;
}

function creditOf(fact: string, windows: readonly Window[]): { credit: Credit; quote: Quote | null } {
  const best = bestOf(fact, windows);
  if (!best || best.share < needed.partial) return { credit: "absent", quote: null };
  return { credit: best.share >= needed.full ? "unprompted" : "partial", quote: best.quote };
}

function gatesOf(config: ScoringConfig, answer: readonly Written[], text: string): GateHit[] {
  const hits: GateHit[] = [];
  if (offPlatform.test(text)) {
    const reason = { zh: "引导站外沟通或交易", en: "leads the customer off the platform" };
    hits.push({ gate: "off_platform", cap: config.gates.off_platform, quote: null, reason });
  }
  const conduct = rateConduct(answer);
  const worst = conduct.spans.find(({ kind }) => gateOfConduct(kind) !== null);
  const gate = worst ? gateOfConduct(worst.kind) : null;
  if (worst && gate && conduct.aggressive) {
    hits.push({ gate, cap: config.gates[gate], quote: worst.quote, reason: worst.reason });
  }
  return hits;
}
