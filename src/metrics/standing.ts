import { z } from "zod";
import { milestoneStages } from "../core/milestones.ts";
import { wantedJobs } from "./blocks.ts";
import type { Scope } from "./scope.ts";

const Standing = z.object({ settled: z.boolean(), jobs: z.int() });

/**
 * Whether everything that is known happened by now, in the days the company counts by; and how many jobs are asked
 * for. Looks at the ends of indexes only.
 */
export async function standing(scope: Scope): Promise<z.infer<typeof Standing>> {
  const { sql, company, now, timeZone } = scope;
  const [row] = await sql`
    select not exists (
        select 1 from (
          select max(at) as at from touches where company_id = ${company}
          union all select max(at) from scores where company_id = ${company}
          union all select max(settled_at) from waits where company_id = ${company}
          union all select m.at from unnest(${[...milestoneStages]}::text[]) s (stage)
          cross join lateral (select max(at) as at from milestones where company_id = ${company} and stage = s.stage) m
        ) newest where at > ${now})
      and exists (select 1 from companies where id = ${company} and time_zone = ${timeZone}) as settled,
      (select count(*)::int from jobs j where j.company_id = ${company} ${wantedJobs(scope)}) as jobs`;
  return Standing.parse(row);
}

/**
 * Reads what is asked for as it is known today, and only where something is known that happened after now, once more as it
 * stood then. Both at once: the first is nearly always right, and a round trip saved.
 */
export async function asOfNow<T>(scope: Scope, read: (settled: boolean) => Promise<T>): Promise<T> {
  const [{ settled }, known] = await Promise.all([standing(scope), read(true)]);
  return settled ? known : await read(false);
}
