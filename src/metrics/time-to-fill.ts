import { z } from "zod";
import { type Day, daysBetween } from "../core/calendar-days.ts";
import { wantedJobs } from "./blocks.ts";
import { averageCell, type Cell } from "./cells.ts";
import type { Metric } from "./metric.ts";
import { type Tally, tally } from "./tallies.ts";

const Row = z.object({
  job: z.string(),
  opened: z.iso.date(),
  openings: z.int().nullable(),
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
    const [rows, hires] = await Promise.all([
      sql`
        select j.title as job, min(coalesce(j.opened_on, (j.created_at at time zone ${timeZone})::date))::text as opened,
          sum(j.openings)::int as openings
        from jobs j
        where j.company_id = ${company} ${wantedJobs(scope)}
          and (j.openings is not null or exists (
            select 1 from touches t where t.company_id = j.company_id and t.job_id = j.id))
        group by j.title`,
      tally({ ...scope, from: null, to: null }, ["job", "day"], ["hired"]),
    ]);
    const hired = Map.groupBy(hires, ({ group }) => String(group.job));
    return rows
      .map((row) => Row.parse(row))
      .map((row) => ({ group: { job: row.job }, cell: filled(row, hired.get(row.job) ?? [], scope) }));
  },
};

function filled(
  { opened, openings }: z.infer<typeof Row>,
  hires: Tally[],
  { from, to }: { from: string | null; to: string | null },
): Cell {
  const hired = hires.reduce((sum, { n }) => sum + n, 0);
  const last = openings === null ? undefined : dayOf(hires, openings);
  const inWindow = last !== undefined && (!from || last >= from) && (!to || last <= to);
  return {
    ...averageCell(inWindow ? daysBetween(opened, last) : null, hired),
    numerator: hired,
    denominator: openings,
    small_sample: false,
    note: openings === null ? "no_data" : null,
  };
}

/** The day of the n-th hire; undefined while there are fewer. */
function dayOf(hires: Tally[], nth: number): Day | undefined {
  let sum = 0;
  for (const { group, n } of [...hires].sort((a, b) =>
    String(a.group.day) < String(b.group.day) ? -1 : 1,
  )) {
    sum += n;
    if (sum >= nth) return String(group.day);
  }
  return undefined;
}
