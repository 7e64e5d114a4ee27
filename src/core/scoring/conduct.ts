import type { ConductSpan, GateId } from "./assessment.ts";
import { isHarmless } from "./conduct-context.ts";
import { aggressionEn, careEn, faultsEn } from "./conduct-en.ts";
import { type ConductModel, probabilityOfAttack } from "./conduct-model.ts";
import { type CareKind, type CareRule, type ConductKind, type ConductRule, fold } from "./conduct-rule.ts";
import { aggressionZh } from "./conduct-zh.ts";
import { careZh, faultsZh } from "./conduct-zh-service.ts";
import { slangZh } from "./conduct-zh-slang.ts";

export type Written = { messageId: string; text: string };

/** A stretch that lowered the rating, with its kind and strength (see `ConductRule`). */
type ConductFinding = ConductSpan & { kind: ConductKind; strength: number };

export type Conduct = {
  /** 1-5 in halves, by the anchors of the README §2.4; 1 when nothing was written. */
  bars: number;
  /** In the order of the text; each stretch once. */
  spans: ConductFinding[];
  /** Insult, threat, mockery or contempt aimed at someone; cold or dismissive lines are not. */
  aggressive: boolean;
  /** How likely that is, 0..1; aggressive from 0.5 on. */
  probability: number;
};

/**
 * Rates the written conduct of one person's messages: what the words say, never what the writer feels. Rules find
 * stretches and their kind; the trained `model`, when given, judges each message as a whole and marks those the rules
 * have no words for as hostile. The probability is the higher of the two.
 */
export const rateConduct = (messages: readonly Written[], model?: ConductModel): Conduct => {
  const texts = messages.map((message) => {
    const folded = fold(message.text);
    const { kept, harmless } = findings(message, folded);
    const trained = model ? probabilityOfAttack(model, unexplained(message.text, kept, harmless)) : 0;
    return { message, folded, trained, spans: kept };
  });
  const spans = texts.flatMap(({ message, trained, spans }) =>
    model && trained >= 0.5 ? withHostile(model, message, spans, trained) : spans,
  );
  const cares = new Set(texts.flatMap(({ folded }) => caresOf(folded)));
  const probability = Math.max(aggressionOf(spans), ...texts.map(({ trained }) => trained));
  const said = texts.some(({ folded }) => /[\p{L}\p{N}]/u.test(folded));
  return { bars: said ? barsOf(spans, cares) : 1, spans, aggressive: probability >= 0.5, probability };
};

/**
 * The gate a finding raises: insults and threats are abuse; mockery, contempt and blaming the customer are ridicule; else none.
 * What only the classifier finds lowers the rating and calls a person, but caps nothing.
 */
export const gateOfConduct = (kind: ConductKind): GateId | null => {
  switch (kind) {
    case "insult":
    case "threat":
      return "abuse";
    case "mockery":
    case "contempt":
    case "blame":
      return "ridicule_or_blame";
    case "refusal":
    case "dismissive":
    case "rhetorical":
    case "push":
    case "rulebook":
    case "hostile":
      return null;
    default:
      return kind satisfies never;
  }
};

const aggression: readonly ConductRule[] = [...aggressionZh, ...slangZh, ...aggressionEn];
const faults: readonly ConductRule[] = [...faultsZh, ...faultsEn];
const cares: readonly CareRule[] = [...careZh, ...careEn];

/** Aggression hides weaker finds it overlaps; of two finds the earlier one stays. `harmless` = rude words that attack nobody. */
const findings = (
  { messageId, text }: Written,
  folded: string,
): { kept: ConductFinding[]; harmless: Range[] } => {
  const kept: ConductFinding[] = [];
  const harmless: Range[] = [];
  for (const rules of [aggression, faults]) {
    const found = rules.flatMap((rule) => matches(rule, folded, harmless));
    found.sort((a, b) => b.strength - a.strength || a.start - b.start);
    for (const { start, end, kind, strength } of found) {
      if (kept.some(({ quote }) => start < quote.end && quote.start < end)) continue;
      const quote = { messageId, text: text.slice(start, end), start, end };
      kept.push({ quote, kind, strength, reason: reasons[kind] });
    }
  }
  return { kept: kept.sort((a, b) => a.quote.start - b.quote.start), harmless };
};

type Range = { start: number; end: number };

const matches = ({ kind, strength, pattern }: ConductRule, folded: string, harmless: Range[]) => {
  const found: { kind: ConductKind; strength: number; start: number; end: number }[] = [];
  for (const match of folded.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end === start) continue;
    if (isHarmless(folded, start, end)) harmless.push({ start, end });
    else found.push({ kind, strength, start, end });
  }
  return found;
};

/**
 * The text without what the rules have already judged to attack nobody: reported, denied or self-directed rude words,
 * of which the classifier cannot know whose they are, and lines that only serve badly.
 */
const unexplained = (text: string, kept: readonly ConductFinding[], harmless: readonly Range[]): string => {
  const service = kept.flatMap(({ kind, quote }) => (attacks.has(kind) ? [] : [quote]));
  let rest = text;
  for (const { start, end } of [...harmless, ...service]) {
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  }
  return rest;
};

/** Adds the clause that sounds most hostile, unless a rule has shown an attack; it takes the place of milder finds. */
const withHostile = (
  model: ConductModel,
  { messageId, text }: Written,
  spans: readonly ConductFinding[],
  trained: number,
): ConductFinding[] => {
  if (spans.some(({ kind }) => attacks.has(kind))) return [...spans];
  const clauses = [...text.matchAll(/[^。！？!?\n;；，,]+/gu)].filter(([clause]) =>
    /\p{L}.*\p{L}.*\p{L}/u.test(clause),
  );
  let start = 0;
  let end = text.length;
  let highest = -1;
  for (const { 0: clause, index } of clauses) {
    const probability = probabilityOfAttack(model, clause);
    if (probability <= highest) continue;
    highest = probability;
    start = index + clause.length - clause.trimStart().length;
    end = index + clause.trimEnd().length;
  }
  const hidden = spans.filter(({ quote }) => start < quote.end && quote.start < end);
  const strength = hidden.reduce((sum, span) => sum + span.strength, trained >= sure ? hostileSteps : 0);
  const quote = { messageId, text: text.slice(start, end), start, end };
  const hostile: ConductFinding = { quote, kind: "hostile", strength, reason: reasons.hostile };
  return [...spans.filter((span) => !hidden.includes(span)), hostile].sort(
    (a, b) => a.quote.start - b.quote.start,
  );
};

/**
 * What a hostile message costs on the 1-5 scale, when the classifier is this sure of it. Below that a person looks and
 * the rating stays: warm lines in dialect or plain English reach 0.8 now and then.
 */
const hostileSteps = 1;
const sure = 0.9;

const caresOf = (folded: string): CareKind[] =>
  cares.filter(({ pattern }) => pattern.test(folded)).map(({ kind }) => kind);

const attacks: ReadonlySet<ConductKind> = new Set(["insult", "threat", "mockery", "contempt"]);

/** Independent finds add up; poor service alone stays far from aggression however often it happens. */
const aggressionOf = (spans: readonly ConductFinding[]): number => {
  let peaceful = 0.99;
  let poor = 0;
  for (const { kind, strength } of spans) {
    if (attacks.has(kind)) peaceful *= 1 - strength;
    else if (kind !== "hostile") poor = Math.max(poor, 0.2 * strength);
  }
  return Math.max(1 - peaceful, poor);
};

const step: Record<Exclude<CareKind, "template">, number> = {
  apology: 1,
  sincere: 0.5,
  soothe: 1,
  own: 0.5,
  offer: 0.5,
  follow: 0.5,
};

/**
 * 3 is polite but templated; every way of caring for the customer lifts it, faults lower it, one attack is the bottom.
 * Poor lines cannot be bought back with kind ones: with a fault the rating starts at 3.5 at most; the worst one counts
 * whole, every other half.
 */
const barsOf = (spans: readonly ConductFinding[], found: ReadonlySet<CareKind>): number => {
  if (spans.some(({ kind }) => attacks.has(kind))) return 1;
  let care = 0;
  for (const kind of found) if (kind !== "template") care += step[kind];
  const warm = found.has("sincere") || found.has("soothe");
  const lift = found.has("template") && !warm ? Math.min(0.5, care / 4) : care / 2;
  const strengths = spans
    .map(({ strength }) => strength)
    .filter((strength) => strength > 0)
    .sort((a, b) => b - a);
  if (strengths.length === 0) return Math.min(5, Math.floor(2 * (3 + lift)) / 2);
  const lost = strengths.reduce((sum, strength, i) => sum + (i === 0 ? strength : strength / 2), 0);
  return Math.max(1, Math.round(2 * (Math.min(3.5, 3 + lift) - lost)) / 2);
};

const reasons: Record<ConductKind, { zh: string; en: string }> = {
  insult: { zh: "辱骂或贬低人格", en: "insults the person" },
  threat: { zh: "威胁或诅咒", en: "threatens or curses" },
  mockery: { zh: "嘲讽、挖苦", en: "mocks the customer" },
  contempt: { zh: "轻蔑或驱赶", en: "shows contempt or sends them off" },
  hostile: {
    zh: "整句语气带攻击性（模型判断，请人工核对）",
    en: "sounds hostile as a whole (the classifier's view; please check)",
  },
  blame: { zh: "把责任推给客户", en: "blames the customer" },
  refusal: { zh: "拒绝服务", en: "refuses to help" },
  dismissive: { zh: "敷衍、打发", en: "brushes the customer off" },
  rhetorical: { zh: "反问、质问", en: "answers with a rhetorical question" },
  push: { zh: "推给快递、平台或他人", en: "passes the customer on to somebody else" },
  rulebook: { zh: "拿规定压人", en: "hides behind the rules" },
};
