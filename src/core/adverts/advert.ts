import { z } from "zod";

const Lines = (max: number) => z.string().trim().max(max);

/** What a job's advert says, besides its title. */
export const Advert = z.strictObject({
  /** What there is to do. */
  about: Lines(1200).min(1),
  /** What is needed for it. */
  needs: Lines(800),
  /** What the shop offers. */
  offers: Lines(800),
  /** The whole advert in English; empty = there is none. */
  english: Lines(2500),
  city: z.string().trim().min(1).max(40),
  /** CNY a month; both or none. */
  payMin: z.int().min(100).max(1_000_000).nullable(),
  payMax: z.int().min(100).max(1_000_000).nullable(),
  employment: z.enum(["full_time", "part_time"]),
  /** Last day to apply; null = until the job is closed. */
  closesOn: z.iso.date().nullable(),
});
export type Advert = z.infer<typeof Advert>;

/** A job as it is published on one channel. */
export type PublicJob = {
  id: string;
  title: string;
  company: string;
  companyId: string;
  shift: "day" | "night" | "rotating" | null;
  openings: number | null;
  advert: Advert;
  /** Local day (YYYY-MM-DD) on which it was first published. */
  postedOn: string;
  /** Tracking code of the channel it is shown on. */
  code: string;
};

/** What stands behind a tracking code, for everybody; `company` by name. */
export type Behind =
  | { kind: "job"; job: PublicJob }
  /** The job is not published, but whoever has the link can apply. */
  | { kind: "unpublished"; company: string; companyId: string; title: string }
  | { kind: "closed"; company: string; companyId: string; title: string }
  | { kind: "unknown" };

/** "4500-6500", "4500", "4.5k-6.5k" or nothing, in CNY a month; null = not readable. */
export function readPay(text: string): { payMin: number | null; payMax: number | null } | null {
  const said = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s,¥元/月]|rmb|cny/g, "");
  if (said === "" || said === "面议") return { payMin: null, payMax: null };
  const [, low = "", lowUnit, high, highUnit] =
    /^(\d{1,7}(?:\.\d)?)(k|千)?(?:[-~到至–—](\d{1,7}(?:\.\d)?)(k|千)?)?$/.exec(said) ?? [];
  if (low === "") return null;
  const amount = (digits: string, unit: string | undefined) => Math.round(Number(digits) * (unit ? 1000 : 1));
  const payMin = amount(low, lowUnit ?? highUnit);
  const payMax = high === undefined ? payMin : amount(high, highUnit);
  return payMin >= 100 && payMax >= payMin && payMax <= 1_000_000 ? { payMin, payMax } : null;
}

/** Everything people wrote for an advert, for the linter. */
export const wordsOf = (title: string, { about, needs, offers, english, city }: Advert): string =>
  [title, about, needs, offers, city, english].join("\n");
