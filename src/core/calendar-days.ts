/** Days as YYYY-MM-DD, without a time zone. */
export type Day = string;

const dayMs = 86_400_000;
const iso = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const ms = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The local day of a moment. */
export function dayIn(timeZone: string, moment: Date): Day {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export const addDays = (day: Day, count: number): Day => iso(ms(day) + count * dayMs);

/** Whole days from `from` to `to`. */
export const daysBetween = (from: Day, to: Day): number => Math.round((ms(to) - ms(from)) / dayMs);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: Day): number => ((new Date(ms(day)).getUTCDay() + 6) % 7) + 1;

/** The Monday of its week. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/** The same day `count` months on; the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = Date.UTC(year, month - 1 + count, 1);
  const start = new Date(first);
  const last = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  return addDays(iso(first), Math.min(date, last) - 1);
}

/** Every day from `from` to `to`, both included; none when they are the wrong way round. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  // Month by month: to write out a moment as a date costs twenty times as much as to count on.
  for (let day = from; day <= to; ) {
    const month = day.slice(0, 8);
    const next = addMonths(`${month}01`, 1);
    const last = next <= to ? daysBetween(`${month}01`, next) : Number(to.slice(8));
    for (let date = Number(day.slice(8)); date <= last; date += 1)
      days.push(`${month}${date < 10 ? "0" : ""}${date}`);
    day = next;
  }
  return days;
}
