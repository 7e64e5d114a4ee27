import { findDigest, listDigests, type StoredDigest } from "../../db/digests.ts";
import { companyTimeZone } from "../candidate.ts";
import { type Mail, mailOf } from "../mail/mail.ts";
import { plain } from "../text.ts";
import type { Recruiter, RecruiterDeps, View } from "../types.ts";
import { moment, say } from "../words.ts";
import { alertView, StoredAlert } from "./alert-view.ts";
import { digestViews } from "./digest.ts";

/** One line of the list of digests. */
export type DigestEntry = { id: string; title: string; at: string };

/** Digests on one page of the list. */
const listed = 60;

/** The digests a person may read, newest first: everybody's and their own; those who see all jobs read all. */
export async function digestEntries(deps: RecruiterDeps, who: Recruiter): Promise<DigestEntry[]> {
  const { sql } = deps.db;
  const [digests, timeZone] = await Promise.all([
    listDigests(sql, who.company, {
      limit: listed,
      offset: 0,
      audience: who.role === "recruiter" ? who.id : null,
    }),
    companyTimeZone(sql, who.company),
  ]);
  return digests.map((digest) => ({
    id: digest.id,
    title: titleOf(digest, deps),
    at: moment(digest.madeAt, deps.locale, timeZone),
  }));
}

/** One digest as it was sent, with people as they stand now; null when there is none this person may read. */
export async function digestPage(
  deps: RecruiterDeps,
  who: Recruiter,
  id: string,
): Promise<{ title: string; views: View[] } | null> {
  const digest = await findDigest(deps.db.sql, who.company, id);
  if (!digest || (who.role === "recruiter" && digest.audience !== "" && digest.audience !== who.id))
    return null;
  return { title: titleOf(digest, deps), views: await digestViews(deps, who.company, digest) };
}

/** Views to be mailed on. */
export const digestMail = (views: readonly View[], { publicUrl, locale }: RecruiterDeps): Mail =>
  mailOf(views, { publicUrl, locale });

function titleOf({ kind, slot, audience, body }: StoredDigest, { locale }: RecruiterDeps): string {
  switch (kind) {
    case "matched": {
      const whose = audience === "" ? "" : say(locale, "（个人）", " (personal)");
      return say(locale, `匹配的候选人${whose} ${when(slot)}`, `Matched candidates${whose} ${when(slot)}`);
    }
    case "channels":
      return say(locale, `渠道周报 ${when(slot)}`, `Channels' week ${when(slot)}`);
    case "alert": {
      const stored = StoredAlert.safeParse(body);
      return stored.success ? plain(alertView(stored.data, locale).text, 150) : slot;
    }
    default:
      return kind satisfies never;
  }
}

const when = (slot: string): string => slot.slice(5).replace("T", " ");
