import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { FastifyReply, FastifyRequest } from "fastify";

export type Asset = { body: Buffer; type: string; etag: string };

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Every file of `page/` by name, in memory: a request can reach nothing else. */
export async function loadAssets(): Promise<Map<string, Asset>> {
  const folder = new URL("page/", import.meta.url);
  const assets = new Map<string, Asset>();
  for (const name of await readdir(folder)) {
    const type = types[name.split(".").at(-1) ?? ""];
    if (!type)
      throw new Error(`bots/web/page/${name} has no known content type: add its extension to assets.ts`);
    const body = await readFile(new URL(name, folder));
    const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
    assets.set(name, { body, type, etag });
  }
  return assets;
}

/** Sends an asset, or 304 when the browser has this very version; it asks every time, so updates arrive at once. */
export function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  reply.header("etag", asset.etag).header("cache-control", "no-cache");
  const known = request.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(asset.etag)) return reply.code(304).send();
  return reply.type(asset.type).send(asset.body);
}
