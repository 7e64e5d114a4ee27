import { createHmac, timingSafeEqual } from "node:crypto";

const windowSeconds = 300;

/**
 * Whether Slack signed exactly these bytes within 300 s of `nowSeconds`, in the past or the future (Slack's own SDK
 * looks only at the past). `secrets` = the current signing secret and, during a rotation, the previous one.
 * Headers that occur twice arrive joined by a comma and fail, as does every other unusual spelling.
 */
export function isSignedBySlack(
  request: { signature: unknown; timestamp: unknown; body: Uint8Array },
  secrets: readonly string[],
  nowSeconds: number,
): boolean {
  const { signature, timestamp, body } = request;
  if (typeof signature !== "string" || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > windowSeconds) return false;
  const given = Buffer.from(signature.slice(3), "hex");
  let valid = false;
  for (const secret of secrets) {
    const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest();
    if (timingSafeEqual(expected, given)) valid = true;
  }
  return valid;
}
