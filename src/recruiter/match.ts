import type { JobProfile } from "../core/profile/criteria.ts";
import { type Explained, explain } from "../core/profile/explain.ts";
import { planOf } from "../core/profile/plan.ts";
import { type Place, rank, rankTerms, type Scope } from "../core/profile/rank.ts";
import { appliedTerm, poolTerm } from "../core/profile/terms.ts";
import { type MatchedPerson, peopleAt, readBitmaps } from "../db/matching.ts";
import { foldProfiles } from "../db/profile-fold.ts";
import type { RecruiterDeps } from "./types.ts";

/** What is matched: a profile, for a job (its applicants and the talent pool) or for none (the talent pool). */
export type MatchQuery = { company: string; job: string | null; profile: JobProfile; only?: "pool" };

export type Match = { person: MatchedPerson; place: Place; why: Explained };
/** `next` = where the following page begins; null = there is none. */
export type MatchPage = { matches: Match[]; next: Place | null };

/** So many facts at most are brought into the index before a question is answered; the rest within a minute. */
const freshen = 50;

/**
 * One page of those who fit best, with reasons. Whoever may be matched: applicants of this job, and those who agreed to
 * the talent pool. What was written a moment ago counts already; a changed profile needs no more than this call.
 */
export async function matchPage(
  deps: Pick<RecruiterDeps, "db" | "vault" | "clock">,
  query: MatchQuery,
  after: Place | null,
  count: number,
): Promise<MatchPage> {
  const { company, job, profile } = query;
  const { sql, transact } = deps.db;
  await foldProfiles(transact, deps.vault, company, freshen, deps.clock());
  const plan = planOf(profile);
  const who = scopeOf(query);
  const bitmaps = await readBitmaps(sql, company, rankTerms(plan, who));
  const matches: Match[] = [];
  for (let from = after; ; ) {
    // One more than asked for tells whether there is another page.
    const places = rank(plan, bitmaps, who, from, count + 1 - matches.length);
    const people = await peopleAt(
      sql,
      deps.vault,
      company,
      job,
      places.map(({ ordinal }) => ordinal),
    );
    const byOrdinal = new Map(people.map((person) => [person.ordinal, person]));
    for (const place of places) {
      const person = byOrdinal.get(place.ordinal);
      if (person) matches.push({ person, place, why: explain(plan, new Set(person.terms), person.tags) });
    }
    from = places.at(-1) ?? null;
    if (matches.length > count || from === null) break;
  }
  const page = matches.slice(0, count);
  return { matches: page, next: matches.length > count ? (page.at(-1)?.place ?? null) : null };
}

function scopeOf({ job, only }: MatchQuery): Scope {
  if (job === null) return { scope: [poolTerm], without: [] };
  return only === "pool"
    ? { scope: [poolTerm], without: [appliedTerm(job)] }
    : { scope: [poolTerm, appliedTerm(job)], without: [] };
}
