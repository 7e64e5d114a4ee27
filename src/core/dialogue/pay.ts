import { arabic } from "./numerals.ts";

export type Pay = { payMin?: number; payMax?: number; payNegotiable?: boolean };

/** The expected monthly pay in CNY; null = not clear, or not by the month. */
export function pay(text: string): Pay | null {
  const said = arabic(text.slice(0, 200)).toLowerCase().replace(/[,，]/g, "").replace(/\s+/g, " ").trim();
  if (
    /[/每一1] ?(?:小?时|天|日)|时薪|日薪|per (?:hour|day)|an? (?:hour|day)|hourly|daily|\/ ?(?:h|d)\b/.test(
      said,
    )
  )
    return null;
  const negotiable =
    /面议|可谈|商量|再谈|看情况|随便|都可以|都行|按公司|听公司|negotiab|open|flexible|up to you|whatever|market rate/.test(
      said,
    );
  const numbers = amounts(said);
  const first = numbers[0];
  if (first === undefined) return negotiable ? { payNegotiable: true } : null;
  const extra = negotiable ? { payNegotiable: true } : {};
  const second = numbers[1];
  if (second !== undefined && second >= first) return { payMin: first, payMax: second, ...extra };
  if (/以上|起步|起$|至少|不低于|最低|最少|底薪|保底|at least|min|or more|from|above|over|\+/.test(said)) {
    return { payMin: first, ...extra };
  }
  if (/以下|以内|最多|不超过|最高|up to|at most|max|under/.test(said)) return { payMax: first, ...extra };
  return { payMin: first, payMax: first, ...extra };
}

/** Amounts between 1,000 and 99,999 in the order given; "5-7k", "1.2万" and a bare "5-7" mean thousands. */
function amounts(said: string): number[] {
  const range =
    /(\d+(?:\.\d+)?) ?(k|千|w|万)? ?(?:-|~|～|—|–|至|到|to|or|或) ?(\d+(?:\.\d+)?) ?(k|千|w|万)?/.exec(said);
  if (range) {
    const [, low = "", lowUnit, high = "", highUnit] = range;
    const unit = highUnit ?? (Number(high) < 100 ? "k" : "");
    return sane([scale(low, lowUnit ?? (Number(low) < 100 ? unit : "")), scale(high, unit)]);
  }
  const found = [...said.matchAll(/(\d+(?:\.\d+)?) ?(k|千|w|万)?(?! ?(?:年|岁|个月|天|号|日|%|点|点半))/g)];
  return sane(found.map(([, number = "", unit]) => scale(number, unit ?? ""))).slice(0, 1);
}

function scale(number: string, unit: string): number {
  const factor = unit === "k" || unit === "千" ? 1000 : unit === "w" || unit === "万" ? 10_000 : 1;
  return Math.round(Number(number) * factor);
}

const sane = (values: number[]): number[] => values.filter((value) => value >= 1000 && value <= 99_999);
