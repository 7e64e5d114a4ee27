import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Content } from "../content.ts";
import { type FaqIndex, FaqItem, faqIndex, matchFaq } from "../core/faq/match.ts";

const Items = z.array(FaqItem).max(5000);

/** One line of `eval faq` (contract.md). */
const FaqLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string().max(20_000),
  entries: Items.optional(),
});

/**
 * Finds the entry for one question; throws a ZodError on a bad line. Entries come with the line, else from the file
 * `entries`, else from `prompts/faq/default.yaml` in Chinese.
 */
export function evalFaq(entries: string | null) {
  let shared: FaqIndex | null = null;
  let last: { key: string; index: FaqIndex } | null = null;
  return (line: unknown, content: Content) => {
    const { id, question, entries: own } = FaqLine.parse(line);
    if (!own) {
      shared ??= faqIndex(entries === null ? shipped(content) : readItems(entries));
      return { id, ...matchFaq(shared, question) };
    }
    const key = JSON.stringify(own);
    if (last?.key !== key) last = { key, index: faqIndex(own) };
    return { id, ...matchFaq(last.index, question) };
  };
}

const shipped = ({ faq }: Content): FaqItem[] =>
  (faq.default?.value.entries ?? []).map(({ id, zh }) => ({ id, ...zh }));

function readItems(path: string): FaqItem[] {
  const parsed = Items.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${path} holds no entries [{id, question, answer}]: ${issue?.path.join(".")}: ${issue?.message}`,
  );
}
