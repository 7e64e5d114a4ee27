import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDataDir } from "./db/embedded/data-dir.ts";

/**
 * The key of an installation with an embedded database: the file `secret-key` in `dataDir`, made on first use.
 * Of several processes that start at once all get the same one. Throws when the file holds something else than a key.
 */
export function keyInDataDir(dataDir: string): Uint8Array {
  const path = join(dataDir, "secret-key");
  const existing = read(path);
  if (existing) return existing;
  makeDataDir(dataDir);
  const own = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(own, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  try {
    // A link appears complete or not at all, and only if there is none yet.
    linkSync(own, path);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  } finally {
    rmSync(own, { force: true });
  }
  const made = read(path);
  if (!made)
    throw new Error(`${path} vanished while it was made: see that nobody cleans DATA_DIR, then start again`);
  return made;
}

function read(path: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && /^(ENOENT|ENOTDIR)$/.test(String(cause.code)))
      return null;
    throw cause;
  }
  const key = Buffer.from(text, "base64");
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text) || key.length !== 32)
    throw new Error(
      `${path} is not a key: restore it from a backup. What was encrypted with the lost key stays unreadable`,
    );
  return new Uint8Array(key);
}
