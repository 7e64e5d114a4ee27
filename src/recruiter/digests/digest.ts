import type { ScheduledKind } from "../../core/digest/schedule.ts";
import { readNow } from "../../db/decisions.ts";
import type { Share } from "../../db/digest-audience.ts";
import { digestId, digestRows, everybody, type StoredDigest } from "../../db/digests.ts";
import { companyTimeZone } from "../candidate.ts";
import { upkeepBlocks } from "../cards/upkeep.ts";
import { rulesToday } from "../rules-today.ts";
import type { RecruiterDeps, View } from "../types.ts";
import { alertView, StoredAlert } from "./alert-view.ts";
import { type MadeMatched, makeMatched, readMatched } from "./matched.ts";
import { matchedViews } from "./matched-view.ts";
import { readWeek, StoredWeek } from "./week.ts";
import { weekViews } from "./week-view.ts";

/** What digests are made and drawn from. */
export type DigestDeps = Pick<RecruiterDeps, "db" | "vault" | "locale" | "library" | "clock">;

type Rows = MadeMatched["rows"];

/** A digest that is complete but not kept yet; null where there is nothing to tell anybody. */
export async function makeDigest(
  deps: DigestDeps,
  company: string,
  due: { of: ScheduledKind; audience: string; slot: string },
): Promise<{ digest: StoredDigest; rows: Rows } | null> {
  const [now, timeZone] = await clocks(deps, company);
  const { of: kind, audience, slot } = due;
  const common = { id: digestId(kind, slot, audience), kind, audience, slot, madeAt: now, shownAt: null };
  switch (kind) {
    case "matched": {
      const { body, rows } = await makeMatched(deps, company, audience);
      return rows.length > 0 ? { digest: { ...common, body }, rows } : null;
    }
    case "channels": {
      const body = await readWeek(deps, { company, timeZone, now });
      return body.channels.length > 0 ? { digest: { ...common, body }, rows: [] } : null;
    }
    default:
      return kind satisfies never;
  }
}

/** A stored digest as messages: figures as they were sent, people as they stand now. */
export async function digestViews(
  deps: DigestDeps,
  company: string,
  digest: StoredDigest,
  made?: Rows,
): Promise<View[]> {
  const { locale } = deps;
  switch (digest.kind) {
    case "matched": {
      const [now, timeZone] = await clocks(deps, company);
      const rows = made ?? (await digestRows(deps.db.sql, company, digest.id));
      const matched = await readMatched(deps, company, { body: digest.body, rows });
      const views = matchedViews(matched, { now: now.getTime(), timeZone }, locale);
      return digest.audience === everybody ? await withRules(deps, company, views) : views;
    }
    case "channels":
      return weekViews(StoredWeek.parse(digest.body), locale);
    case "alert":
      return [alertView(StoredAlert.parse(digest.body), locale)];
    default:
      return digest.kind satisfies never;
  }
}

/** A digest as it would be now, for looking at. */
export async function currentViews(
  deps: DigestDeps,
  company: string,
  kind: ScheduledKind,
  share: Share,
): Promise<View[]> {
  const [now, timeZone] = await clocks(deps, company);
  switch (kind) {
    case "matched": {
      const audience = share !== "all" && "audience" in share ? share.audience : everybody;
      const made = await makeMatched(deps, company, audience, share);
      const matched = await readMatched(deps, company, made);
      const views = matchedViews(matched, { now: now.getTime(), timeZone }, deps.locale);
      return await withRules(deps, company, views);
    }
    case "channels":
      return weekViews(await readWeek(deps, { company, timeZone, now }), deps.locale);
    default:
      return kind satisfies never;
  }
}

/** The first message also names the rules that wait for somebody to confirm them. */
async function withRules(deps: DigestDeps, company: string, views: View[]): Promise<View[]> {
  const rules = upkeepBlocks(await rulesToday(deps, company), deps.locale);
  return views.map((view, i) => (i === 0 ? { ...view, blocks: [...view.blocks, ...rules] } : view));
}

const clocks = ({ db, clock }: DigestDeps, company: string) =>
  Promise.all([readNow(db.sql, clock()), companyTimeZone(db.sql, company)]);
