import type { Locale } from "../../core/locale.ts";
import { say } from "../words.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time in one unit, as people say it: 35 分钟, 5 小时, 3 天. */
export function span(ms: number, locale: Locale): string {
  if (ms < hour) {
    const minutes = Math.max(1, Math.floor(ms / minute));
    return say(locale, `${minutes} 分钟`, `${minutes} min`);
  }
  if (ms < 2 * day) {
    const hours = Math.floor(ms / hour);
    return say(locale, `${hours} 小时`, `${hours} h`);
  }
  const days = Math.floor(ms / day);
  return say(locale, `${days} 天`, `${days} days`);
}
