import type { Locale } from "../core/locale.ts";
import { type ApplicationFilter, countApplications, listApplications } from "../db/applications.ts";
import { ownOnly } from "./access.ts";
import { companyTimeZone } from "./candidate.ts";
import { candidateList, type ListQuery, pageSize } from "./cards/list.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** One page of the candidates a query asks for; a page behind the last shows the last. */
export async function listView(deps: RecruiterDeps, who: Recruiter, query: ListQuery): Promise<View> {
  const { sql } = deps.db;
  const own = ownOnly(who, "command candidates");
  const filter = { ...(await toFilter(deps, who.company, query)), ...(own ? { ownOf: own } : {}) };
  const total = await countApplications(sql, deps.vault, who.company, filter);
  const page = Math.min(query.page, Math.max(1, Math.ceil(total / pageSize)));
  const at = { limit: pageSize, offset: (page - 1) * pageSize };
  const [rows, timeZone] = await Promise.all([
    listApplications(sql, deps.vault, who.company, filter, at),
    companyTimeZone(sql, who.company),
  ]);
  return candidateList({ rows, total, query: { ...query, page }, timeZone }, deps.locale satisfies Locale);
}

/** Free text is a number (C1042), else an exact name when somebody has it, else a part of a job title. */
async function toFilter(deps: RecruiterDeps, company: string, query: ListQuery): Promise<ApplicationFilter> {
  const filter: ApplicationFilter = {
    ...(query.stage ? { stages: [query.stage] } : {}),
    ...(query.band ? { band: query.band } : {}),
    ...(query.job ? { job: query.job } : {}),
    ...(query.source ? { source: query.source } : {}),
    ...(query.from || query.to ? { came: await daysOf(deps, company, query) } : {}),
  };
  if (!query.text) return filter;
  const number = readNumber(query.text);
  if (number !== null) return { ...filter, number };
  const named = { ...filter, name: query.text };
  const found = await countApplications(deps.db.sql, deps.vault, company, named);
  return found > 0 ? named : { ...filter, titlePart: query.text };
}

const daysOf = async ({ db }: RecruiterDeps, company: string, { from, to }: ListQuery) => ({
  from: from ?? null,
  to: to ?? null,
  timeZone: await companyTimeZone(db.sql, company),
});

/** The number in "C1042", "c 1042" or "#1042"; null when the text is something else. */
export function readNumber(text: string): number | null {
  const digits = /^\s*[cC#]?\s?(\d{1,9})\s*$/.exec(text)?.[1];
  return digits ? Number(digits) : null;
}
