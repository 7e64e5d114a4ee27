import { auditTrail, recruiterNames } from "../../db/audit.ts";
import { historyCard, historyLines } from "../cards/history.ts";
import type { Action } from "../types.ts";
import { before } from "./offer-form.ts";

/** Shows who did what to an application, when, and what it was before and after. */
export const history: Action = {
  id: "history",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { sql } = deps.db;
    const [entries, names] = await Promise.all([
      auditTrail(sql, who.company, seen.target.a, historyLines),
      recruiterNames(sql, who.company),
    ]);
    return { kind: "view", view: historyCard(seen.candidate, entries, names, deps.locale), beside: true };
  },
};
