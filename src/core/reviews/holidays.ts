import { type Day, weekdayOf } from "../calendar-days.ts";

/**
 * Days off in mainland China that are not plain weekends, and weekend days that are worked instead, as the State
 * Council announced them (notices of October 2023, November 2024 and November 2025). Later years are not announced
 * yet: of 2027 only the days that the law itself names stand here; a company adds what is announced to its settings.
 */
const years = {
  off: {
    2024: "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
    2027: "01-01 02-05..02-08 04-05 05-01..05-02 06-09 09-15 10-01..10-03",
  },
  worked: {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
  },
} as const;

/** What the calendar says about a day: off, worked although it is a weekend, or nothing special. */
export function chineseHoliday(day: Day): "off" | "worked" | null {
  if (listed(years.off, day)) return "off";
  return listed(years.worked, day) && weekdayOf(day) > 5 ? "worked" : null;
}

function listed(table: Readonly<Record<string, string>>, day: Day): boolean {
  const date = day.slice(5);
  return (table[day.slice(0, 4)] ?? "").split(" ").some((span) => {
    const [first = "", last = first] = span.split("..");
    return first !== "" && date >= first && date <= last;
  });
}
