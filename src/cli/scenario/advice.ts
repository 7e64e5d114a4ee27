import type { Scenario } from "../../core/content/scenario.ts";
import { inLocale, Locale } from "../../core/locale.ts";
import { deriveSeed, seededRandom } from "../../core/random.ts";
import { slotValues } from "../../core/scoring/evidence-lines.ts";
import { compileConcept, findConcept, read } from "../../core/scoring/language.ts";
import { textOfPattern } from "./derive.ts";
import { type Book, writeBook } from "./wording.ts";

/** What is allowed but probably not meant: the file can be used, its author should look. Each with place and next step. */
export function adviceFor(
  scenario: Scenario,
  books: Readonly<Record<Locale, Book>> = booksOf(scenario),
): string[] {
  return [
    ...wordings(scenario),
    ...unreachable(scenario),
    ...deadPatterns(scenario),
    ...Locale.options.flatMap((locale) => unearnable(scenario, locale, books[locale])),
  ];
}

/** The sentences of our people in both languages; they do not depend on a session. */
export const booksOf = (scenario: Scenario): Record<Locale, Book> => ({
  "zh-CN": writeBook(scenario, "zh-CN", 1),
  en: writeBook(scenario, "en", 1),
});

const fewest = 3;

const wordings = (scenario: Scenario): string[] =>
  [
    ...scenario.opening.map((line) => ({ place: `opening ${line.id}`, say: line.say })),
    ...scenario.branches.map((line) => ({ place: `branch ${line.id}`, say: line.say })),
  ].flatMap(({ place, say }) =>
    Locale.options.flatMap((locale) => {
      const lines = inLocale(say, locale);
      const different = new Set(lines).size;
      return different >= fewest
        ? []
        : [`${place}: ${different} different wording(s) in ${locale}; write at least ${fewest}`];
    }),
  );

/** Conditions that no session can meet, as far as the numbers alone tell. */
function unreachable(scenario: Scenario): string[] {
  const { branches, max_customer_turns, time_limits } = scenario;
  const silences = branches.filter(({ priority }) => priority === "silence");
  return branches.flatMap(({ id, priority, terminal, when }) => [
    ...((when.after_replies ?? 0) > max_customer_turns
      ? [
          `branch ${id}: after_replies ${when.after_replies} is more than the ${max_customer_turns} turns there are; lower it`,
        ]
      : []),
    ...((when.elapsed_s ?? 0) >= time_limits.total_s && !terminal
      ? [
          `branch ${id}: elapsed_s ${when.elapsed_s} is not before the time limit of ${time_limits.total_s} s; lower it`,
        ]
      : []),
    ...(when.silence_s !== undefined && priority !== "silence"
      ? [`branch ${id}: silence_s works only with the priority "silence"; change one of them`]
      : []),
    ...(priority === "silence" && when.silence_s === undefined
      ? [`branch ${id}: a line about silence needs silence_s; add the seconds`]
      : []),
    ...(chainOf(scenario, id) === null
      ? [`branch ${id}: its after_branch leads round in a circle; break it`]
      : []),
    ...(silences.some(
      (other) => other.id !== id && priority === "silence" && other.when.silence_s === when.silence_s,
    )
      ? [
          `branch ${id}: another line waits for the same ${when.silence_s} s of silence, so one of them is never said; change one`,
        ]
      : []),
  ]);
}

const samples = 12;

/** Patterns that are not found in any of a dozen texts made from them: mostly a stray "?" or a negation read as a word. */
function deadPatterns(scenario: Scenario): string[] {
  const values = slotValues(scenario, {});
  return Object.entries(scenario.concepts).flatMap(([name, source]) =>
    ("any" in source ? source.any : source).flatMap((pattern) => {
      const random = seededRandom(deriveSeed(1, pattern));
      const concept = compileConcept({ any: [pattern], even_if_negated: true }, values);
      const text = () =>
        textOfPattern(pattern, random).replace(/\{(\w+)\}/g, (_, slot: string) => values[slot]?.[0] ?? "");
      const texts = Array.from({ length: samples }, text);
      const found = texts.some((one) => findConcept(concept, read(one)).length > 0);
      return found
        ? []
        : [`concept ${name}: the pattern "${pattern}" is not found even in "${texts[0]}"; word it anew`];
    }),
  );
}

function chainOf(scenario: Scenario, start: string): string[] | null {
  const seen: string[] = [];
  const after = new Map(scenario.branches.map(({ id, when }) => [id, when.after_branch]));
  for (let id: string | undefined = start; id !== undefined; id = after.get(id)) {
    if (seen.includes(id)) return null;
    seen.push(id);
  }
  return seen;
}

function unearnable(scenario: Scenario, locale: Locale, book: Book): string[] {
  const silent = scenario.elements.flatMap(({ id, by_default }) =>
    by_default || (book.elements[id]?.full.length ?? 0) > 0
      ? []
      : [
          `element ${id}: no sentence was found that earns it whole in ${locale}; check its patterns, or give a sample`,
        ],
  );
  const samples = book.unrecognised.filter(({ element, text }) =>
    scenario.elements.some(
      ({ id, sample }) => id === element && sample && inLocale(sample, locale).includes(text),
    ),
  );
  return [
    ...silent,
    ...samples.map(
      ({ element, text }) =>
        `element ${element}: its sample "${text}" does not earn it; add a pattern, or word it anew`,
    ),
  ];
}
