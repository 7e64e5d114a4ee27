import { ReviewQuery } from "../cards/reviews.ts";
import { reviewsView } from "../commands/reviews.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

/** Turns to the next page of the review queue. */
export const reviewsPage: Action = turn("reviews_page");

/** Turns to the previous page; ids are unique within a block of buttons. */
export const reviewsBack: Action = turn("reviews_back");

function turn(id: string): Action {
  return {
    id,
    async run(deps, who, input) {
      const query = readQuery(input.value);
      if (query) return { kind: "view", view: await reviewsView(deps, who, query) };
      const notice = say(
        deps.locale,
        "这个列表已经失效，请重新输入 /reviews。",
        "This list has expired; run /reviews again.",
      );
      return { kind: "refused", notice };
    },
  };
}

function readQuery(value: string): ReviewQuery | null {
  try {
    return ReviewQuery.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
