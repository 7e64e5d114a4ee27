import { addDays } from "../core/calendar-days.ts";
import { type DayCount, everyDay } from "../core/statistics/drop-detector.ts";
import type { Scope } from "./scope.ts";
import { tally } from "./tallies.ts";

/** Enough for the weekday pattern and the base; what lies before weighs nothing. */
const lookBack = 400;
/** People whose channel nobody knows, and people we wrote to ourselves. */
const noChannels = ["unknown", "pool"];

/** Résumés per channel and day of the last 400 days up to `until`, days without any included. */
export async function channelDays(
  { sql, company, timeZone, now }: Pick<Scope, "sql" | "company" | "timeZone" | "now">,
  until: string,
): Promise<Map<string, DayCount[]>> {
  const scope: Scope = {
    sql,
    company,
    timeZone,
    now,
    today: addDays(until, 1),
    from: addDays(until, 1 - lookBack),
    to: until,
    channels: null,
    job: null,
    shift: null,
  };
  const rows = await tally(scope, ["channel", "day"], "people");
  const series = new Map<string, DayCount[]>();
  for (const { group, n } of rows) {
    const channel = String(group.channel);
    if (noChannels.includes(channel)) continue;
    const mine = series.get(channel) ?? [];
    mine.push({ date: String(group.day), count: n });
    series.set(channel, mine);
  }
  return new Map([...series].map(([channel, counts]) => [channel, everyDay(counts, until)]));
}
