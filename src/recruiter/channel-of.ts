import { readChannel } from "../core/channel-names.ts";

/** The channel somebody means by its id or name ("boss", "BOSS直聘", "BOSS Zhipin"); own ids pass; null = no word at all. */
export function channelOf(text: string): string | null {
  const word = text.trim().toLowerCase();
  if (word === "" || word.length > 40 || /\s/.test(word.replace(/ zhipin| pool| site/, ""))) return null;
  return readChannel(word) ?? word;
}
