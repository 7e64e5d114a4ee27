import { z } from "zod";
import { milestoneStages, pipeline } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import { during } from "./blocks.ts";
import type { Scope } from "./scope.ts";

/** The steps that are shown, in order. */
export const pipelineSteps = pipeline.filter((stage) => stage !== "interview_scheduled");

const Row = z.record(z.string(), z.int());

/**
 * Of the applications that came in within the window: how many have reached each step by now. Whoever came lately is
 * still on the way. `jobs` narrows the jobs `j` further.
 */
export async function pipelineCounts(scope: Scope, jobs: Fragment): Promise<ReadonlyMap<string, number>> {
  const { sql, company, now } = scope;
  const counts = milestoneStages.reduce(
    (all, stage) => sql`${all}, (count(*) filter (where t.${sql(stage)} <= ${now}))::int as ${sql(stage)}`,
    sql`count(*)::int as all`,
  );
  const [row] = await sql`
    select ${counts} from timelines t
    join jobs j on j.company_id = t.company_id and j.id = t.job_id and not j.practice
    where t.company_id = ${company} ${during(scope, sql`t.applied`)} ${jobs}`;
  return new Map(Object.entries(Row.parse(row)));
}
