import type { DefaultEntry, FaqFile } from "../content/faq.ts";
import type { Locale } from "../locale.ts";
import { clausesOf } from "./asks.ts";
import type { HumanSignal } from "./human-signals.ts";
import { humanSignals } from "./human-signals.ts";
import { type FaqIndex, faqIndex, matchFaq } from "./match.ts";
import { type JobKnown, replyOf } from "./reply.ts";

/** The shop's own entries for one job, and those for any shop, ready for questions. */
export type FaqDesk = {
  own: { index: FaqIndex; answers: ReadonlyMap<string, string> };
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
    answers: new Map(entries.map(({ id, answer }) => [id, answer])),
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

/** Answers a question about a job; several in one message get an answer each. */
export function answerFrom(desk: FaqDesk, question: string, job: JobKnown, locale: Locale): Answered {
  const whole = find(desk, question, job, locale);
  const clauses = clausesOf(question).filter(({ shape }) => shape !== "plain");
  const person = humanSignals(question);
  if (clauses.length < 2) return { ...whole, person };
  const parts = clauses.map(({ text }) => find(desk, text, job, locale));
  const known = parts.filter(({ entry, confidence }) => entry !== null && confidence >= several);
  const distinct = [...new Map(known.map((one) => [one.entry, one])).values()].slice(0, mostAnswers);
  const [first] = distinct;
  if (!first || (distinct.length < 2 && whole.entry !== null)) return { ...whole, person };
  return {
    entry: first.entry,
    confidence: Math.min(...distinct.map(({ confidence }) => confidence)),
    answer: distinct.map(({ answer }) => answer).join("\n"),
    general: known.length < parts.length || distinct.some(({ general }) => general),
    person,
  };
}

type Found = Omit<Answered, "person">;

function find({ own, any }: FaqDesk, question: string, job: JobKnown, locale: Locale): Found {
  const mine = matchFaq(own.index, question);
  const theirs = any && matchFaq(any.index, question);
  if (mine.entry !== null && mine.confidence >= (theirs?.entry ? theirs.confidence - ahead : 0)) {
    const entry = String(mine.entry);
    return { entry, confidence: mine.confidence, answer: own.answers.get(entry) ?? "", general: false };
  }
  const entry = theirs?.entry != null ? any?.entries.get(String(theirs.entry)) : undefined;
  if (!any || !theirs || !entry) return { entry: null, confidence: 0, answer: "", general: false };
  const { text, general } = replyOf(any.file, entry, job, locale);
  return { entry: entry.id, confidence: theirs.confidence, answer: text, general };
}

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
