import type { Locale } from "../core/locale.ts";
import { ownSettings, setOwnSettings } from "../db/company-settings.ts";
import { readNow } from "../db/decisions.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** Remembers the language a person chose; everything they see from now on is in it. */
export async function chooseLanguage(deps: RecruiterDeps, who: Recruiter, locale: Locale): Promise<void> {
  const { sql } = deps.db;
  const own = await ownSettings(sql, who.company, who.id);
  await setOwnSettings(sql, who.company, who.id, { ...own, locale }, await readNow(sql, deps.clock()));
}
