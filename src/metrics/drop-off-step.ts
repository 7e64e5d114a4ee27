import { pipeline } from "../core/milestones.ts";
import { rateCell } from "./cells.ts";
import { overall } from "./dimensions.ts";
import type { Metric } from "./metric.ts";
import { tally } from "./tallies.ts";

/** Every step on the way to a hire, as it is named in answers. */
export const steps = pipeline.slice(1).map((to, i) => `${pipeline[i]}->${to}`);

export const dropOffStep: Metric = {
  id: "drop_off_step",
  name: { zh: "流失环节", en: "Where candidates are lost" },
  unit: "rate",
  definition: {
    zh: "期间内的投递在每一步的流失率：到达前一步的投递中，到目前还没有到达下一步的比例。",
    en: "Loss at each step of the applications of the window: of those that entered the step, the share that has not reached the next by now.",
  },
  dimensions: ["step", ...overall],
  groups: ["step"],
  always: "step",
  facts: "pipeline",
  empty: () => rateCell(0, 0),
  async read(scope, dims) {
    const rows = await tally(
      scope,
      dims.filter((dim) => dim !== "step"),
      ["steps"],
    );
    return rows.flatMap(({ group, steps: sums = [] }) =>
      steps.flatMap((step, i) => {
        const [entered = 0, lost = 0] = [sums[i], sums[steps.length + i]];
        return entered > 0 ? [{ group: { ...group, step }, cell: rateCell(lost, entered) }] : [];
      }),
    );
  },
};
