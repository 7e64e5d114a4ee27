import { refusedMark } from "../core/asking/query.ts";
import { examples } from "../core/asking/wording.ts";
import { inLocale, type Locale } from "../core/locale.ts";
import { questionsLately } from "../db/asked-questions.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** What this person asked in a place within half an hour, newest first, each once; refused ones are not kept. */
export async function recentQuestions(deps: RecruiterDeps, who: Recruiter, place: string): Promise<string[]> {
  const asker = { company: who.company, person: who.id, place };
  const lately = await questionsLately(deps.db.sql, deps.vault, asker, deps.clock() ?? new Date());
  return [...new Set(lately.reverse())].filter((question) => question !== refusedMark);
}

/** Questions to begin with. */
export const askExamples = (locale: Locale): readonly string[] => inLocale(examples, locale);
