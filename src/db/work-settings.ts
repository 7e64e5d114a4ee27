import { z } from "zod";
import { WorkingTime } from "../core/reviews/working-time.ts";
import type { Sql, Tx } from "./client.ts";

const Shown = z.string().trim().min(1).max(60);

/** How a company works, and who its candidates are told they talk with. */
export const WorkSettings = z
  .object({
    workingTime: WorkingTime,
    shownZh: Shown.default("招聘同事"),
    shownEn: Shown.default("one of our recruiters"),
  })
  .prefault({});
export type WorkSettings = z.infer<typeof WorkSettings>;

/** What a company chose, else the defaults; with its time zone. */
export async function workSettings(
  sql: Sql | Tx,
  company: string,
): Promise<WorkSettings & { timeZone: string }> {
  const [row] = await sql`
    select c.time_zone as "timeZone", w.working_time as "workingTime", w.shown_zh as "shownZh", w.shown_en as "shownEn"
    from companies c left join work_settings w on w.company_id = c.id where c.id = ${company}`;
  const { timeZone, ...chosen } = z
    .object({ timeZone: z.string(), workingTime: z.unknown(), shownZh: z.unknown(), shownEn: z.unknown() })
    .parse(row);
  const given = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== null));
  return { ...WorkSettings.parse(given), timeZone };
}

/** Sets how a company works; by whom and when is kept with it. */
export function setWorkSettings(tx: Tx, company: string, settings: WorkSettings, by: string, now: Date) {
  return tx`
    insert into work_settings (company_id, working_time, shown_zh, shown_en, updated_by, updated_at)
    values (${company}, ${JSON.stringify(settings.workingTime)}::text::jsonb, ${settings.shownZh}, ${settings.shownEn},
      ${by}, ${now})
    on conflict (company_id) do update set working_time = excluded.working_time, shown_zh = excluded.shown_zh,
      shown_en = excluded.shown_en, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
}
