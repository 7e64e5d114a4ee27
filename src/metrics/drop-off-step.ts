import { pipeline } from "../core/milestones.ts";
import { entries } from "./blocks.ts";
import { rateCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import { rateMetric } from "./kinds.ts";
import type { Metric } from "./metric.ts";

/** Every step on the way to a hire, as it is named in answers. */
export const steps = pipeline
  .slice(1)
  .map((to, i) => ({ from: pipeline[i] ?? to, to, name: `${pipeline[i]}->${to}` }));

const loss = rateMetric(
  {
    id: "drop_off_step",
    name: { zh: "流失环节", en: "Where candidates are lost" },
    definition: {
      zh: "期间内的投递在每一步的流失率：到达前一步的投递中，到目前还没有到达下一步的比例。",
      en: "Loss at each step of the applications of the window: of those that entered the step, the share that has not reached the next by now.",
    },
  },
  (scope) => {
    const { sql, company, now } = scope;
    return sql`
      select e.channel, e.job, e.local, s.name as step, not (s.next = any(e.stages)) as hit
      from (
        select a.*, array(
          select m.stage from milestones m
          where m.company_id = ${company} and m.candidate_id = a.candidate_id and m.job_id = a.job_id and m.at <= ${now}
        ) as stages
        from (${entries(scope, "applied")}) a
      ) e
      join unnest(${steps.map(({ from }) => from)}::text[], ${steps.map(({ to }) => to)}::text[],
        ${steps.map(({ name }) => name)}::text[]) as s (entered, next, name) on s.entered = any(e.stages)`;
  },
);

export const dropOffStep: Metric = {
  ...loss,
  dimensions: ["step", ...overall],
  groups: ["step"],
  always: "step",
  empty: () => rateCell(0, 0),
};
