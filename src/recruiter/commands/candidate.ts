import { z } from "zod";
import { type ApplicationFilter, listApplications } from "../../db/applications.ts";
import { ownOnly } from "../access.ts";
import { companyTimeZone } from "../candidate.ts";
import { cardView } from "../card-view.ts";
import { candidateList, pageSize } from "../cards/list.ts";
import { readNumber } from "../list-view.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** One candidate's card, by number, name or id; several of one name are listed. */
export const candidate: Command = {
  name: "candidate",
  usage: "/candidate <C1042 | 姓名 name | id>",
  description: { zh: "打开一位候选人的卡片", en: "Opens a candidate's card" },
  async run(deps, who, args) {
    const { locale, vault } = deps;
    const asked = args.trim().slice(0, 200);
    if (asked === "") {
      const how = say(
        locale,
        "请写编号或姓名，例如 `/candidate C1042` 或 `/candidate 王小明`。名单在 `/candidates`。",
        "Give a number or a name, e.g. `/candidate C1042` or `/candidate Wang Wei`. `/candidates` shows the list.",
      );
      return { kind: "view", view: sentence(how) };
    }
    const number = readNumber(asked);
    const named: ApplicationFilter = z.uuid().safeParse(asked).success
      ? { ids: [asked] }
      : number !== null
        ? { number }
        : { name: asked };
    const own = ownOnly(who, "command candidate");
    const filter = own ? { ...named, ownOf: own } : named;
    const page = { limit: pageSize, offset: 0 };
    const rows = await listApplications(deps.db.sql, vault, who.company, filter, page);
    const [first, ...others] = rows;
    if (!first) {
      const text = say(
        locale,
        `没有找到“${mrkdwn(asked, 100)}”。姓名要和候选人填写的完全一致；编号形如 C1042；名单在 \`/candidates\`。`,
        `Nobody found for "${mrkdwn(asked, 100)}". Names must be exactly as the candidate gave them; numbers look like C1042; \`/candidates\` shows the list.`,
      );
      return { kind: "view", view: sentence(text) };
    }
    if (others.length > 0) {
      const timeZone = await companyTimeZone(deps.db.sql, who.company);
      const list = { rows, total: rows.length, query: { text: asked.slice(0, 100), page: 1 }, timeZone };
      return { kind: "view", view: candidateList(list, locale) };
    }
    const view = await cardView(deps, who, first.id);
    return {
      kind: "view",
      view: view ?? sentence(say(locale, "候选人刚刚被删除。", "The candidate was just erased.")),
    };
  },
};
