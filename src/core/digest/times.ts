import { z } from "zod";

/** A local time of day, HH:MM on a quarter of an hour: digests are looked for every quarter. */
export const ClockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):(?:00|15|30|45)$/, "a time of day on a quarter of an hour, e.g. 09:30");

/** Most times a day at which matched candidates are sent; more is not a digest any more. */
export const maxMatchedTimes = 6;

/** When a company gets its digests, in its own time zone. Days are ISO weekdays, 1 = Monday … 7 = Sunday. */
export const DigestTimes = z
  .strictObject({
    /** Times of day of the digest of matched candidates, ascending, without repetition; none = never. */
    matched: z
      .array(ClockTime)
      .max(maxMatchedTimes)
      .transform((times) => [...new Set(times)].sort())
      .default(["09:30", "17:30"]),
    /** The weekly digest of the channels; null = never. */
    week: z
      .strictObject({ day: z.int().min(1).max(7), time: ClockTime })
      .nullable()
      .default({ day: 1, time: "09:00" }),
  })
  .prefault({});
export type DigestTimes = z.infer<typeof DigestTimes>;

/** What a person chose for themselves; absent = as the installation has it. */
export const OwnSettings = z
  .strictObject({
    /** Language of everything shown to this person; null = not chosen. */
    locale: z.enum(["zh-CN", "en"]).nullable().default(null),
    /** Whether digests are sent to this person. */
    digests: z.boolean().default(true),
  })
  .prefault({});
export type OwnSettings = z.infer<typeof OwnSettings>;

/** Times of day as a person types them: separated by spaces, commas or their full-width forms; `9:30` is 09:30. */
export function readClockTimes(text: string): string[] | null {
  const parts = text
    .normalize("NFKC")
    .split(/[\s,;、/]+/u)
    .filter(Boolean)
    .map((part) => part.replace(/^(\d):/, "0$1:").replace(/[。.]$/, ""));
  const times = z.array(ClockTime).max(maxMatchedTimes).safeParse(parts);
  return times.success ? [...new Set(times.data)].sort() : null;
}
