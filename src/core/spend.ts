import type { Day } from "./calendar-days.ts";

/** What a channel cost on a local day, in fen. */
export type DayCost = { day: Day; fen: number };

/** Spreads an amount evenly; the first days carry the fen that do not divide, so that the sum is exact. */
export function spread(fen: number, days: readonly Day[]): DayCost[] {
  const each = Math.floor(fen / days.length);
  const rest = fen - each * days.length;
  return days.map((day, i) => ({ day, fen: each + (i < rest ? 1 : 0) }));
}

/** Most that may be entered at once: ten million yuan; above it a zero is too many. */
const mostFen = 1_000_000_000;

/** Yuan as people type them (3000, 3,000.50, ¥3000, 3000元, 1.2万) in fen; null = not an amount, or beyond ten million. */
export function readFen(word: string): number | null {
  const [, digits = "", unit] =
    /^[¥￥]?((?:\d{1,3}(?:[,，]\d{3})+|\d{1,9})(?:\.\d{1,2})?)(万)?(?:元|块|rmb|cny|yuan)?$/i.exec(
      word.trim(),
    ) ?? [];
  if (digits === "") return null;
  const fen = Math.round(Number(digits.replaceAll(/[,，]/g, "")) * 100 * (unit ? 10_000 : 1));
  return fen <= mostFen ? fen : null;
}
