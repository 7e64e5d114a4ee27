import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import {
  claimUndo,
  type KeptReason,
  noteUndone,
  standingOf,
  takeBack,
  type UndoneRow,
} from "../../db/import-undo.ts";
import { holdIntake } from "../../db/intake-lookup.ts";
import type { ImportDeps } from "./import.ts";

/** What became of an undo: `kept` are applications (null = somebody in the pool) that had moved on, and why. */
export type Undone = { removed: number; kept: { number: number | null; reason: KeptReason }[] };

const batch = 500;

/**
 * Takes an import back: everything it made goes, and whatever somebody has done something with since stays, each with the
 * reason. Null = there is nothing to take back.
 */
export async function undoImport(
  deps: ImportDeps,
  company: string,
  id: string,
  by: string,
): Promise<Undone | null> {
  const { sql, transact } = deps;
  const now = await readNow(sql, deps.clock());
  const claimed = await transact(async (tx) => {
    if (!(await claimUndo(tx, company, id, by, now))) return false;
    await noteAudit(tx, company, { actor: by, action: "import_undone", subject: id }, now);
    return true;
  });
  if (!claimed) return null;
  const done: Undone = { removed: 0, kept: [] };
  for (let after: UndoneRow | null = null; ; ) {
    const from = after;
    const rows: UndoneRow[] = await transact(async (tx) => {
      await holdIntake(tx, company);
      const standing = await standingOf(tx, company, id, from, batch);
      const free = standing.filter(({ reason }) => reason === null).map((row) => row.id);
      if (free.length > 0) await takeBack(tx, company, free);
      await noteUndone(tx, company, id, free.length, standing.length - free.length);
      return standing;
    });
    done.removed += rows.filter(({ reason }) => reason === null).length;
    for (const { number, reason } of rows) if (reason !== null) done.kept.push({ number, reason });
    const last = rows.at(-1);
    if (!last || rows.length < batch) return done;
    after = last;
  }
}
