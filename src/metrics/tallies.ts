import { z } from "zod";
import { addDays, addMonths, type Day } from "../core/calendar-days.ts";
import { pipeline } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import { jobsBehind, wantedChannels } from "./blocks.ts";
import type { Dimension, Group } from "./dimensions.ts";
import { grouped } from "./grouped.ts";
import type { Scope } from "./scope.ts";
import { standing } from "./standing.ts";
import { firstOfTitle, type Kind, timelineRows } from "./timeline-rows.ts";

const Row = z.object({
  kind: z.string(),
  n: z.int(),
  hits: z.int(),
  amount: z.number(),
  steps: z.array(z.int()).optional(),
});
export type Tally = { group: Group } & z.infer<typeof Row>;

/** How many sums the kind "steps" has. */
const stepSums = 2 * (pipeline.length - 1);

/**
 * Counts applications of some kinds per group; groups without any are left out. "people" are persons by their first
 * touch, with a job or shift by their first application to such a job. Sums that are ready are used where they say the
 * same as the rows: when nothing is known that happened after now.
 */
export async function tally(
  scope: Scope,
  dims: readonly Dimension[],
  asked: readonly Kind[] | "people",
): Promise<Tally[]> {
  const { sql } = scope;
  const kinds = asked === "people" ? [kindOfPeople(scope)] : asked;
  const money = kinds.includes("score") ? sql`coalesce(sum(f.amount), 0)::float8` : sql`0`;
  const steps = kinds.includes("steps") ? sql`, ${sql.unsafe(sumsOfSteps)} as steps` : sql``;
  const sums = sql`f.kind, sum(f.n)::int as n, sum(f.hits)::int as hits, ${money} as amount ${steps}`;
  const found = (source: Fragment) => grouped(scope, dims, source, sums, Row, sql`f.kind`);
  const several = asked === "people" && scope.job !== null;
  const rows = await overSums(scope, dims, kinds, found, several);
  return rows.map(({ group, values }) => ({ group, ...values }));
}

/**
 * Reads rows of `tallies` of some kinds; of the sums that are ready, or of the rows themselves as they stood at `now`.
 * `firstOnly`: of persons who applied to several jobs of the title asked for, the first application counts.
 */
export async function overSums<T>(
  scope: Scope,
  dims: readonly Dimension[],
  kinds: readonly Kind[],
  read: (source: Fragment) => Promise<T>,
  firstOnly = false,
): Promise<T> {
  // Both at once: the sums are nearly always what is wanted, and a round trip is as long as reading many of them.
  const [{ settled, jobs }, ready] = await Promise.all([
    standing(scope),
    read(union(scope, sources(scope, dims, kinds))),
  ]);
  if (firstOnly && jobs > 1) return await read(firstOfTitle(scope));
  return settled ? ready : await read(union(scope, rowsOf(scope, kinds)));
}

const sumsOfSteps = `array[${Array.from({ length: stepSums }, (_, i) => `coalesce(sum(f.steps[${i + 1}]), 0)`).join(", ")}]::int[]`;

const kindOfPeople = ({ job, shift }: Scope): Kind =>
  job !== null ? "person_job" : shift !== null ? "person_shift" : "person";

const union = ({ sql }: Scope, parts: Fragment[]): Fragment =>
  parts.reduce((before, part) => sql`${before} union all ${part}`);

const rowsOf = (scope: Scope, kinds: readonly Kind[]): Fragment[] =>
  kinds.map((kind) => timelineRows(scope, kind));

/** By hour there are sums of whole quarters: what the window has besides them is counted by rows. */
function sources(scope: Scope, dims: readonly Dimension[], kinds: readonly Kind[]): Fragment[] {
  if (!dims.includes("hour")) return [sums(scope, dims, kinds, false)];
  if (dims.some((dim) => dim === "day" || dim === "week" || dim === "month")) return rowsOf(scope, kinds);
  const { from, today } = scope;
  const to = scope.to !== null && scope.to < today ? scope.to : null;
  const first = from && firstWholeQuarter(from);
  const end = to && quarterOf(addDays(to, 1));
  if (first && first >= (end ?? today)) return rowsOf(scope, kinds);
  if (end && from && end <= from) return rowsOf(scope, kinds);
  const last = end && addDays(end, -1);
  return [
    sums({ ...scope, from: first, to: last }, dims, kinds, true),
    ...(from && first && from < first ? rowsOf({ ...scope, from, to: addDays(first, -1) }, kinds) : []),
    ...(to && end && end <= to ? rowsOf({ ...scope, from: end, to }, kinds) : []),
  ];
}

const quarterOf = (day: Day): Day => addMonths(`${day.slice(0, 7)}-01`, -((Number(day.slice(5, 7)) - 1) % 3));

const firstWholeQuarter = (day: Day): Day => {
  const start = quarterOf(day);
  return start === day ? day : addMonths(start, 3);
};

/** Our own words, so they may stand in the statement: of a parameter the planner would not know how few rows it means. */
const known = ({ sql }: Scope, kinds: readonly Kind[]): Fragment =>
  sql`${sql.unsafe(kinds.map((kind) => `'${kind}'`).join(", "))}`;

/** What was added up, and what is still to be added. */
function sums(scope: Scope, dims: readonly Dimension[], kinds: readonly Kind[], hourly: boolean): Fragment {
  const { sql, company, from, to } = scope;
  // Of sums by day the planner knows better how many are left when it sees the jobs; those by hour are too many to join.
  const { title, join, wanted } = jobsBehind(scope, "c", hourly ? dims : ["job"]);
  // Each joined by itself: of a union the planner does not know how many jobs there are.
  const cells = (table: "tallies" | "tally_changes") => sql`
    select c.kind, c.channel, ${title} as job, c.day, c.hour::int as hour, c.n, c.hits, c.amount, c.steps
    from ${sql(table)} c ${join}
    where c.company_id = ${company} and c.kind in (${known(scope, kinds)}) and c.hourly = ${sql.unsafe(String(hourly))}
      ${from ? sql`and c.day >= (select ${from}::text::date)` : sql``} ${to ? sql`and c.day <= (select ${to}::text::date)` : sql``}
      ${wantedChannels(scope, sql`c.channel`)} ${wanted}`;
  return sql`${cells("tallies")} union all ${cells("tally_changes")}`;
}
