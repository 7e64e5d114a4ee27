import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-1 of the parts in sorted order, as both platforms sign; hex. */
export const signatureOf = (...parts: readonly string[]): string =>
  createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");

/** Constant time; also refuses what is no text. */
export function sameSignature(given: unknown, expected: string): boolean {
  if (typeof given !== "string" || !/^[0-9a-f]{40}$/.test(given)) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** Requests older or newer than this are refused, s; the platforms repeat within 15 s. */
const toleranceS = 300;

/** Whether a request's timestamp (seconds) is of now, in both directions. */
export const isOfNow = (timestamp: string, nowMs: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - Math.floor(nowMs / 1000)) <= toleranceS;
