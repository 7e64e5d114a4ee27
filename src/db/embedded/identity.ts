import { spawnSync } from "node:child_process";

/** PostgreSQL refuses to run as root. This is how we run its programs, and whose the files have to be. */
export type Identity = {
  /** Command line that runs `file` under this identity; it replaces itself, so PIDs stay. */
  wrap(file: string, args: string[]): [string, string[]];
} & (
  | { kind: "self" }
  /** Sees only what `uid` may see of our folders: everything that is ours. */
  | { kind: "namespace"; uid: number }
  /** Another user, who reaches only what everybody can. */
  | { kind: "stranger"; uid: number }
);

/** Ourselves; as root a user namespace in which root's files belong to uid 1000, else uid 65534 (nobody). */
export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return { kind: "self", wrap: (file, args) => [file, args] };
  for (const identity of [namespace, stranger]) {
    const [file, args] = identity.wrap("true", []);
    if (spawnSync(file, args, { stdio: "ignore" }).status === 0) return identity;
  }
  throw new Error(
    "PostgreSQL cannot run as root, and neither unshare nor setpriv works here: start as a normal user, or set DATABASE_URL",
  );
}

/** Needs unprivileged user namespaces; works in folders only root may enter. */
const namespace: Identity = {
  kind: "namespace",
  uid: 0,
  wrap: (file, args) => ["unshare", ["--user", "--map-user=1000", "--map-group=1000", file, ...args]],
};

/** For places where user namespaces are forbidden (many containers). */
export const stranger: Identity = {
  kind: "stranger",
  uid: 65534,
  wrap: (file, args) => ["setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", file, ...args]],
};

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
