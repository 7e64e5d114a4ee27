import type { ConductSpan, GateId } from "./assessment.ts";
import { isHarmless } from "./conduct-context.ts";
import { aggressionEn, careEn, faultsEn } from "./conduct-en.ts";
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

/** Rates the written conduct of one person's messages by rules alone: what the words say, never what the writer feels. */
export const rateConduct = (messages: readonly Written[]): Conduct => {
  const texts = messages.map((message) => ({ message, folded: fold(message.text) }));
  const spans = texts.flatMap(({ message, folded }) => findings(message, folded));
  const cares = new Set(texts.flatMap(({ folded }) => caresOf(folded)));
  const probability = aggressionOf(spans);
  const said = texts.some(({ folded }) => /[\p{L}\p{N}]/u.test(folded));
  return { bars: said ? barsOf(spans, cares) : 1, spans, aggressive: probability >= 0.5, probability };
};

/** The gate a finding raises: insults and threats are abuse; mockery, contempt and blaming the customer are ridicule; else none. */
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
      return null;
    default:
      return kind satisfies never;
  }
};

const aggression: readonly ConductRule[] = [...aggressionZh, ...slangZh, ...aggressionEn];
const faults: readonly ConductRule[] = [...faultsZh, ...faultsEn];
const cares: readonly CareRule[] = [...careZh, ...careEn];

/** Aggression hides weaker finds it overlaps; of two finds the earlier one stays. */
const findings = ({ messageId, text }: Written, folded: string): ConductFinding[] => {
  const kept: ConductFinding[] = [];
  for (const rules of [aggression, faults]) {
    const found = rules.flatMap((rule) => matches(rule, folded));
    found.sort((a, b) => b.strength - a.strength || a.start - b.start);
    for (const { start, end, kind, strength } of found) {
      if (kept.some(({ quote }) => start < quote.end && quote.start < end)) continue;
      const quote = { messageId, text: text.slice(start, end), start, end };
      kept.push({ quote, kind, strength, reason: reasons[kind] });
    }
  }
  return kept.sort((a, b) => a.quote.start - b.quote.start);
};

const matches = ({ kind, strength, pattern }: ConductRule, folded: string) => {
  const found: { kind: ConductKind; strength: number; start: number; end: number }[] = [];
  for (const match of folded.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (end > start && !isHarmless(folded, start, end)) found.push({ kind, strength, start, end });
  }
  return found;
};

const caresOf = (folded: string): CareKind[] =>
  cares.filter(({ pattern }) => pattern.test(folded)).map(({ kind }) => kind);

const attacks: ReadonlySet<ConductKind> = new Set(["insult", "threat", "mockery", "contempt"]);

/** Independent finds add up; poor service alone stays far from aggression however often it happens. */
const aggressionOf = (spans: readonly ConductFinding[]): number => {
  let peaceful = 0.99;
  let poor = 0;
  for (const { kind, strength } of spans) {
    if (attacks.has(kind)) peaceful *= 1 - strength;
    else poor = Math.max(poor, 0.2 * strength);
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
  if (spans.length === 0) return Math.min(5, Math.floor(2 * (3 + lift)) / 2);
  const strengths = spans.map(({ strength }) => strength).sort((a, b) => b - a);
  const lost = strengths.reduce((sum, strength, i) => sum + (i === 0 ? strength : strength / 2), 0);
  return Math.max(1, Math.round(2 * (Math.min(3.5, 3 + lift) - lost)) / 2);
};

const reasons: Record<ConductKind, { zh: string; en: string }> = {
  insult: { zh: "辱骂或贬低人格", en: "insults the person" },
  threat: { zh: "威胁或诅咒", en: "threatens or curses" },
  mockery: { zh: "嘲讽、挖苦", en: "mocks the customer" },
  contempt: { zh: "轻蔑或驱赶", en: "shows contempt or sends them off" },
  blame: { zh: "把责任推给客户", en: "blames the customer" },
  refusal: { zh: "拒绝服务", en: "refuses to help" },
  dismissive: { zh: "敷衍、打发", en: "brushes the customer off" },
  rhetorical: { zh: "反问、质问", en: "answers with a rhetorical question" },
  push: { zh: "推给快递、平台或他人", en: "passes the customer on to somebody else" },
  rulebook: { zh: "拿规定压人", en: "hides behind the rules" },
};
