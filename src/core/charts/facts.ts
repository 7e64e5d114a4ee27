import type { Locale } from "../locale.ts";
import type { Chart, ChartUnit } from "./chart.ts";

/** A row of a metric's answer, as far as charts need it. */
export type FactRow = {
  group: Partial<Record<string, string | number>>;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  interval: readonly [number, number] | null;
  n: number;
};

/** What every chart is told besides its rows. */
export type About = {
  locale: Locale;
  period: Chart["period"];
  /** What was filtered by, for the title, e.g. a job; null = everything. */
  scope: string | null;
  caveat?: string | null;
};

/** A metric, as far as a chart of it needs to know it. */
export type Measure = { name: { zh: string; en: string }; unit: ChartUnit };

/** The fields common to all charts; a name from outside never makes a title too long. */
export const head = ({ locale, period, scope, caveat }: About, title: string) => ({
  locale,
  period,
  caveat: caveat ?? null,
  title: clipped(scope ? `${title} · ${scope}` : title, 120),
});

/** At most `max` UTF-16 units, cut between characters; never empty. */
export function clipped(text: string, max: number): string {
  const flat = text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u206f\ufeff\ufffd-\uffff]/g, " ")
    .trim();
  if (flat === "") return "–";
  if (flat.length <= max) return flat;
  let cut = "";
  for (const character of flat) {
    if (cut.length + character.length > max - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
