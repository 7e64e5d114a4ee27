import { digestTimes, ownSettings } from "../db/company-settings.ts";
import { companyTimeZone } from "./candidate.ts";
import { settingsList } from "./cards/settings.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** What can be set, as of now, for this person. */
export async function settingsView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const { sql } = deps.db;
  const [own, times, timeZone] = await Promise.all([
    ownSettings(sql, who.company, who.id),
    digestTimes(sql, who.company),
    companyTimeZone(sql, who.company),
  ]);
  return settingsList({ who, own, times, timeZone }, deps.locale);
}
