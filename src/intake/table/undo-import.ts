import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import {
  claimUndo,
  deliveriesOf,
  type KeptReason,
  noteUndone,
  standingOf,
  takeBack,
} from "../../db/import-undo.ts";
import { holdIntake } from "../../db/intake-lookup.ts";
import { markProfiles } from "../../db/profile-marks.ts";
import { refreshTimelines } from "../../db/timelines-once.ts";
import { batchOf, type ImportDeps } from "./import.ts";

/** What became of an undo: `kept` are applications (null = somebody in the pool) that had moved on, and why. */
export type Undone = { removed: number; kept: { number: number | null; reason: KeptReason }[] };

/**
 * Takes an import back: everything it made goes, and whatever somebody has done something with since stays, each with the
 * reason. One that was broken off in the middle is taken back to the end. Null = there is nothing to take back.
 */
export async function undoImport(
  deps: ImportDeps,
  company: string,
  id: string,
  by: string,
  signal?: AbortSignal,
): Promise<Undone | null> {
  const { sql, transact } = deps;
  const batch = batchOf(deps);
  const now = await readNow(sql, deps.clock());
  const claimed = await transact(async (tx) => {
    const mine = await claimUndo(tx, company, id, by, now);
    if (mine && !mine.again)
      await noteAudit(tx, company, { actor: by, action: "import_undone", subject: id }, now);
    return mine;
  });
  if (!claimed) return null;
  const done: Undone = { removed: claimed.counts.removed, kept: [] };
  const all = await deliveriesOf(sql, company, id);
  for (let at = 0; at === 0 || at < all.length; at += batch) {
    signal?.throwIfAborted();
    const over = at + batch >= all.length;
    const standing = await transact(async (tx) => {
      await holdIntake(tx, company);
      const rows = await standingOf(tx, company, all.slice(at, at + batch));
      const free = rows.filter(({ reason }) => reason === null);
      const from = { removed: done.removed, kept: done.kept.length };
      const to = { removed: from.removed + free.length, kept: from.kept + rows.length - free.length };
      const when = { now: await readNow(tx, deps.clock()), over };
      if (!(await noteUndone(tx, company, id, from, to, when))) return null;
      if (free.length === 0) return rows;
      const ids = free.map((row) => row.id);
      const people = free.map(({ candidateId }) => candidateId);
      await takeBack(tx, company, ids);
      await Promise.all([
        refreshTimelines(tx, company, people),
        markProfiles(tx, company, tx`select unnest(${people}::uuid[])`),
      ]);
      return rows;
    });
    if (!standing) return null;
    for (const { number, reason } of standing) {
      if (reason === null) done.removed += 1;
      else done.kept.push({ number, reason });
    }
  }
  return done;
}
