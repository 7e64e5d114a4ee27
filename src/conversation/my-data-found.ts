import type { MyData } from "../core/privacy/my-data.ts";
import { derive } from "../core/profile/derive.ts";
import type { Sql, Tx } from "../db/client.ts";
import { filesOf } from "../db/files.ts";
import { readArrivals } from "../db/my-data.ts";
import { ownTagsOf } from "../db/own-tags.ts";
import { notesOf, readPeople } from "../db/profile-facts.ts";
import type { ConversationDeps } from "./types.ts";

type Found = Pick<MyData, "tags" | "noted" | "ownTags" | "scoresWait" | "arrivals" | "files">;

/**
 * What was found out about a person: tags as of now, who brought what, and files. While a result is not told yet, tags
 * that would tell it are left out.
 */
export async function readFound(
  { vault }: Pick<ConversationDeps, "vault">,
  sql: Sql | Tx,
  company: string,
  person: { id: string; timeZone: string },
): Promise<(untold: boolean) => Found> {
  const { id, timeZone } = person;
  const [[known], noted, own, arrivals, files] = await Promise.all([
    readPeople(sql, vault, company, timeZone, [id]),
    notesOf(sql, company, timeZone, id),
    ownTagsOf(sql, company),
    readArrivals(sql, company, id),
    filesOf(sql, vault, company, id),
  ]);
  return (untold) => {
    const facts = known?.facts;
    const tags = facts ? derive(untold ? { ...facts, shown: [] } : facts).tags : [];
    return {
      tags,
      noted,
      ownTags: Object.fromEntries(own.map(({ id: tag, name }) => [tag, name])),
      scoresWait: untold && (facts?.shown.length ?? 0) > 0,
      arrivals,
      files,
    };
  };
}
