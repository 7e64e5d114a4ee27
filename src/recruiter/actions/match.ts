import { MatchesQuery } from "../cards/matches.ts";
import { matchesView } from "../matches-view.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

/** The next page of matches. */
export const matchNext: Action = turn("match_page");
/** Back to the first page; ids are unique within a block of buttons. */
export const matchFirst: Action = turn("match_first");
/** Only those of the talent pool who have not applied for the job. */
export const matchPool: Action = turn("match_pool");
/** Who fits a job, from the list of jobs. */
export const matchJob: Action = turn("match_job", true);

function turn(id: string, beside = false): Action {
  return {
    id,
    async run(deps, who, input) {
      const query = readQuery(input.value);
      const view = query ? await matchesView(deps, who, query) : null;
      if (view) return { kind: "view", view, ...(beside ? { beside: true } : {}) };
      const notice = say(
        deps.locale,
        "这个列表已经失效，请重新输入 /match。",
        "This list has expired; run /match again.",
      );
      return { kind: "refused", notice };
    },
  };
}

function readQuery(value: string): MatchesQuery | null {
  try {
    return MatchesQuery.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
