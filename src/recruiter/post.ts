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

/** Posts each key at most once and remembers where. */
export type Poster = {
  company: string;
  surface: RecruiterSurface;
  /** Where the message with this key stands; asks the surface too when an earlier attempt may have got through. */
  find(
    key: string,
    place: string | null,
    threadTs: string | null,
  ): Promise<Pick<RecruiterPost, "place" | "ts"> | null>;
  post(posting: Posting): Promise<Pick<RecruiterPost, "place" | "ts">>;
};

/** A poster for one outbox row; `repeated` = an earlier attempt may have posted without noting it. */
export function createPoster(
  deps: Pick<RecruiterDeps, "db">,
  surface: RecruiterSurface,
  company: string,
  repeated: boolean,
): Poster {
  const { sql } = deps.db;
  const find: Poster["find"] = async (key, place, threadTs) =>
    (await findPost(sql, company, key)) ?? (repeated ? await surface.find(key, place, threadTs) : null);
  return {
    company,
    surface,
    find,
    async post({ key, kind, applicationId, place, threadTs, view }) {
      const noted = await findPost(sql, company, key);
      if (noted) return noted;
      const found = repeated ? await surface.find(key, place, threadTs) : null;
      const at = found ?? (await surface.post({ key, place, threadTs, view }));
      await savePost(sql, company, { key, kind, applicationId, place: at.place, ts: at.ts });
      return at;
    },
  };
}
