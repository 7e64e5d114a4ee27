import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** One marked answer; `score` is 0..1. */
export type AnswerRow = {
  id: string;
  set: string;
  questionId: string;
  question: string;
  references: readonly string[];
  answer: string;
  score: number;
};

/** Files of marked answers that can be read, by name. */
export const answerSets = ["asag_le_zh", "asag_ads_zh", "asag_mohler_en", "asag_beetle_en"] as const;
export type AnswerSet = (typeof answerSets)[number];

/** Reads one set of `folder`; throws a ZodError when the columns are others. */
export function readAnswers(folder: string, set: AnswerSet): AnswerRow[] {
  switch (set) {
    case "asag_ads_zh":
      return readAds(readFileSync(join(folder, `${set}.json`), "utf8"));
    case "asag_le_zh":
      return readTable(folder, set, ({ score }) => z.coerce.number().parse(score));
    case "asag_mohler_en":
      return readTable(folder, set, ({ score }) => z.coerce.number().parse(score) / 5);
    case "asag_beetle_en":
      return readTable(folder, set, ({ label5 }) =>
        label5 === "correct" ? 1 : label5?.startsWith("partially") ? 0.5 : 0,
      );
    default:
      return set satisfies never;
  }
}

const Ads = z.object({
  questions: z.record(z.string(), z.object({ question: z.string(), references: z.array(z.string()) })),
  answers: z.array(z.object({ id: z.string(), q_id: z.string(), answer: z.string(), score: z.number() })),
});

function readAds(text: string): AnswerRow[] {
  const { questions, answers } = Ads.parse(JSON.parse(text));
  return answers.flatMap(({ id, q_id, answer, score }) => {
    const asked = questions[q_id];
    return asked ? [{ id, set: "asag_ads_zh", questionId: q_id, ...asked, answer, score: score / 10 }] : [];
  });
}

const Row = z.looseObject({
  id: z.string(),
  q_id: z.string(),
  question: z.string(),
  reference: z.string(),
  answer: z.string(),
});

function readTable(
  folder: string,
  set: AnswerSet,
  scoreOf: (row: Record<string, unknown> & { label5?: string }) => number,
): AnswerRow[] {
  const [head = [], ...lines] = parseCsv(readFileSync(join(folder, `${set}.csv`), "utf8"));
  return lines.map((cells) => {
    const record = Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ""]));
    const { id, q_id, question, reference, answer } = Row.parse(record);
    return { id, set, questionId: q_id, question, references: [reference], answer, score: scoreOf(record) };
  });
}

/** Cells of comma-separated text; quoted cells may hold commas, line feeds and doubled quotes. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\r?\n|$)/g)) {
    if (match[0] === "" && row.length === 0) break;
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
