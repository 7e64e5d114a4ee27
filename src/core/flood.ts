import { limits } from "./channel.ts";

/** A leaky bucket: `level` messages at `since` (ms); it loses one every 60 s / perMinute. */
export type Bucket = { level: number; since: number };

/**
 * Adds a message to a candidate's bucket. Over the burst it is surplus: kept, but it gets no answer of its own. Beyond
 * the messages a conversation usually has there is no burst any more: whoever writes slowly is still heard, because
 * asking for a person or for deletion must never come too late.
 */
export function pour(
  bucket: Bucket | null,
  now: number,
  saidBefore: number,
): { bucket: Bucket; surplus: boolean } {
  const leakMs = 60_000 / limits.perMinute;
  const leaked = bucket ? Math.max(0, Math.floor((now - bucket.since) / leakMs)) : 0;
  const level = bucket ? Math.max(0, bucket.level - leaked) : 0;
  const since = bucket && level > 0 ? bucket.since + leaked * leakMs : now;
  const surplus = level >= (saidBefore >= limits.perConversation ? 1 : limits.burst);
  return { bucket: { level: surplus ? level : level + 1, since }, surplus };
}
