import { reachOf } from "../core/rights.ts";
import { companyTimeZone } from "../db/companies.ts";
import { badRows, listImports } from "../db/imports.ts";
import { importCard, listedBadRows } from "./cards/import.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** An import as it stands now, with what this person may do about it; null = there is no such import. */
export async function importView(
  deps: RecruiterDeps,
  who: Pick<Recruiter, "company" | "role">,
  id: string,
): Promise<View | null> {
  const { company } = who;
  const { sql } = deps.db;
  const [row] = await listImports(sql, deps.vault, company, { id });
  if (!row) return null;
  const waits = row.state === "preview" || row.state === "failed";
  const [table, bad, timeZone] = await Promise.all([
    waits ? (deps.peopleDoor?.lookInto(company, id) ?? null) : null,
    row.state === "done" ? badRows(sql, company, id, listedBadRows) : [],
    companyTimeZone(sql, company),
  ]);
  const has = deps.peopleDoor !== undefined && deps.peopleDoor !== null;
  const may = {
    run: has && reachOf(who.role, "action import_run") !== "no",
    undo: has && reachOf(who.role, "action import_undo") !== "no",
  };
  return importCard({ row, table, bad, timeZone, may }, deps.locale);
}
