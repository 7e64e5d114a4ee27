import type { Fragment, Sql, Tx } from "./client.ts";

/** Whether the job of a row `of` (company_id, job_id) is one people are hired for; practice leaves no facts. */
export const forReal = (sql: Sql | Tx, of: Fragment): Fragment => sql`
  exists (select 1 from jobs real_job where real_job.company_id = ${of}.company_id and real_job.id = ${of}.job_id
    and not real_job.practice)`;
