import { inLocale, type Locale } from "../../core/locale.ts";
import { say, sources } from "../words.ts";

/** A recruiting channel's name; a company's own ids stay as they are. */
export function channelName(id: string, locale: Locale): string {
  if (id === "unknown") return say(locale, "来源不明", "Unknown source");
  const known = Object.entries(sources).find(([key]) => key === id)?.[1];
  return known ? inLocale(known, locale) : id;
}
