import { lateMs, type ScheduledKind } from "../../core/digest/schedule.ts";
import { readNow } from "../../db/decisions.ts";
import {
  digestId,
  digestRows,
  findDigest,
  isOvertaken,
  noteShown,
  type StoredDigest,
  saveDigest,
} from "../../db/digests.ts";
import type { Poster } from "../post.ts";
import type { RecruiterDeps } from "../types.ts";
import { digestViews, makeDigest } from "./digest.ts";

type Due = { of: ScheduledKind; audience: string; slot: string; at: number };

/** Posts the digest that was due, once; says why when there is nothing to post. */
export async function postDue(
  deps: RecruiterDeps,
  poster: Poster,
  place: string | null,
  due: Due,
): Promise<string> {
  const kept = await keepDue(deps, poster.company, due);
  return typeof kept === "string" ? kept : await show(deps, poster, place, kept);
}

/**
 * The digest that was due, put together now and kept, so that whoever asks again gets the same people. One that comes
 * too late, that a later one has overtaken or that has nothing to say is left out.
 */
export async function keepDue(
  deps: RecruiterDeps,
  company: string,
  due: Due,
): Promise<StoredDigest | "too late" | "nothing to say"> {
  const { sql } = deps.db;
  const id = digestId(due.of, due.slot, due.audience);
  const kept = await findDigest(sql, company, id);
  if (kept) return kept;
  const now = await readNow(sql, deps.clock());
  if (now.getTime() - due.at > lateMs || (await isOvertaken(sql, company, due))) {
    deps.logger.warn({ company, slot: due.slot, kind: due.of }, "digest_too_late");
    return "too late";
  }
  const made = await makeDigest(deps, company, due);
  if (!made) return "nothing to say";
  await deps.db.transact((tx) => saveDigest(tx, company, made.digest, made.rows));
  return (await findDigest(sql, company, id)) ?? made.digest;
}

/** Posts a digest that is kept, or shows it as it is now where it stands; one that is gone is nothing. */
export async function showKept(
  deps: RecruiterDeps,
  poster: Poster,
  place: string | null,
  id: string,
): Promise<string> {
  const digest = await findDigest(deps.db.sql, poster.company, id);
  return digest ? await show(deps, poster, place, digest) : "gone";
}

async function show(
  deps: RecruiterDeps,
  poster: Poster,
  place: string | null,
  digest: StoredDigest,
): Promise<string> {
  const { sql } = deps.db;
  const { company } = poster;
  const asOf = await readNow(sql, deps.clock());
  const rows = await digestRows(sql, company, digest.id);
  const [view, ...more] = await digestViews(deps, company, digest, rows);
  if (!view) return "nothing to say";
  const shown = digest.shownAt !== null;
  const first = { key: digest.id, kind: "digest", applicationId: null, place, threadTs: null, view };
  const root = await poster.post(first);
  if (shown) await poster.surface.update({ place: root.place, ts: root.ts, view });
  for (const [i, part] of more.entries()) {
    const key = `${digest.id}#${i + 2}`;
    const at = { place: root.place, threadTs: root.ts };
    const posted = await poster.post({ key, kind: "digest", applicationId: null, ...at, view: part });
    if (shown) await poster.surface.update({ place: posted.place, ts: posted.ts, view: part });
  }
  await noteShown(sql, company, digest.id, shown ? asOf : digest.madeAt);
  return root.ts;
}
