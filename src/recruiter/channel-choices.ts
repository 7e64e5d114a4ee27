import { channelNames } from "../core/channel-names.ts";
import { ownChannelIds } from "../db/channels.ts";
import type { Sql, Tx } from "../db/client.ts";

/** Ids of the channels somebody may have come by: the known ones and the company's own. */
export const channelChoices = async (sql: Sql | Tx, company: string): Promise<string[]> => [
  ...new Set([...Object.keys(channelNames), ...(await ownChannelIds(sql, company))]),
];
