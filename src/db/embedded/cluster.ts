import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Binaries, findBinaries } from "./binaries.ts";
import { chooseIdentity, type Identity, mustReach } from "./identity.ts";

/** Where everything of one embedded database is. `dir` is DATA_DIR as a real path. */
export type Place = { dir: string; pgdata: string; passwordFile: string; lock: string; log: string };

/** How the programs are run there. */
export type Tools = { binaries: Binaries; identity: Identity };

export const placeIn = (dir: string): Place => ({
  dir,
  pgdata: join(dir, "postgres"),
  passwordFile: join(dir, "postgres-password"),
  lock: join(dir, "postgres.lock"),
  log: join(dir, "postgres.log"),
});

/** The only role; its password is in `passwordFile`. */
export const role = "qinpin";

/** Nothing of our own environment (tokens, PGPORT …) reaches PostgreSQL; Windows needs its system variables. */
export const childEnvironment = (extra: Record<string, string> = {}) =>
  process.platform === "win32"
    ? {}
    : {
        env: {
          PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          LC_ALL: "C",
          TZ: "UTC",
          ...extra,
        },
      };

/**
 * Makes the data directory if there is none, else sees to it that it can be used. Call it only while holding the
 * `starting` claim and while no server runs. A half-made directory never counts: it is renamed when complete.
 */
export function prepareCluster(place: Place, durable: boolean, identity = chooseIdentity()): Tools {
  const exists = existsSync(place.pgdata);
  if (exists) giveTo(place, identity);
  const binaries = findBinaries(exists ? versionOf(place) : null);
  const tools = { binaries, identity };
  for (const name of readdirSync(place.dir))
    if (name.startsWith("postgres.new-")) rmSync(join(place.dir, name), { recursive: true, force: true });
  if (!exists) initialise(place, tools, durable);
  else if (!existsSync(place.passwordFile))
    throw new Error(
      `${place.passwordFile} is missing: restore it from a backup, the database in ${place.pgdata} opens with it only`,
    );
  return tools;
}

/** Major version of PostgreSQL that made the directory. */
function versionOf(place: Place): number {
  try {
    return Number.parseInt(readFileSync(join(place.pgdata, "PG_VERSION"), "utf8"), 10);
  } catch (cause) {
    throw new Error(`${place.pgdata} is not a complete database: restore it from a backup, or move it away`, {
      cause,
    });
  }
}

function initialise(place: Place, { binaries, identity }: Tools, durable: boolean): void {
  if (!existsSync(place.passwordFile))
    writeFileSync(place.passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  const fresh = join(place.dir, `postgres.new-${process.pid}`);
  if (identity.kind === "stranger" && identity.uid !== null) {
    // A stranger cannot create a folder in ours, and has to pass through it; the files inside stay closed.
    chmodSync(place.dir, 0o711);
    mkdirSync(fresh, { mode: 0o700 });
    for (const path of [fresh, place.passwordFile]) chownSync(path, identity.uid, identity.uid);
    mustReach(identity, [binaries.initdb, place.dir]);
  }
  const [file, args] = identity.wrap(binaries.initdb, [
    ...["--pgdata", fresh, "--username", role, "--pwfile", place.passwordFile, "--auth", "scram-sha-256"],
    ...["--encoding", "UTF8", "--no-instructions"],
    // The same order and case rules on every machine and after every upgrade of its C library or ICU.
    ...(binaries.major >= 17
      ? ["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
      : ["--locale", "C.UTF-8"]),
    ...(durable ? [] : ["--no-sync"]),
  ]);
  const made = spawnSync(file, args, { encoding: "utf8", ...childEnvironment() });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    const said = made.error?.message ?? made.stderr.trim().split("\n").slice(-3).join(" | ");
    throw new Error(
      `cannot create the database in ${place.dir}: ${said}. Make DATA_DIR writable or choose another`,
    );
  }
  renameSync(fresh, place.pgdata);
}

/**
 * Hands the directory to whom PostgreSQL runs as: it may have been made by another user, or under another identity, or
 * be a copy with wider permissions, which PostgreSQL refuses.
 */
function giveTo(place: Place, identity: Identity): void {
  const owner = statSync(place.pgdata).uid;
  const mine = process.getuid?.();
  if (mine !== undefined && mine !== 0 && owner !== mine)
    throw new Error(
      `${place.pgdata} belongs to uid ${owner}, this process is uid ${mine}: start as that user, or chown -R ${mine} ${place.dir}`,
    );
  chmodSync(place.pgdata, 0o700);
  if (identity.kind === "stranger") chmodSync(place.dir, 0o711);
  if (identity.uid === null || owner === identity.uid) return;
  lchownSync(place.pgdata, identity.uid, identity.uid);
  for (const name of readdirSync(place.pgdata, { recursive: true, encoding: "utf8" }))
    lchownSync(join(place.pgdata, name), identity.uid, identity.uid);
}
