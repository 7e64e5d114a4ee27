import { channelName } from "../core/channel-names.ts";
import { knownChannels } from "../metrics/query.ts";

/** The channel somebody means by its id or name ("boss", "BOSS直聘", "BOSS Zhipin"); own ids pass; null = no word at all. */
export function channelOf(text: string): string | null {
  const word = text.trim().toLowerCase();
  if (word === "" || word.length > 40 || /\s/.test(word.replace(/ zhipin| pool| site/, ""))) return null;
  const known = knownChannels.find((id) =>
    [id, channelName(id, "zh-CN"), channelName(id, "en")].some((name) => name.toLowerCase() === word),
  );
  return known ?? word;
}
