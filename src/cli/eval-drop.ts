import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { type DayCount, everyDay, watchDrops } from "../core/statistics/drop-detector.ts";
import { daysBetweenFalseAlarms } from "../core/statistics/drop-false-alarms.ts";

const DropLine = z.object({
  id: z.union([z.string(), z.number()]),
  series: z.array(z.object({ date: z.iso.date(), count: z.number().nonnegative() })),
  now: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).nullish(),
});

/**
 * The answer to one line of `eval drop` (contract.md): `observed` and `expected` of an alarm are those of the seven
 * days up to it. Days that are missing within the series count 0; no holidays are masked, the series is taken as it is.
 */
export const evalDrop = (line: unknown) => {
  const { id, series, now } = DropLine.parse(line);
  if (new Set(series.map(({ date }) => date)).size < series.length) throw new Error("a date is there twice");
  const last = now?.includes("T") ? dayIn("Asia/Shanghai", new Date(now)) : now;
  const known: DayCount[] = last ? series.filter(({ date }) => date <= last) : series;
  const { alarms } = watchDrops(everyDay(known));
  return {
    id,
    alarms: alarms.map(({ date, expected, observed, perDay, threshold }) => ({
      date,
      expected: Math.round(expected * 100) / 100,
      observed,
      days_between_false_alarms: Math.round(daysBetweenFalseAlarms(perDay, threshold)),
    })),
  };
};
