import { z } from "zod";
import { daysBetween } from "../core/calendar-days.ts";
import { wantedJobs } from "./blocks.ts";
import { averageCell, type Cell } from "./cells.ts";
import type { Metric } from "./metric.ts";
import { overSums } from "./tallies.ts";

const Row = z.object({
  job: z.string(),
  opened: z.iso.date(),
  openings: z.int().nullable(),
  hired: z.int(),
  /** The day of the n-th hire; null while there are fewer. */
  last: z.iso.date().nullable(),
});

export const timeToFill: Metric = {
  id: "time_to_fill",
  name: { zh: "招满用时", en: "Time to fill" },
  unit: "days",
  definition: {
    zh: "从岗位开放日到第 n 个人入职的自然日数，n 为该岗位的招聘人数；未招满则没有数值。",
    en: "Calendar days from a job's opening date to its n-th hire, n being its openings; no figure while it is not filled.",
  },
  dimensions: ["job"],
  groups: ["job"],
  always: "job",
  facts: "pipeline",
  empty: () => averageCell(null, 0),
  async read(scope) {
    const { sql, company, timeZone } = scope;
    // A window does not change which hire is the n-th: it says whether that one lies in it.
    const rows = await overSums(
      { ...scope, from: null, to: null },
      ["job", "day"],
      ["hired"],
      (source) => sql`
      with open as (
        select j.title as job, min(coalesce(j.opened_on, (j.created_at at time zone ${timeZone})::date)) as opened,
          sum(j.openings)::int as openings
        from jobs j
        where j.company_id = ${company} ${wantedJobs(scope)}
          and (j.openings is not null or exists (
            select 1 from touches t where t.company_id = j.company_id and t.job_id = j.id))
        group by j.title
      ), upto as (
        select job, day, sum(sum(n)) over (partition by job order by day) as n from (${source}) f group by job, day
      )
      select o.job, o.opened::text, o.openings, coalesce(max(u.n), 0)::int as hired,
        min(u.day) filter (where u.n >= o.openings)::text as last
      from open o left join upto u on u.job = o.job group by o.job, o.opened, o.openings`,
    );
    return rows
      .map((row) => Row.parse(row))
      .map((row) => ({ group: { job: row.job }, cell: filled(row, scope) }));
  },
};

function filled(
  { opened, openings, hired, last }: z.infer<typeof Row>,
  { from, to }: { from: string | null; to: string | null },
): Cell {
  const inWindow = last !== null && (!from || last >= from) && (!to || last <= to);
  return {
    ...averageCell(inWindow ? daysBetween(opened, last) : null, hired),
    numerator: hired,
    denominator: openings,
    small_sample: false,
    note: openings === null ? "no_data" : null,
  };
}
