import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, dayIn, daysBetween } from "../../src/core/calendar-days.ts";

const fixtures = join(import.meta.dirname, "../fixtures/history");
/** The last day of the invented shop's history. */
const lastDay = "2026-11-18";
const zone = "Asia/Shanghai";
/** A channel that brings nobody any more from so many days before the end. */
const quiet = { channel: "boss", days: 15 };

/**
 * Writes the invented shop's history into `dir` as if it had ended in these days: moved by whole weeks, so that
 * weekdays stay, and with one channel that has gone quiet.
 */
export function writeMovedHistory(dir: string, now: Date): void {
  const yesterday = addDays(dayIn(zone, now), -1);
  const weeks = Math.floor(daysBetween(lastDay, yesterday) / 7);
  const end = addDays(lastDay, weeks * 7);
  const move = (text: string) =>
    text.replace(/\b\d{4}-\d\d-\d\d(?=T|,|$)/gm, (day) => addDays(day, weeks * 7));
  const since = addDays(end, -quiet.days);
  const gone = new Set(
    move(readFileSync(join(fixtures, "candidates.csv"), "utf8"))
      .split("\n")
      .map((line) => line.split(","))
      .filter(([, , , channel, , at = ""]) => channel === quiet.channel && at >= since)
      .map(([key]) => key ?? ""),
  );
  mkdirSync(dir, { recursive: true });
  for (const file of readdirSync(fixtures).filter((name) => name.endsWith(".csv"))) {
    const lines = move(readFileSync(join(fixtures, file), "utf8")).split("\n");
    const kept = lines.filter((line) => !gone.has(line.split(",")[0] ?? ""));
    writeFileSync(join(dir, file), kept.join("\n"));
  }
}
