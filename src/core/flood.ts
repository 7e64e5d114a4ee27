import { limits } from "./channel.ts";

/** A leaky bucket: `level` messages at `since` (ms); it loses one every 60 s / perMinute. */
export type Bucket = { level: number; since: number };

/**
 * Adds a message to a candidate's bucket. Over the burst, or beyond the messages one conversation may have, it is
 * surplus: kept, but it gets no answer of its own.
 */
export function pour(bucket: Bucket | null, now: number, saidBefore: number): { bucket: Bucket; surplus: boolean } {
  const leakMs = 60_000 / limits.perMinute;
  const leaked = bucket ? Math.max(0, Math.floor((now - bucket.since) / leakMs)) : 0;
  const level = bucket ? Math.max(0, bucket.level - leaked) : 0;
  const since = bucket && level > 0 ? bucket.since + leaked * leakMs : now;
  const surplus = level >= limits.burst || saidBefore >= limits.perConversation;
  return { bucket: { level: surplus ? level : level + 1, since }, surplus };
}
