import { type Bilingual, inLocale, type Locale } from "./locale.ts";
import { findChannel, recruitingChannels } from "./recruiting-channels.ts";

/** Recruiting channels by id, as people call them; a company's own ids have no entry and are shown as they are. */
export const channelNames: Readonly<Record<string, Bilingual>> = Object.fromEntries(
  recruitingChannels.map(({ id, name }) => [id, name]),
);

/** A channel's name; a company's own id stays as it is. */
export const channelName = (id: string, locale: Locale): string => {
  const known = findChannel(id);
  return known ? inLocale(known.name, locale) : id;
};

/** The channel people mean by a word, among the known ones and `own`; null = none. */
export function readChannel(word: string, own: readonly string[] = []): string | null {
  const said = word.trim().toLowerCase();
  const known = recruitingChannels.find(({ id, name, also }) =>
    [id, name.zh.toLowerCase(), name.en.toLowerCase(), ...also].some((one) => one === said),
  );
  return known?.id ?? own.find((id) => id.toLowerCase() === said) ?? null;
}

/** Every word a channel could be called by, for suggestions. */
export const channelWords = (own: readonly string[] = []): string[] => [
  ...recruitingChannels.flatMap(({ id, name }) => [id, name.zh, name.en]),
  ...own,
];
