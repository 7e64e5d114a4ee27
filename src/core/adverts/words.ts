import type { Bilingual } from "../locale.ts";
import type { Advert, PublicJob } from "./advert.ts";

/** Names of shifts, for candidates. */
export const shiftWords: Record<NonNullable<PublicJob["shift"]>, Bilingual> = {
  day: { zh: "白班", en: "Days" },
  night: { zh: "晚班", en: "Evenings and nights" },
  rotating: { zh: "轮班", en: "Rotating shifts" },
};

export const employmentWords: Record<Advert["employment"], Bilingual> = {
  full_time: { zh: "全职", en: "Full time" },
  part_time: { zh: "兼职", en: "Part time" },
};

/** "4500-6500元/月", "¥4,500–6,500 a month"; null = nothing was said. */
export function payWords({ payMin, payMax }: Pick<Advert, "payMin" | "payMax">): Bilingual | null {
  if (payMin === null) return null;
  const [low, high] = [payMin, payMax ?? payMin];
  const grouped = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, ",");
  return low === high
    ? { zh: `${low}元/月`, en: `¥${grouped(low)} a month` }
    : { zh: `${low}-${high}元/月`, en: `¥${grouped(low)}–${grouped(high)} a month` };
}

/** Headings of an advert's parts. */
export const partWords = {
  about: { zh: "工作内容", en: "What you will do" },
  needs: { zh: "我们需要", en: "What is needed" },
  offers: { zh: "我们提供", en: "What we offer" },
} as const satisfies Record<string, Bilingual>;
