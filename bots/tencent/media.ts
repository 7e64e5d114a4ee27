import type { FetchedVoice } from "../../src/core/channel.ts";
import { type Api, NotReached } from "./api.ts";

/** Gets a file by its address, with every check. */
export type Download = (
  address: string,
) => Promise<{ kind: "file"; bytes: Uint8Array } | { kind: "blocked" | "failed"; reason: string }>;

/**
 * Gets voice messages by their media id, which the platform keeps for three days. A refusal comes as JSON with status 200;
 * the address holds the access token and is never told.
 */
export function createMedia(
  api: Api,
  download: Download | undefined,
): (file: string) => Promise<FetchedVoice> {
  return async (mediaId) => {
    if (!download) return { kind: "gone" };
    const got = await api
      .get(`/cgi-bin/media/get?media_id=${encodeURIComponent(mediaId)}`, download)
      .catch((error) => {
        if (error instanceof NotReached) return null;
        throw error;
      });
    if (got === null) return { kind: "retry" };
    if (got.kind === "file") return { kind: "voice", bytes: got.bytes };
    if (got.kind === "refused") return { kind: busy.has(got.errcode) ? "retry" : "gone" };
    if (got.reason === "too_large") return { kind: "too_large" };
    return { kind: got.kind === "blocked" ? "gone" : "retry" };
  };
}

/** The system is busy, the quota of the minute is used up, the address is not listed yet: passes. */
const busy = new Set([-1, 45009, 45011, 40164, 60020]);
