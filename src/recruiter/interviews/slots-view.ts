import { reachOf } from "../../core/rights.ts";
import { readNow } from "../../db/decisions.ts";
import { upcomingSlots } from "../../db/interview-slots.ts";
import { ownOnly } from "../access.ts";
import { slotList, slotRows } from "../cards/slots.ts";
import type { Recruiter, RecruiterDeps, View } from "../types.ts";

/** One page of the coming interview times this person may see; a page behind the last shows the first. */
export async function slotsView(deps: RecruiterDeps, who: Recruiter, page: number): Promise<View> {
  const { db, vault } = deps;
  const now = await readNow(db.sql, deps.clock());
  const read = (offset: number) =>
    upcomingSlots(db.sql, vault, who.company, now, {
      limit: slotRows,
      offset,
      ownOf: ownOnly(who, "command slots"),
    });
  const asked = await read((page - 1) * slotRows);
  const found = asked.slots.length === 0 && page > 1 ? await read(0) : asked;
  const reach = reachOf(who.role, "action slot_cancel");
  const may = ({ job, interviewer }: { job: string; interviewer: string }) =>
    reach === "all" || (reach === "own" && (job !== "" || interviewer === who.id));
  return slotList({ ...found, page: found === asked ? page : 1, add: reach !== "no", may }, deps.locale);
}
