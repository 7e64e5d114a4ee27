import { findPost, type RecruiterPost, savePost } from "../db/recruiter-posts.ts";
import type { RecruiterDeps, RecruiterSurface, View } from "./types.ts";

type Posting = {
  key: string;
  kind: string;
  applicationId: string | null;
  place: string | null;
  threadTs: string | null;
  view: View;
};

type Place = Pick<RecruiterPost, "place" | "ts">;

/** Posts each key at most once and remembers where. */
export type Poster = {
  company: string;
  surface: RecruiterSurface;
  /** Where the message with this key stands; null = not noted. */
  find(key: string): Promise<Place | null>;
  /** Posts, unless it stands already; `fresh` = it shows this view now. */
  post(posting: Posting): Promise<Place & { fresh: boolean }>;
};

/** A poster for one outbox row; `repeated` = an earlier attempt may have posted without noting it, so the surface is asked. */
export function createPoster(
  deps: Pick<RecruiterDeps, "db">,
  surface: RecruiterSurface,
  company: string,
  repeated: boolean,
): Poster {
  const { sql } = deps.db;
  const find = (key: string) => findPost(sql, company, key);
  return {
    company,
    surface,
    find,
    async post({ key, kind, applicationId, place, threadTs, view }) {
      const noted = await find(key);
      if (noted) return { place: noted.place, ts: noted.ts, fresh: false };
      const found = repeated ? await surface.find(key, place, threadTs) : null;
      const at = found ?? (await surface.post({ key, place, threadTs, view }));
      await savePost(sql, company, { key, kind, applicationId, place: at.place, ts: at.ts });
      return { place: at.place, ts: at.ts, fresh: found === null };
    },
  };
}
