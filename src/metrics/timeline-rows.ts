import { type MilestoneStage, pipeline } from "../core/milestones.ts";
import type { Fragment } from "../db/client.ts";
import { during, firstChannel, localTime, wantedChannels, wantedJobs } from "./blocks.ts";
import type { Scope } from "./scope.ts";

/** What applications are counted as; the derived table `tallies` has the same names. */
export type Kind =
  | "person"
  | "person_shift"
  | "person_job"
  | "started"
  | "completed"
  | "pending"
  | "scheduled"
  | "interviewed"
  | "held"
  | "hired"
  | "score"
  | "steps";

/** Counted at the time of a column of timelines `t`; `if` and `hit` see what had happened by now. */
type Counting = { at: string; if?: Fragment; hit?: Fragment; amount?: Fragment; steps?: Fragment };

/**
 * The applications of one kind as they stood at any moment, one row each, with `n`, `hits` and `amount` to add up. It
 * reads every application of the window, where the tallies hold sums of everything known today.
 */
export function timelineRows(scope: Scope, kind: Kind): Fragment {
  const { sql, company } = scope;
  const counting = countings(scope, kind);
  const at = sql(counting.at);
  const channel = firstChannel(scope, "t");
  const from = kind === "score" ? sql`, unnest(t.scored_at, t.scores) s (at, score)` : sql``;
  return sql`
    select ${kind}::text as kind, ${channel} as channel, j.title as job, ${localTime(scope, sql`${at}`)}, 1 as n,
      (${counting.hit ?? sql`false`})::int as hits, ${counting.amount ?? sql`0`}::numeric as amount,
      ${counting.steps ?? sql`null`}::int[] as steps
    from timelines t join jobs j on j.company_id = t.company_id and j.id = t.job_id ${from}
    where t.company_id = ${company} and ${counting.if ?? sql`true`} ${during(scope, sql`${at}`)} ${wantedJobs(scope)}
      ${wantedChannels(scope, channel)}`;
}

/** Persons by their first application to any of several jobs with one title. */
export function firstOfTitle(scope: Scope): Fragment {
  const { sql, company, now } = scope;
  const channel = firstChannel(scope, "t");
  return sql`
    select 'person_job' as kind, ${channel} as channel, t.job, ${localTime(scope, sql`t.touched_at`)}, 1 as n,
      coalesce(t.interview <= ${now}, false)::int as hits, 0::numeric as amount, null::int[] as steps
    from (
      select t.*, j.title as job, min(t.interview_scheduled) over (partition by t.candidate_id) as interview,
        row_number() over (partition by t.candidate_id order by t.touched_at, t.touched_channel, t.job_id) as place
      from timelines t join jobs j on j.company_id = t.company_id and j.id = t.job_id
      where t.company_id = ${company} ${wantedJobs(scope)}
    ) t
    where t.place = 1 ${during(scope, sql`t.touched_at`)} ${wantedChannels(scope, channel)}`;
}

function countings({ sql, now }: Scope, kind: Kind): Counting {
  const by = (column: MilestoneStage | "interview_any" | "interview_shift") =>
    sql`coalesce(t.${sql(column)} <= ${now}, false)`;
  switch (kind) {
    case "person":
      return { at: "t.touched_at", if: sql`t.leads`, hit: by("interview_any") };
    case "person_shift":
      return { at: "t.touched_at", if: sql`t.leads_shift`, hit: by("interview_shift") };
    case "person_job":
      return { at: "t.touched_at", hit: by("interview_scheduled") };
    case "started":
      return { at: "t.assessment_started", hit: by("assessment_completed") };
    case "completed":
      return { at: "t.assessment_completed", hit: by("assessment_passed") };
    case "pending":
      return {
        at: "t.assessment_completed",
        if: sql`not (${by("assessment_passed")} or ${by("rejected")} or ${by("withdrawn")})`,
      };
    case "scheduled":
      return { at: "t.interview_scheduled" };
    case "interviewed":
      return { at: "t.interviewed", hit: by("offer") };
    case "held":
      return { at: "t.interviewed", hit: by("hired") };
    case "hired":
      return { at: "t.hired" };
    case "score":
      return { at: "s.at", amount: sql`s.score` };
    case "steps": {
      const reached = pipeline.map(by);
      const entered = reached.slice(0, -1).map((had) => sql`(${had})::int`);
      const lost = reached.slice(1).map((next, i) => sql`(${reached[i] ?? sql`true`} and not ${next})::int`);
      const listed = [...entered, ...lost].reduce((before, one) => sql`${before}, ${one}`);
      return { at: "t.applied", steps: sql`array[${listed}]` };
    }
    default:
      return kind satisfies never;
  }
}
