import { reachOf } from "../../core/rights.ts";
import { listRecruiters } from "../../db/recruiters.ts";
import { colleagueFor } from "../access.ts";
import { form, selectField } from "../cards/form.ts";
import { reassignTo } from "../reassign.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { before } from "./offer-form.ts";

/** People offered at once; a choice has room for 100. */
const most = 100;

/** Hands an application to another recruiter. */
export const reassign: Action = {
  id: "reassign",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { locale } = deps;
    if (input.form) {
      const to = await colleagueFor(deps.db.sql, who.company, input.form.to ?? "", seen.target.a);
      if (!to)
        return {
          kind: "refused",
          notice: say(
            locale,
            "请选择招聘名单里能处理这个岗位的同事。",
            "Please choose somebody on the list of recruiters who may work on this job.",
          ),
        };
      const { deliveryId } = input;
      return reassignTo(deps, who, { applicationId: seen.target.a, to: to.id, deliveryId });
    }
    const words = {
      title: say(locale, "转交", "Reassign"),
      submit: say(locale, "转交", "Reassign"),
      cancel: say(locale, "取消", "Cancel"),
    };
    const people = (await listRecruiters(deps.db.orm, who.company))
      .filter(({ role }) => reachOf(role, "change application") !== "no")
      .slice(0, most);
    const options = people.map(({ id, name }) => ({
      value: id,
      label: id === who.id ? say(locale, `${name}（我）`, `${name} (me)`) : name,
    }));
    const label = say(locale, "转给谁", "To whom");
    return { kind: "form", modal: form("reassign", input.value, words, [selectField("to", label, options)]) };
  },
};
