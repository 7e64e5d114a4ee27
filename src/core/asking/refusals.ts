import { injections } from "./forbidden-orders.ts";
import { personalIn } from "./forbidden-personal.ts";
import { protectedIn } from "./forbidden-protected.ts";
import { writesIn } from "./forbidden-writes.ts";
import type { Refusal } from "./query.ts";
import { readText } from "./read-text.ts";

/**
 * Why a question is refused whatever its wording, or null. Names of jobs and of goods are looked past: a shop that
 * sells women's clothes may ask about its women's-clothes job.
 */
export function refusalOf(question: string, jobs: readonly string[]): Refusal | null {
  const raw = question.slice(0, 4000).normalize("NFKC").toLowerCase();
  if (injections.some((pattern) => pattern.test(raw))) return "injection";
  const text = withoutJobs(readText(question), jobs);
  if (protectedIn(text)) return "protected";
  if (personalIn(text)) return "personal";
  if (writesIn(text)) return "write";
  return null;
}

function withoutJobs(text: string, jobs: readonly string[]): string {
  const names = jobs
    .map(readText)
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length);
  return names.reduce((now, name) => now.replaceAll(name, "▮"), text);
}
