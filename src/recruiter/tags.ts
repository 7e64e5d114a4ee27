import { derive } from "../core/profile/derive.ts";
import { builtInTags, type Tag } from "../core/profile/tags.ts";
import { recruiterNames } from "../db/audit.ts";
import { companyTimeZone } from "../db/companies.ts";
import { candidateOf } from "../db/erasure.ts";
import { ownTagsOf } from "../db/own-tags.ts";
import { readPeople } from "../db/profile-facts.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** Somebody's tags as of now, what own tags are called, and who noted what. */
export type PersonTags = {
  tags: readonly Tag[];
  /** What a colleague noted, also where something stronger stands above it. */
  noted: readonly { tag: string; holds: boolean; by: string; on: string }[];
  own: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
};

/** Tags nobody may note: a screening has to show it, or it comes with a number of the candidate's own. */
const notToNote: readonly string[] = ["passed", "pay", "start"];

/** Every tag a recruiter may note, the company's own ones last. */
export const noteable = (own: ReadonlyMap<string, string>): string[] => [
  ...builtInTags.filter((tag) => !notToNote.includes(tag)),
  ...own.keys(),
];

/** Whether an id is one of them. */
export const isNoteable = (tag: string, own: ReadonlyMap<string, string>): boolean =>
  noteable(own).includes(tag);

/** Derived from the facts at this moment, so that it never lags behind the index; null = there is no such candidate. */
export async function personTags(
  { db, vault }: Pick<RecruiterDeps, "db" | "vault">,
  { company }: Pick<Recruiter, "company">,
  applicationId: string,
): Promise<PersonTags | null> {
  const { sql } = db;
  const [candidateId, timeZone, own, names] = await Promise.all([
    candidateOf(sql, company, applicationId),
    companyTimeZone(sql, company),
    ownTagsOf(sql, company),
    recruiterNames(sql, company),
  ]);
  if (candidateId === null) return null;
  const [person] = await readPeople(sql, vault, company, timeZone, [candidateId]);
  return {
    tags: person ? derive(person.facts).tags : [],
    noted: person?.facts.noted ?? [],
    own: new Map(own.map(({ id, name }) => [id, name])),
    names,
  };
}
