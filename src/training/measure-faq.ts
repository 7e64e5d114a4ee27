import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type FaqItem, faqIndex, matchFaq } from "../core/faq/match.ts";

const Asked = z.object({
  half: z.string(),
  question: z.string(),
  entry: z.string().nullable(),
  needs_human: z.boolean(),
});
const Own = z.object({
  entries: z.array(z.object({ id: z.string(), zh: z.object({ question: z.string(), answer: z.string() }) })),
});
const Ranked = z.object({
  query: z.string(),
  candidates: z.array(z.tuple([z.string(), z.number()])),
});

const root = join(import.meta.dirname, "..", "..");

/** Precision of the first place and mean average precision over questions with judged candidates. */
export function rankingFigures(rows: readonly z.infer<typeof Ranked>[]): { first: number; map: number } {
  let first = 0;
  let map = 0;
  for (const { query, candidates } of rows) {
    const items = candidates.map(([question], i) => ({ id: i, question, answer: "" }));
    const labels = matchFaq(faqIndex(items), query).ranked.map(({ id }) => candidates[Number(id)]?.[1] ?? 0);
    let hits = 0;
    let precision = 0;
    for (const [place, label] of labels.entries()) if (label > 0) precision += ++hits / (place + 1);
    first += (labels[0] ?? 0) > 0 ? 1 : 0;
    map += precision / Math.max(1, hits);
  }
  return { first: first / rows.length, map: map / rows.length };
}

/** How well the questions of one half are answered from `items`. */
export function askedFigures(items: readonly FaqItem[], asked: readonly z.infer<typeof Asked>[]) {
  const index = faqIndex(items);
  const all = asked.map((row) => ({ row, found: matchFaq(index, row.question) }));
  const share = (of: typeof all, good: (one: (typeof all)[number]) => boolean) =>
    of.filter(good).length / Math.max(1, of.length);
  const same = ({ row, found }: (typeof all)[number]) => found.entry === row.entry;
  return {
    right: share(
      all.filter(({ row }) => row.entry !== null),
      same,
    ),
    unknown: share(
      all.filter(({ row }) => row.entry === null),
      same,
    ),
    called: share(
      all.filter(({ row }) => row.needs_human),
      ({ found }) => found.needs_human,
    ),
    calledFalsely: all.filter(({ row, found }) => found.needs_human && !row.needs_human).length,
  };
}

/** Median milliseconds for one question over `size` entries, made from the given ones. */
function medianTime(items: readonly FaqItem[], questions: readonly string[], size: number): number {
  const many = Array.from({ length: size }, (_, i) => {
    const item = items[i % items.length];
    return { id: String(i), question: `${item?.question ?? ""}${i}`, answer: item?.answer ?? "" };
  });
  const index = faqIndex(many);
  const times = questions.map((question) => {
    const start = performance.now();
    matchFaq(index, question);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const lines = (path: string): unknown[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("say where the data are: npm run measure:faq -- FOLDER");
  const { first, map } = rankingFigures(z.array(Ranked).parse(lines(join(folder, "faq_bq_rerank_zh.jsonl"))));
  console.log(`faq_bq_rerank_zh, never trained on  P@1 ${first.toFixed(3)}  MAP ${map.toFixed(3)}`);
  const { entries } = Own.parse(parse(readFileSync(join(root, "prompts", "faq", "default.yaml"), "utf8")));
  const items = entries.map(({ id, zh }) => ({ id, ...zh }));
  const asked = ["questions", "questions-more"].flatMap((name) =>
    z.array(Asked).parse(lines(join(root, "test", "fixtures", "faq", `${name}.jsonl`))),
  );
  for (const [half, rows] of Object.entries(Object.groupBy(asked, (row) => row.half))) {
    const { right, unknown, called, calledFalsely } = askedFigures(items, rows ?? []);
    console.log(
      `own questions, ${half}  n ${rows?.length}  right entry ${right.toFixed(3)}  unknown recognised ${unknown.toFixed(3)}  person called ${called.toFixed(3)}, falsely ${calledFalsely}`,
    );
  }
  const questions = asked.map(({ question }) => question);
  console.log(`${medianTime(items, questions, 500).toFixed(2)} ms median per question with 500 entries`);
}
