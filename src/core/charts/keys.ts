import { channelName } from "../channel-names.ts";
import type { Locale } from "../locale.ts";
import { say, weekdayName } from "./words.ts";

/** The key of a metric's row as people read it: "周一", "18:00", a channel's name. */
export function keyName(dimension: string, key: string | number, locale: Locale): string {
  switch (dimension) {
    case "channel":
      return channelName(String(key), locale);
    case "weekday":
      return weekdayName(Number(key), locale);
    case "hour":
      return `${String(key).padStart(2, "0")}:00`;
    case "week":
      return say(locale, `${String(key).slice(5)} 周`, `wk ${String(key).slice(5)}`);
    default:
      return String(key);
  }
}
