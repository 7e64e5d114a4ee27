import { z } from "zod";
import { pipeline } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import { during } from "./blocks.ts";
import type { Scope } from "./scope.ts";

/** The steps that are shown, in order. */
export const pipelineSteps = pipeline.filter((stage) => stage !== "interview_scheduled");

const Row = z.object({ stage: z.string(), n: z.int() });

/**
 * Of the applications that came in within the window: how many have reached each step by now. Whoever came lately is
 * still on the way. `jobs` narrows the jobs `j` further.
 */
export async function pipelineCounts(scope: Scope, jobs: Fragment): Promise<ReadonlyMap<string, number>> {
  const { sql, company, now } = scope;
  const rows = await sql`
    select m.stage, count(distinct (m.candidate_id, m.job_id))::int as n
    from milestones e
    join jobs j on j.company_id = e.company_id and j.id = e.job_id and not j.practice
    join milestones m on m.company_id = e.company_id and m.candidate_id = e.candidate_id and m.job_id = e.job_id
      and m.at <= ${now}
    where e.company_id = ${company} and e.stage = 'applied' ${during(scope, sql`e.at`)} ${jobs}
    group by m.stage`;
  return new Map(rows.map((row) => Row.parse(row)).map(({ stage, n }) => [stage, n]));
}
