import type { Locale } from "../../core/locale.ts";

/** A report as data: shown as tables in a terminal and as a page with plots. All texts are in `locale` already. */
export type Report = { locale: Locale; title: string; facts: string[]; sections: Section[] };

export type Section = {
  title: string;
  /** What is shown and how to read it; one paragraph each. */
  notes: string[];
  findings?: Finding[];
  plots?: Plot[];
  tables?: Table[];
  /** Folded away on the page, left out in the terminal. */
  details?: Detail[];
};

/** One thing the reader should act upon, or may be glad of. */
export type Finding = { tone: Tone; text: string };
export type Tone = "good" | "warn" | "bad";

export type Table = { caption?: string; columns: Column[]; rows: Cell[][] };
export type Column = { label: string; align?: "left" | "right" };
export type Cell = string | { text: string; tone: Tone };

/** Dialogue or text behind a number. */
export type Detail = { title: string; lines: { who: string; text: string; quiet?: boolean }[] };

export type Plot =
  | { kind: "strip"; label: string; mark: { at: number; label: string }; rows: StripRow[] }
  | { kind: "bars"; label: string; series: string[]; rows: { label: string; values: number[] }[] }
  | {
      kind: "square";
      label: string;
      x: string;
      y: string;
      /** Both axes go from 0 to this. */
      most: number;
      mark?: number;
      points: Point[];
    };

/** Values of 0..100; `tone` colours the row. */
export type StripRow = { label: string; tone: Tone; values: number[] };
/** `size` = how much is behind the point, relative to the others; without it all are alike. */
export type Point = { x: number; y: number; size?: number; label: string };

/** A number for people: fixed decimals, "–" when there is none. */
export const figure = (value: number, decimals = 2): string =>
  Number.isFinite(value) ? value.toFixed(decimals).replace(/^-(0(?:\.0+)?)$/, "$1") : "–";

/** A share of 0..1 in whole percent, "–" when there is none. */
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(100 * share)}%` : "–";
