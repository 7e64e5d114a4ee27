import { reachOf } from "../core/rights.ts";
import { companyTimeZone } from "../db/companies.ts";
import { comparedPeople, proposedPairs, standingMerges } from "../db/same-people.ts";
import { sameList, sameMerged, samePairs } from "./cards/same.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** Entries that may be one person, and those that were put together, as of now. */
export async function sameView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const { company } = who;
  const { sql } = deps.db;
  const [proposed, merges, timeZone] = await Promise.all([
    proposedPairs(sql, company, samePairs),
    standingMerges(sql, company, { limit: sameMerged }),
    companyTimeZone(sql, company),
  ]);
  const ids = [...proposed.pairs.flatMap(({ a, b }) => [a, b]), ...merges.map(({ kept }) => kept)];
  const people = await comparedPeople(sql, deps.vault, company, [...new Set(ids)]);
  const pairs = proposed.pairs.flatMap(({ a, b }) => {
    const [one, other] = [people.get(a), people.get(b)];
    if (!one || !other) return [];
    return [older(one, other) ? { left: one, right: other } : { left: other, right: one }];
  });
  const merged = merges.flatMap(({ id, kept, by, at }) => {
    const person = people.get(kept);
    return person ? [{ id, person, by, at }] : [];
  });
  const may = { merge: reachOf(who.role, "action same_merge") !== "no" };
  return sameList({ pairs, total: proposed.total, merged, timeZone, may }, deps.locale);
}

type Aged = { id: string; createdAt: Date };

/** Whether `a` was here first; of two from one moment the smaller id, so that everybody keeps the same. */
export const older = (a: Aged, b: Aged): boolean =>
  a.createdAt.getTime() === b.createdAt.getTime() ? a.id < b.id : a.createdAt < b.createdAt;
