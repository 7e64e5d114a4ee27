import type { Chart } from "../../core/charts/chart.ts";
import { digestRows, everybody, findDigest, listDigests, type StoredDigest } from "../../db/digests.ts";
import { ownApplications } from "../../db/rights.ts";
import { ownOnly } from "../access.ts";
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
      audience: ownOnly(who, "page digest"),
    }),
    companyTimeZone(sql, who.company),
  ]);
  return digests.map((digest) => ({
    id: digest.id,
    title: titleOf(digest, deps),
    at: moment(digest.madeAt, deps.locale, timeZone),
  }));
}

/** One digest as it was sent, with people of this person's jobs as they stand now; null when there is none this person may read. */
export async function digestPage(
  deps: RecruiterDeps,
  who: Recruiter,
  id: string,
): Promise<{ title: string; views: View[] } | null> {
  const { sql } = deps.db;
  const digest = await findDigest(sql, who.company, id);
  const only = ownOnly(who, "page digest");
  if (!digest || (only !== null && digest.audience !== everybody && digest.audience !== only)) return null;
  const listed = await digestRows(sql, who.company, id);
  const ids = listed.map(({ applicationId }) => applicationId);
  const own = only === null ? new Set(ids) : await ownApplications(sql, who.company, only, ids);
  const rows = listed.filter(({ applicationId }) => own.has(applicationId));
  return { title: titleOf(digest, deps), views: await digestViews(deps, who.company, digest, rows) };
}

/** Views to be mailed on, their charts drawn into the mail itself. */
export async function digestMail(
  views: readonly View[],
  { publicUrl, locale, draw }: Pick<RecruiterDeps, "publicUrl" | "locale" | "draw">,
): Promise<Mail> {
  const drawn = new Map<Chart, string>();
  for (const { chart } of views.flatMap(({ pictures = [] }) => pictures)) {
    const picture = await draw?.(chart).catch(() => null);
    if (picture) drawn.set(chart, `data:image/png;base64,${Buffer.from(picture.png).toString("base64")}`);
  }
  return mailOf(views, { publicUrl, locale, drawn });
}

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
