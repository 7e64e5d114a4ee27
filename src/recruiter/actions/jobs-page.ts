import { JobsQuery } from "../cards/jobs.ts";
import { jobsView } from "../jobs-view.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

/** Turns to the next page of the jobs. */
export const jobsPage: Action = turn("jobs_page");

/** Turns to the previous page; ids are unique within a block of buttons. */
export const jobsBack: Action = turn("jobs_back");

function turn(id: string): Action {
  return {
    id,
    async run(deps, who, input) {
      const query = readQuery(input.value);
      const view = query ? await jobsView(deps, who, query) : null;
      if (view) return { kind: "view", view };
      const notice = say(
        deps.locale,
        "这个列表已经失效，请重新输入 /jobs。",
        "This list has expired; run /jobs again.",
      );
      return { kind: "refused", notice };
    },
  };
}

function readQuery(value: string): JobsQuery | null {
  try {
    return JobsQuery.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
