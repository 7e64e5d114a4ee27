import { ListQuery } from "../cards/list.ts";
import { listView } from "../list-view.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

/** Turns to the next page of a list. */
export const page: Action = turn("page");

/** Turns to the previous page; ids are unique within a block of buttons. */
export const pageBack: Action = turn("page_back");

function turn(id: string): Action {
  return {
    id,
    async run(deps, who, input) {
      const query = readQuery(input.value);
      if (query) return { kind: "view", view: await listView(deps, who, query) };
      const notice = say(
        deps.locale,
        "这个列表已经失效，请重新输入 /candidates。",
        "This list has expired; run /candidates again.",
      );
      return { kind: "refused", notice };
    },
  };
}

function readQuery(value: string): ListQuery | null {
  try {
    return ListQuery.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
