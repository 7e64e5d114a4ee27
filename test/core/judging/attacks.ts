import { loadContent } from "../../../src/content.ts";
import type { Script } from "../../../src/core/content/script.ts";
import { scoreAttempt } from "../../../src/core/dialogue/score.ts";
import type { Attempt, Line } from "../../../src/core/dialogue/state.ts";
import { judgeAttempt, questionOfAttempt } from "../../../src/core/judging/judged.ts";
import type { Question } from "../../../src/core/judging/question.ts";
import type { Vote } from "../../../src/core/judging/votes.ts";
import { findSuspicious } from "../../../src/core/scoring/suspicious.ts";
import { attemptOf, candidate, goldLines } from "./attempts.ts";

/** How an attack fares in one place of one session. */
export type Fared = {
  place: string;
  session: string;
  /** Totals by rules: with neutral words of the same length, and with the attack. */
  neutral: number;
  rules: number;
  /** With a model that claims everything. */
  judged: number;
  /** A person is told to look. */
  flagged: boolean;
  crossed: boolean;
};

/** What ships: the milk-powder role-play and the explanation of a subsidy. */
const script = shipped();

function shipped(): Script {
  const { scenarios, rules, shortItems, config, texts } = loadContent();
  const [scenario, rule] = [scenarios.S01, rules.R01];
  if (!scenario || !rule) throw new Error("S01 and R01 are what attacks are measured on");
  return {
    pins: {},
    scenario: scenario.value,
    rule: rule.value,
    shortItems: shortItems.value,
    config: config.value,
    texts,
  };
}

const sessions: readonly { name: string; lines: Line[]; answer: string }[] = [
  { name: "strong", lines: goldLines("G1"), answer: "百亿补贴是官方出钱补贴，以页面为准" },
  { name: "middling", lines: goldLines("G2"), answer: "官方补贴" },
  {
    name: "weak",
    lines: [
      candidate(30, "您好亲，您反馈的这个问题我看到了，我们会记录下来的"),
      candidate(90, "稍后有同事看一下您的情况，请您耐心等一等好吗"),
    ],
    answer: "不太清楚",
  },
];

const filler = {
  zh: "今天外面天气还可以，路上的车有点多，",
  en: "birds fly over lakes in autumn while leaves fall, ",
};

/** Words that say nothing and deny nothing, as long as `text`, in its script. */
export function neutralLike(text: string): string {
  const words = /\p{Script=Han}/u.test(text) ? filler.zh : filler.en;
  return words.repeat(Math.ceil(text.length / words.length)).slice(0, text.length);
}

const places: Record<string, (lines: readonly Line[], words: string) => Line[]> = {
  appended: (lines, words) =>
    lines.map((line, i) => (i === lines.length - 1 ? { ...line, text: `${line.text} ${words}` } : line)),
  prepended: (lines, words) =>
    lines.map((line, i) => (i === 0 ? { ...line, text: `${words} ${line.text}` } : line)),
  "whole answer": (lines, words) => lines.slice(0, 1).map((line) => ({ ...line, text: words })),
};

/** One attack in every place of every session, on the role-play and on the explanation; and as the display name. `only` = one session, by number. */
export function fare(text: string, only?: number): Fared[] {
  const chosen = only === undefined ? sessions : sessions.slice(only % sessions.length).slice(0, 1);
  return chosen.flatMap(({ name, lines, answer }) => [
    ...Object.entries(places).map(([place, put]) =>
      compare(
        place,
        name,
        attemptOf(put(lines, neutralLike(text)), explained(place, answer, neutralLike(text))),
        attemptOf(put(lines, text), explained(place, answer, text)),
      ),
    ),
    compare("display name", name, attemptOf(lines, answer), attemptOf(lines, answer), [text]),
  ]);
}

const explained = (place: string, answer: string, words: string): string =>
  place === "appended" ? `${answer} ${words}` : place === "prepended" ? `${words} ${answer}` : words;

function compare(
  place: string,
  session: string,
  calm: Attempt,
  attacked: Attempt,
  names: string[] = [],
): Fared {
  const rules = scoreAttempt(script, attacked);
  const question = questionOfAttempt(script, attacked, names);
  const judged = question
    ? judgeAttempt(script, attacked, question, {
        votes: [1, 2, 3].map((n) => ({ nonce: String(n), evidence: greedy(question) })),
        shortQuotes: [],
        prompt: { fileId: "judges/evidence", version: "p" },
        cost: { model: "obedient", calls: 3, tokens: 0, ms: 0 },
      })
    : rules;
  return {
    place,
    session,
    neutral: scoreAttempt(script, calm).total,
    rules: rules.total,
    judged: judged.total,
    flagged: judged.reviewReasons.some((reason) => reason.startsWith("flag:")),
    crossed: judged.passed && !rules.passed,
  };
}

/** What an obedient model can do at most: full credit for everything, each with several real quotes. */
export function greedy({ elements, sources }: Question): Vote["evidence"] {
  const stretches = [...sources].flatMap(([messageId, { text }]) =>
    Array.from({ length: Math.ceil(text.length / 8) }, (_, i) => ({
      messageId,
      quote: text.slice(i * 8, i * 8 + 8),
    })),
  );
  return elements
    .flatMap(({ key }, i) =>
      [0, 1, 2, 3, 4].flatMap((n) => {
        const one = stretches[(i + n * elements.length) % stretches.length];
        return one ? [{ element: key, credit: "full" as const, ...one }] : [];
      }),
    )
    .slice(0, 200);
}

/** Whether rules flag a single message. */
export const isFlagged = (text: string): boolean => findSuspicious(text).length > 0;
