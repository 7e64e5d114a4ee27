import { z } from "zod";
import { inLocale } from "../../core/locale.ts";
import { exitReasonIds, exitReasons, Outcome, outcomeNames, outcomes } from "../../core/outcomes.ts";
import { claimDelivery, readNow } from "../../db/decisions.ts";
import { askRight } from "../access.ts";
import { form, selectField, textField } from "../cards/form.ts";
import { measure } from "../measure.ts";
import { twice } from "../notices.ts";
import { reportedNotice, reportOutcome } from "../outcomes.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { before } from "./offer-form.ts";

const Day = z.iso.date();
const takeBack = "take_back";

/** Enters what became of a candidate: outcome, day and, for leaving, the reason. */
export const progress: Action = {
  id: "progress",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { today } = await measure(deps, who);
    if (!input.form) return { kind: "form", modal: progressForm(deps, input.value, today) };
    const { data: outcome } = Outcome.safeParse(input.form.outcome);
    if (!outcome)
      return { kind: "refused", notice: say(locale, "请选择进展。", "Please choose what happened.") };
    const said = input.form.on?.trim() || today;
    const { data: day } = Day.safeParse(said);
    if (!day)
      return {
        kind: "refused",
        notice: say(locale, "日期请写成 2026-11-20。", "Write the day like 2026-11-20."),
      };
    const reason = exitReasonIds.find((id) => id === input.form?.reason) ?? null;
    const on = input.form.undo === takeBack ? null : day;
    const report = { outcome, on, reason };
    return await db.transact(async (tx): Promise<ActionResult> => {
      const now = await readNow(tx, deps.clock());
      if (!(await claimDelivery(tx, who.company, input.deliveryId, now)))
        return { kind: "refused", notice: twice(locale) };
      const may = await askRight(deps, tx, who, "change application", { application: seen.target.a }, true);
      if ("kind" in may) return may;
      const done = await reportOutcome(deps, tx, who, seen.target.a, report);
      return {
        kind: done.kind === "refused" ? "refused" : "done",
        notice: reportedNotice(done, report, locale),
      };
    });
  },
};

function progressForm({ locale }: Pick<RecruiterDeps, "locale">, value: string, today: string) {
  const words = {
    title: say(locale, "候选人进展", "Progress"),
    submit: say(locale, "记录", "Record"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const reason = selectField(
    "reason",
    say(locale, "离职原因（仅离职时选）", "Reason (only for leaving)"),
    exitReasonIds.map((id) => ({ value: id, label: inLocale(exitReasons[id], locale) })),
  );
  const undo = selectField("undo", say(locale, "记录还是撤回", "Record or take back"), [
    { value: "record", label: say(locale, "记录（写错了再记一次即可）", "Record (again to correct it)") },
    { value: takeBack, label: say(locale, "撤回这条进展", "Take this back") },
  ]);
  return form("progress", value, words, [
    selectField(
      "outcome",
      say(locale, "进展", "What happened"),
      outcomes.map((id) => ({ value: id, label: inLocale(outcomeNames[id], locale) })),
    ),
    textField("on", say(locale, "日期", "Day"), { value: today, max: 10, hint: "2026-11-20" }),
    { ...reason, optional: true },
    { ...undo, optional: true },
  ]);
}
