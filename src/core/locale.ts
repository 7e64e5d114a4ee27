import { z } from "zod";

/** Languages the product speaks; Chinese is authoritative, English equal. */
export const Locale = z.enum(["zh-CN", "en"]);
export type Locale = z.infer<typeof Locale>;

/** A sentence in both languages. */
export const Bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Bilingual = z.infer<typeof Bilingual>;

/** Several wordings in both languages; one is drawn per session. */
export const BilingualVariants = z.strictObject({
  zh: z.array(z.string().min(1)).min(1),
  en: z.array(z.string().min(1)).min(1),
});
export type BilingualVariants = z.infer<typeof BilingualVariants>;

/** The text of `value` in `locale`. */
export const inLocale = <T>(value: { zh: T; en: T }, locale: Locale): T =>
  locale === "en" ? value.en : value.zh;
