import type { IncomingHttpHeaders } from "node:http";

/**
 * Headers of every answer. Referrers stay on this origin; with `no-referrer` browsers would send `Origin: null` with
 * our own forms, and the check below could not tell them from others.
 */
export const securityHeaders = (https: boolean): Record<string, string> => ({
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "x-robots-tag": "noindex",
  "cache-control": "no-store",
  ...(https ? { "strict-transport-security": "max-age=31536000" } : {}),
});

/** Whether a form was posted by a page of ours: browsers name the origin of every POST. */
export function isOwnPost({ origin, host }: IncomingHttpHeaders, publicUrl: string | null): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== null && from.origin === new URL(publicUrl).origin) return true;
  // Without a public address, or when reached by another name (an SSH tunnel), the page's own host counts.
  return from.host === host;
}

/** A path of the console to go back to; anything else leads to its start. */
export const safeBack = (path: string | undefined): string =>
  path !== undefined && /^\/console(?:[/?][\w/?=&%.:~+-]*)?$/.test(path) ? path : "/console";
