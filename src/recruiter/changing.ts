import type { Right } from "../core/rights.ts";
import type { Tx } from "../db/client.ts";
import { readNow } from "../db/decisions.ts";
import type { Subject } from "../db/rights.ts";
import { askRight, once } from "./access.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "./types.ts";

/** Changes something once per delivery, in one transaction, while the person has the right; it is held until the end. */
export const changing = (
  deps: RecruiterDeps,
  who: Recruiter,
  click: { right: Right; subject?: Subject; deliveryId: string },
  work: (tx: Tx, now: Date) => Promise<ActionResult>,
): Promise<ActionResult> =>
  deps.db.transact(async (tx) => {
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, click.deliveryId, now, async () => {
      const may = await askRight(deps, tx, who, click.right, click.subject ?? null, true);
      return "kind" in may ? may : await work(tx, now);
    });
  });
