import type { Criterion } from "../core/profile/criteria.ts";
import { reachOf } from "../core/rights.ts";
import { jobProfile } from "../db/job-profiles.ts";
import { ownTagsOf } from "../db/own-tags.ts";
import { button } from "./cards/buttons.ts";
import { type MatchesQuery, matchList, matchRows } from "./cards/matches.ts";
import { matchPage } from "./match.ts";
import { mrkdwnText } from "./text.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";
import { say } from "./words.ts";

/** One page of who fits a job, or what was said in words; null = there is no such job. */
export async function matchesView(
  deps: RecruiterDeps,
  who: Recruiter,
  query: MatchesQuery,
): Promise<View | null> {
  const { sql } = deps.db;
  const job = query.job === undefined ? null : await jobProfile(sql, who.company, query.job);
  if (query.job !== undefined && job === null) return null;
  const criteria: readonly Criterion[] = query.ask ?? job?.profile.criteria ?? [];
  if (criteria.length === 0) return null;
  const asked = {
    company: who.company,
    job: job?.id ?? null,
    profile: { criteria: [...criteria] },
    ...(query.pool ? { only: "pool" as const } : {}),
  };
  const [page, own] = await Promise.all([
    matchPage(deps, asked, query.after ?? null, matchRows),
    ownTagsOf(sql, who.company),
  ]);
  const may = (right: string) => reachOf(who.role, right) !== "no";
  return matchList(
    {
      title: job?.title ?? say(deps.locale, "这些要求", "these"),
      criteria,
      own: new Map(own.map(({ id, name }) => [id, name])),
      page,
      query,
      may: {
        edit: may("action match_profile"),
        invite: may("action match_invite") && job?.status === "open",
      },
    },
    deps.locale,
  );
}

/** The view of a job that was just opened, with who in the talent pool fits it already; unchanged when nobody does. */
export async function withPool(deps: RecruiterDeps, who: Recruiter, job: string, view: View): Promise<View> {
  const found = await jobProfile(deps.db.sql, who.company, job);
  if (!found) return view;
  const query = { company: who.company, job, profile: found.profile, only: "pool" as const };
  const { matches, next } = await matchPage(deps, query, null, matchRows);
  const fitting = matches.filter(({ why }) => why.sure).length;
  if (fitting === 0) return view;
  const count = next && fitting === matchRows ? `${fitting}+` : `${fitting}`;
  const text = say(
    deps.locale,
    `人才库里已经有 ${count} 位符合必需条件，看看要不要邀请。`,
    `${count} people in the talent pool have what it requires: see whether to invite them.`,
  );
  const open = button(
    "match_pool",
    say(deps.locale, "人才库里谁合适", "Who in the pool fits"),
    JSON.stringify({ job, pool: true }),
  );
  return { ...view, blocks: [...view.blocks, { type: "section", text: mrkdwnText(text), accessory: open }] };
}
