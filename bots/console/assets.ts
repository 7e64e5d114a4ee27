import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

export type Asset = { body: Buffer; type: string; etag: string };

const files = {
  "console.css": "text/css; charset=utf-8",
  "console.js": "text/javascript; charset=utf-8",
} as const;

/** The page's two files, in memory: a request can reach nothing else. */
export async function loadAssets(): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const [name, type] of Object.entries(files)) {
    const body = await readFile(new URL(`page/${name}`, import.meta.url));
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    assets.set(name, { body, type, etag });
  }
  return assets;
}
