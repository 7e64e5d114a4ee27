import { z } from "zod";
import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import { addSlots, slotById } from "../../db/interview-slots.ts";
import { askRight, once } from "../access.ts";
import { slotForm, slotImportForm } from "../cards/slots.ts";
import { takeGiven } from "../given-file.ts";
import { type EnteredSlots, readSlotForm, readSlotImport, slotChoices } from "../interviews/slot-forms.ts";
import { takeSlotOff } from "../interviews/slot-off.ts";
import { slotsView } from "../interviews/slots-view.ts";
import type { Action, ActionInput, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Page = z.strictObject({ page: z.int().min(1).max(1000) });
const Target = z.strictObject({ slot: z.uuid() });

/** Interview times, page by page. */
export const slotsPage: Action = {
  id: "slots",
  run: async (deps, who, input) => {
    const page = read(Page, input.value)?.page ?? 1;
    return { kind: "view", view: await slotsView(deps, who, page) };
  },
};

/** Adds interview times by a form. */
export const slotNew: Action = {
  id: "slot_new",
  async run(deps, who, input) {
    const choices = await slotChoices(deps, who);
    if (!input.form) return { kind: "form", modal: slotForm(choices, {}, deps.locale) };
    const now = await readNow(deps.db.sql, deps.clock());
    const entered = readSlotForm(choices, input.form, now, deps.locale);
    if ("errors" in entered)
      return { kind: "invalid", errors: entered.errors, modal: slotForm(choices, input.form, deps.locale) };
    return await add(deps, who, input, "slot_new", entered, now);
  },
};

/** Adds interview times out of a calendar. */
export const slotImport: Action = {
  id: "slot_import",
  async run(deps, who, input) {
    const choices = await slotChoices(deps, who);
    if (!input.form) return { kind: "form", modal: slotImportForm(choices, {}, deps.locale) };
    const now = await readNow(deps.db.sql, deps.clock());
    const calendar = await calendarOf(input, deps.locale);
    const entered = readSlotImport(choices, input.form, calendar, now, deps.locale);
    if ("errors" in entered)
      return {
        kind: "invalid",
        errors: entered.errors,
        modal: slotImportForm(choices, input.form, deps.locale),
      };
    return await add(deps, who, input, "slot_import", entered, now);
  },
};

/** Bytes of a calendar file at most. */
const calendarBytes = 1024 * 1024;

/** What was pasted, else what is in the file. */
async function calendarOf({ form, files }: ActionInput, locale: RecruiterDeps["locale"]) {
  const pasted = form?.calendar?.trim() ?? "";
  if (pasted !== "") return { text: pasted };
  const file = await takeGiven(files?.[0], calendarBytes, locale);
  return "problem" in file ? file : { text: Buffer.from(file.bytes).toString("utf8") };
}

/** Takes an interview time off; whoever had booked it is told and offered others. */
export const slotCancel: Action = {
  id: "slot_cancel",
  async run(deps, who, input) {
    const id = read(Target, input.value)?.slot;
    const gone: ActionResult = {
      kind: "refused",
      notice: say(
        deps.locale,
        "这个时间已经不在了，/slots 看看现在的。",
        "That time is gone; /slots shows what there is.",
      ),
    };
    if (!id) return gone;
    const result = await deps.db.transact(async (tx): Promise<ActionResult> => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        const slot = await slotById(tx, who.company, id, true);
        if (slot?.state !== "open") return gone;
        const mine = slot.interviewer === who.id;
        const refused = await mayFor(deps, tx, who, "slot_cancel", slot.job, mine);
        if (refused) return refused;
        await takeSlotOff(deps, tx, who.company, id, who.id, now);
        await noteAudit(tx, who.company, { actor: who.id, action: "slot_cancelled", subject: id }, now);
        return changed;
      });
    });
    return result === changed ? { kind: "view", view: await slotsView(deps, who, 1) } : result;
  },
};

/** Placeholder of a change that was made; the list is drawn after the commit. */
const changed: ActionResult = { kind: "done", notice: "" };

async function add(
  deps: RecruiterDeps,
  who: Recruiter,
  input: ActionInput,
  action: "slot_new" | "slot_import",
  { left, ...slots }: EnteredSlots,
  now: Date,
): Promise<ActionResult> {
  const { locale } = deps;
  return await deps.db.transact((tx) =>
    once(deps, tx, who, input.deliveryId, now, async (): Promise<ActionResult> => {
      const refused = await mayFor(deps, tx, who, action, slots.job, slots.interviewer === who.id);
      if (refused) return refused;
      const source = action === "slot_new" ? "form" : "ical";
      const count = await addSlots(tx, who.company, { ...slots, source, by: who.id, now });
      const before = slots.spans.length - count;
      await noteAudit(
        tx,
        who.company,
        { actor: who.id, action: "slots_added", subject: slots.job, after: { count } },
        now,
      );
      const there = before > 0 ? say(locale, `，${before} 个本来就有`, `, ${before} were there already`) : "";
      const out =
        left > 0 ? say(locale, `，${left} 个日程没有可用的时间`, `, ${left} entries had no usable time`) : "";
      const how = say(locale, "。/slots 查看。", ". /slots shows them.");
      return {
        kind: "done",
        notice:
          say(locale, `已添加 ${count} 个面试时间`, `${count} interview times added`) + there + out + how,
      };
    }),
  );
}

/** Times for every job are given by leads and admins, or by whoever holds the interviews themselves. */
async function mayFor(
  deps: RecruiterDeps,
  tx: Parameters<typeof askRight>[1],
  who: Recruiter,
  action: string,
  job: string,
  mine: boolean,
): Promise<Extract<ActionResult, { kind: "refused" }> | null> {
  const may = await askRight(deps, tx, who, `action ${action}`, job === "" ? null : { job }, true);
  if ("kind" in may) return may;
  if (job !== "" || mine || may.role !== "recruiter") return null;
  const notice = say(
    deps.locale,
    "所有岗位通用、别人主持的面试时间由主管或管理员安排。",
    "Times for every job that somebody else holds are arranged by leads and admins.",
  );
  return { kind: "refused", notice };
}

function read<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
