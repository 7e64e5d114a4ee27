import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** PostgreSQL refuses to run as root. This is how we run its programs, and whose the files have to be. */
export type Identity = {
  /**
   * self = as we are; namespace = as we are, seen as somebody else by PostgreSQL, reaches all that is ours;
   * stranger = another user, who reaches only what everybody can.
   */
  kind: "self" | "namespace" | "stranger";
  /** Owner of the data directory; null where users have no numbers. */
  uid: number | null;
  /** Command line that runs `file` under this identity; it replaces itself, so PIDs stay. */
  wrap(file: string, args: string[]): [string, string[]];
};

/** The least intrusive way that works here. */
export function chooseIdentity(): Identity {
  const uid = process.getuid?.() ?? null;
  const self: Identity = { kind: "self", uid, wrap: (file, args) => [file, args] };
  if (process.platform !== "linux" && uid !== 0) return self;
  // initdb wants to find its user in the list of users, which containers with an arbitrary uid do not have.
  if (uid !== 0 && knownUids().includes(uid ?? -1)) return self;
  for (const identity of uid === 0 ? [namespace(), stranger()] : [namespace()]) {
    const [file, args] = identity.wrap("true", []);
    if (spawnSync(file, args, { stdio: "ignore" }).status === 0) return identity;
  }
  if (uid !== 0) return self;
  throw new Error(
    "PostgreSQL cannot run as root, and neither unshare nor setpriv works here: start as a normal user, or set DATABASE_URL",
  );
}

/** Needs unprivileged user namespaces; works in folders only we may enter. */
function namespace(): Identity {
  const seenAs = nobody();
  return {
    kind: "namespace",
    uid: process.getuid?.() ?? null,
    wrap: (file, args) => [
      "unshare",
      ["--user", `--map-user=${seenAs}`, `--map-group=${seenAs}`, file, ...args],
    ],
  };
}

/** For root where user namespaces are forbidden (many containers). */
export function stranger(): Identity {
  const uid = nobody();
  return {
    kind: "stranger",
    uid,
    wrap: (file, args) => ["setpriv", [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups", file, ...args]],
  };
}

/** Throws, naming the path, when `identity` cannot get to one of these. */
export function mustReach(identity: Identity, paths: string[]): void {
  for (const path of paths) {
    const [file, args] = identity.wrap("test", ["-x", path]);
    if (spawnSync(file, args, { stdio: "ignore" }).status !== 0)
      throw new Error(
        `as root PostgreSQL has to run as another user here (user namespaces are forbidden), and that user cannot reach ${path}: ` +
          "run chmod o+x on each folder above it, move it, or start as a normal user",
      );
  }
}

/** A user that exists and is not root: nobody, where there is one. */
function nobody(): number {
  const known = knownUids().filter((uid) => uid !== 0);
  return known.includes(65534) ? 65534 : (known.at(-1) ?? 65534);
}

function knownUids(): number[] {
  try {
    const lines = readFileSync("/etc/passwd", "utf8").split("\n");
    return lines.filter((line) => line.includes(":")).map((line) => Number(line.split(":")[2]));
  } catch {
    return [];
  }
}
