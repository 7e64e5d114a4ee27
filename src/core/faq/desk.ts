import type { DefaultEntry, FaqFile } from "../content/faq.ts";
import type { Locale } from "../locale.ts";
import { withoutContacts } from "../masking.ts";
import { clausesOf } from "./asks.ts";
import type { HumanSignal } from "./human-signals.ts";
import { humanSignals } from "./human-signals.ts";
import { isIntroduction } from "./introductions.ts";
import { bestEntry, type FaqIndex, faqIndex, matchFaq, surest } from "./match.ts";
import { type JobKnown, replyOf } from "./reply.ts";

/** The shop's own entries for one job, and those for any shop, ready for questions. */
export type FaqDesk = {
  own: { index: FaqIndex; entries: ReadonlyMap<string, { question: string; answer: string }> };
  any: DefaultDesk | null;
};

export type DefaultDesk = { file: FaqFile; index: FaqIndex; entries: ReadonlyMap<string, DefaultEntry> };

/** Makes the default entries ready: each is found by its Chinese and its English question. */
export function defaultDesk(file: FaqFile): DefaultDesk {
  const items = file.entries.flatMap(({ id, zh, en }) => [
    { id, ...zh },
    { id, ...en },
  ]);
  return { file, index: faqIndex(items), entries: new Map(file.entries.map((entry) => [entry.id, entry])) };
}

/** Makes a shop's entries ready. */
export function ownDesk(
  entries: readonly { id: string; question: string; answer: string }[],
): FaqDesk["own"] {
  return {
    index: faqIndex(entries),
    entries: new Map(entries.map(({ id, question, answer }) => [id, { question, answer }])),
  };
}

/** What the entries say to a question. */
export type Answered = {
  entry: string | null;
  confidence: number;
  answer: string;
  general: boolean;
  person: HumanSignal[];
};

/** How far a default entry must be ahead to be said instead of the shop's own. */
const ahead = 0.15;
const mostAnswers = 3;
/** So sure each of several questions in one message must be of its entry. */
const several = 0.6;

/** An entry that fits; null = none does. */
type Hit = { entry: string; own: boolean; confidence: number } | null;

/** Which entries a question means, before anything is known of the job. `open` = some of what it asks none knows. */
export type Meant = { hits: Exclude<Hit, null>[]; open: boolean; person: HumanSignal[] };

/** A question behind other words is not so sure that a running clock could be interrupted for it. */
const behindOthers = 0.7;

/** Finds what a question means; several in one message mean an entry each. */
export function meantBy(desk: FaqDesk, message: string): Meant {
  const question = withoutContacts(message);
  const person = humanSignals(question);
  const whole = find(desk, question, person);
  const one = { hits: whole ? [whole] : [], open: false, person };
  const all = clausesOf(question);
  const clauses = all.filter(({ shape }) => shape !== "plain");
  const [only] = clauses;
  if (clauses.length < 2) {
    // "你好，我叫王芳，请问包住吗": who somebody is answers nothing, and hides what is asked.
    const about = all.filter(({ shape }) => shape === "plain");
    if (!only || about.length === 0) return one;
    // "住宿，要交钱吗？" is about what stands before it, "我是在抖音看到的，" and "我叫王芳，" are about who asks.
    if (!about.every(({ text }) => isIntroduction(text))) return one;
    const hit = find(desk, only.text, humanSignals(only.text));
    return { ...one, hits: hit ? [{ ...hit, confidence: Math.min(hit.confidence, behindOthers) }] : [] };
  }
  const parts = clauses.map(({ text }) => find(desk, text, humanSignals(text)));
  const known = parts.flatMap((hit) => (hit && hit.confidence >= several ? [hit] : []));
  const hits = [...new Map(known.map((hit) => [hit.entry, hit])).values()].slice(0, mostAnswers);
  if (hits.length === 0 || (hits.length < 2 && whole)) return one;
  return { hits, open: known.length < parts.length, person };
}

/** What the entries that are meant say for a job. */
export function answerOf(
  { own, any }: FaqDesk,
  { hits, open, person }: Meant,
  job: JobKnown,
  locale: Locale,
): Answered {
  const said = hits.map((hit) => {
    const entry = hit.own ? undefined : any?.entries.get(hit.entry);
    return any && entry
      ? replyOf(any.file, entry, job, locale)
      : { text: own.entries.get(hit.entry)?.answer ?? "", general: false };
  });
  return {
    entry: hits[0]?.entry ?? null,
    confidence: hits.length > 0 ? Math.min(...hits.map(({ confidence }) => confidence)) : 0,
    answer: said.map(({ text }) => text).join("\n"),
    general: open || said.some(({ general }) => general),
    person,
  };
}

function find({ own, any }: FaqDesk, question: string, person: readonly HumanSignal[]): Hit {
  const mine = bestEntry(own.index, question, person);
  const theirs = any && bestEntry(any.index, question, person);
  if (mine && mine.confidence >= (theirs ? theirs.confidence - ahead : 0))
    return { entry: String(mine.entry), own: true, confidence: mine.confidence };
  return theirs && { entry: String(theirs.entry), own: false, confidence: theirs.confidence };
}

/** Every question of the desk's entries, in each language it has, for who compares meanings. */
export const questionsOf = ({ own, any }: FaqDesk): { entry: string; text: string }[] => [
  ...[...own.entries].map(([id, { question }]) => ({ entry: keyOf(true, id), text: question })),
  ...[...(any?.entries ?? [])].flatMap(([id, { zh, en }]) =>
    [zh, en].map(({ question }) => ({ entry: keyOf(false, id), text: question })),
  ),
];

/** The entries as the rules rank them for a question, best first, however unsure they are. */
export const rankedBy = ({ own, any }: FaqDesk, question: string): { entry: string; score: number }[] =>
  [
    ...matchFaq(own.index, question).ranked.map(({ id, score }) => ({ entry: keyOf(true, id), score })),
    ...(any ? matchFaq(any.index, question).ranked : []).map(({ id, score }) => ({
      entry: keyOf(false, id),
      score,
    })),
  ].sort((a, b) => b.score - a.score);

/** What the entry of such a key says: found without the rules being sure of it. */
export const answerByMeaning = (desk: FaqDesk, key: string, job: JobKnown, locale: Locale): Answered => {
  const own = key.startsWith(ownKey);
  const hit = { entry: key.slice(own ? ownKey.length : anyKey.length), own, confidence: surest };
  return answerOf(desk, { hits: [hit], open: false, person: [] }, job, locale);
};

const [ownKey, anyKey] = ["own:", "any:"] as const;
const keyOf = (own: boolean, id: string | number): string => `${own ? ownKey : anyKey}${id}`;

/** Places of the questions that ask the same as `question`; only the nearest few are looked at closely. */
export function sameAs(questions: readonly string[], question: string): number[] {
  const index = faqIndex(questions.map((one, id) => ({ id, question: one, answer: "" })));
  return matchFaq(index, question)
    .ranked.slice(0, 5)
    .map(({ id }) => Number(id))
    .filter((at) => asksSame(questions[at] ?? "", question));
}

/** Whether two questions ask the same. */
function asksSame(a: string, b: string): boolean {
  const bare = (text: string) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "");
  if (bare(a) === bare(b)) return true;
  const one = (x: string, y: string) => matchFaq(faqIndex([{ id: 0, question: x, answer: "" }]), y);
  const [there, back] = [one(a, b), one(b, a)];
  return there.entry !== null && back.entry !== null && Math.min(there.confidence, back.confidence) >= 0.85;
}
