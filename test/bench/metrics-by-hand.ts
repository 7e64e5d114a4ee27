import type { Dimension } from "../../src/metrics/dimensions.ts";
import { company, timeZone } from "./metrics-data.ts";

/** The best SQL we can write by hand for a question, on the same tables; null = spend alone is asked for elsewhere. */
export type Question = { metric: string; dims: readonly Dimension[]; from: string | null; to: string | null };

const own = `company_id = '${company}'`;
const local = (at: string) => `(${at} at time zone '${timeZone}')`;

const keys: Readonly<Record<Dimension, string>> = {
  channel: "channel",
  job: "title",
  day: "day",
  week: "date_trunc('week', day)",
  month: "date_trunc('month', day)",
  weekday: "(day - date '2001-01-01') % 7",
  hour: "hour",
  reason: "exit_reason",
  step: "kind", // One row holds all steps.
};

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  resumes: ["person"],
  assessments_started: ["started"],
  assessments_completed: ["completed"],
  assessment_completion_rate: ["started"],
  assessment_pass_rate: ["completed"],
  avg_score: ["score"],
  interviews: ["scheduled", "interviewed"],
  resume_to_interview_rate: ["person"],
  interview_pass_rate: ["interviewed"],
  hires: ["hired"],
  interview_to_hire_rate: ["held"],
  cost_per_resume: ["person"],
  cost_per_interview: ["scheduled"],
  cost_per_hire: ["hired"],
  drop_off_step: ["steps"],
  pending_reviews: ["pending"],
  posting_time: ["person"],
  time_to_fill: ["hired"],
  channel_health: ["person"],
};

/** Statements that are sent together. */
export function byHand({ metric, dims, from, to }: Question): string[] {
  const asked = metric === "channel_health" || metric === "time_to_fill" ? [...dims, "day" as const] : dims;
  const groups = asked.map((dim) => keys[dim]).join(", ");
  const by = groups === "" ? "" : `group by ${groups}`;
  const shown = groups === "" ? "" : `${groups}, `;
  const days = (day: string) =>
    `${from ? `and ${day} >= '${from}'` : ""} ${to ? `and ${day} <= '${to}'` : ""}`;
  const moments = (at: string) =>
    `${from ? `and ${at} >= '${from} 00:00+08'` : ""} ${to ? `and ${at} < '${to} 00:00+08'::timestamptz + interval '1 day'` : ""}`;
  const jobs = `join jobs j on j.company_id = '${company}' and j.id = f.job_id and not j.practice`;
  const spend = `select ${shown} sum(amount_cny), count(*) from (
    select channel, day, amount_cny from spend where ${own} ${days("day")}) f ${by}`;
  switch (metric) {
    case "cost":
      return [spend];
    case "time_to_hire":
      return [
        `select ${shown} percentile_cont(0.5) within group (order by days), percentile_disc(0.8) within group (order by days),
          avg(days), count(*) from (
          select f.channel, j.title, hired_on as day, hired_hour as hour, hire_days as days
          from timelines f ${jobs} where f.${own} and hired is not null and hire_days is not null ${moments("hired")}) f ${by}`,
      ];
    case "retention_90d":
      return [
        `select ${[groups, "days", "ended"].filter(Boolean).join(", ")}, count(*) from (
          select f.channel, j.title, hired_on as day, least(coalesce(left_on, '2026-11-18') - hired_on, 91) as days,
            coalesce(left_on - hired_on <= 90, false) as ended
          from tenures f ${jobs} where f.${own} ${days("hired_on")}) f
          group by ${[groups, "days", "ended"].filter(Boolean).join(", ")}`,
      ];
    case "attrition_reasons":
      return [
        `select ${shown} count(*) from (
          select f.channel, j.title, left_on as day, coalesce(exit_reason, '未填写') as exit_reason from tenures f ${jobs}
          where f.${own} and left_on <= '2026-11-18' ${days("left_on")}) f ${by}`,
      ];
    case "response_time":
      return [
        `select ${shown} (select percentile_cont(0.5) within group (order by s) from unnest(array_agg(seconds)) s), count(*) from (
          select f.channel, j.title, asked_on as day, asked_hour as hour,
            date_part('epoch', answered_at - asked_at) as seconds
          from waits f ${jobs} where f.${own} and answered_at is not null ${moments("asked_at")}) f ${by}`,
      ];
    default: {
      const hourly = dims.includes("hour");
      // Hours are kept by the quarter: of thirty days the rows are counted.
      if (hourly && from)
        return [
          `select ${shown} count(*) from (
            select f.channel, j.title, ${local("touched_at")}::date as day, extract(hour from ${local("touched_at")}) as hour
            from timelines f ${jobs} where f.${own} and leads ${moments("touched_at")}) f ${by}`,
        ];
      const kinds = (kindsOf[metric] ?? []).map((kind) => `'${kind}'`).join(", ");
      const cells = (table: string) => `
        select kind, channel, title, day, hour, n, hits, amount, steps from ${table} f ${jobs}
        where f.${own} and kind in (${kinds}) and hourly = ${hourly} ${days("day")}`;
      const steps = Array.from({ length: 14 }, (_, i) => `sum(steps[${i + 1}])`).join(", ");
      const amount =
        metric === "avg_score" ? ", sum(amount)" : metric === "drop_off_step" ? `, ${steps}` : "";
      const one = `select kind, ${shown} sum(n), sum(hits) ${amount} from (
        ${cells("tallies")} union all ${cells("tally_changes")}) f
        group by ${["kind", groups].filter(Boolean).join(", ")}`;
      return metric.startsWith("cost_per") ? [one, spend] : [one];
    }
  }
}

/** What every answer tells besides: the channels in use, and the first day on which anything is known. */
export const besides = [
  `with recursive c as ((select channel from touches where ${own} order by channel limit 1) union all
    select (select channel from touches t where ${own} and t.channel > c.channel order by channel limit 1) from c
    where channel is not null) select channel from c`,
  `select min(at) from touches where ${own} union all select min(day) from spend where ${own}`,
];
