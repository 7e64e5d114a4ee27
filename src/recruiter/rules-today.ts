import type { RuleUpkeep } from "../core/content/resting.ts";
import { wallClock } from "../core/zoned-time.ts";
import { readNow } from "../db/decisions.ts";
import { companyTimeZone } from "./candidate.ts";
import type { RecruiterDeps } from "./types.ts";

/** Rules that need another look on the company's own day. */
export async function rulesToday(
  { db, library, clock }: Pick<RecruiterDeps, "db" | "library" | "clock">,
  company: string,
): Promise<RuleUpkeep> {
  const [now, timeZone] = await Promise.all([readNow(db.sql, clock()), companyTimeZone(db.sql, company)]);
  return library.upkeep(wallClock(timeZone, now.getTime()).day);
}
