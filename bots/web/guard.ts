import type { IncomingHttpHeaders } from "node:http";
import { Problem } from "./problem.ts";

/** Headers of every answer of the web chat. No inline script or style, nothing from elsewhere, no framing. */
export const securityHeaders = (https: boolean): Record<string, string> => ({
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  ...(https ? { "strict-transport-security": "max-age=31536000" } : {}),
});

/**
 * Throws Problem 403 for calls from pages that are not ours. Without a public address a page may call the host it was
 * loaded from. Browsers name the origin of every POST; for a GET from the same origin they leave it out, then the
 * fetch metadata must not say otherwise.
 */
export function createOriginGuard(publicUrl: string | null, others: readonly string[]) {
  const listed = new Set(
    [...(publicUrl === null ? [] : [publicUrl]), ...others].map((url) => new URL(url).origin),
  );
  const isOurs = (origin: string, host: string | undefined): boolean => {
    if (listed.has(origin)) return true;
    return publicUrl === null && URL.canParse(origin) && new URL(origin).host === host;
  };
  return {
    post({ origin, host }: IncomingHttpHeaders): void {
      if (origin === undefined || !isOurs(origin, host)) throw new Problem("foreign_origin");
    },
    get(headers: IncomingHttpHeaders): void {
      const site = headers["sec-fetch-site"];
      const foreign =
        headers.origin === undefined
          ? site !== undefined && site !== "same-origin" && site !== "none"
          : !isOurs(headers.origin, headers.host);
      if (foreign) throw new Problem("foreign_origin");
    },
  };
}
