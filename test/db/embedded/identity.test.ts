import { spawnSync } from "node:child_process";
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findBinaries, linkLibraries } from "../../../src/db/embedded/binaries.ts";
import { chooseIdentity, mustReach, stranger } from "../../../src/db/embedded/identity.ts";
import { startEmbedded } from "../../../src/db/embedded.ts";
import { end, held, hold, place, query } from "./holders.ts";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function room(): string {
  const { dataDir, remove } = place();
  cleanups.push(remove);
  return dataDir;
}

/** Whether other users can get to this checkout at all; in a root-only folder the refusal itself is what we expect. */
function reachable(): boolean {
  try {
    mustReach(stranger(), [findBinaries(null).postgres]);
    return true;
  } catch {
    return false;
  }
}

const uidOf = (pid: number): number =>
  Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

describe.runIf(process.getuid?.() === 0)("as root", () => {
  it("runs PostgreSQL as another user where namespaces are forbidden, or says which path that user cannot reach", async () => {
    const dataDir = room();
    const starting = startEmbedded({ dataDir, durable: false, identity: stranger() });
    if (!reachable()) return await expect(starting).rejects.toThrow(/cannot reach .*postgres.*chmod o\+x/);
    const server = await starting;
    expect(uidOf(server.pid)).toBe(65534);
    expect(await query(server.url, (sql) => sql`select 1 as one`)).toHaveLength(1);
    expect(statSync(join(dataDir, "postgres-password")).mode & 0o077).toBe(0);
    await server.stop();
  });

  it("hands the files over when the way it is run changes", async () => {
    const dataDir = room();
    const own = chooseIdentity();
    const identities = reachable() ? [own, stranger(), own] : [own, own];
    for (const [i, identity] of identities.entries()) {
      const server = await startEmbedded({ dataDir, durable: false, identity });
      const seen = await query(server.url, async (sql) => {
        await sql.unsafe(`create table t${i} (n int)`);
        return await sql`select 1 from pg_tables where schemaname = 'public'`;
      });
      expect(seen).toHaveLength(i + 1);
      await server.stop();
    }
  });

  it("names a DATA_DIR that the other user cannot reach", async () => {
    const closed = room();
    const dataDir = join(closed, "data");
    await expect(startEmbedded({ dataDir, durable: false, identity: stranger() })).rejects.toThrow(
      /as another user here .* cannot reach .*chmod o\+x/,
    );
  });
});

const as = (uid: number) => ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];

/** Whether that user may make user namespaces. */
function hasNamespaces(uid: number): boolean {
  const [file = "", ...args] = [...as(uid), "unshare", "--user", "--map-user=65534", "true"];
  return spawnSync(file, args).status === 0;
}

describe.runIf(process.getuid?.() === 0 && reachable())("as a normal user", () => {
  const cases: [string, number][] = [["who is in the list of users", 65534]];
  if (hasNamespaces(4711)) cases.push(["whom the list of users does not know", 4711]);
  it.each(cases)("%s it runs as that user", async (_, uid) => {
    const dataDir = room();
    chownSync(dataDir, uid, uid);
    const holder = await hold(dataDir, "fast", as(uid));
    cleanups.push(() => end(holder, "SIGKILL"));
    expect(uidOf(held(holder).pid)).toBe(uid);
    await end(holder, "SIGTERM");
  });

  it("a database of another user is refused with what to do", async () => {
    const dataDir = room();
    await (await startEmbedded({ dataDir, durable: false })).stop();
    for (const path of [dataDir, join(dataDir, "claims")]) chownSync(path, 65534, 65534);
    const holder = await hold(dataDir, "fast", as(65534));
    cleanups.push(() => end(holder, "SIGKILL"));
    expect(() => held(holder)).toThrow(/belongs to uid 0, this process is uid 65534.*chown/);
  });
});

describe("linkLibraries", () => {
  it("makes the links that an install script would have made, again changes nothing", () => {
    const root = room();
    mkdirSync(join(root, "native", "lib"), { recursive: true });
    writeFileSync(join(root, "native", "lib", "libx.so.1.2"), "");
    const list = [{ source: "native/lib/libx.so.1.2", target: "native/lib/libx.so.1" }];
    writeFileSync(join(root, "native", "pg-symlinks.json"), JSON.stringify(list));
    for (let i = 0; i < 2; i++) linkLibraries(root);
    expect(readlinkSync(join(root, "native", "lib", "libx.so.1"))).toBe("libx.so.1.2");
    expect(lstatSync(join(root, "native", "lib", "libx.so.1.2")).isFile()).toBe(true);
  });
});

describe("findBinaries", () => {
  it("finds those that came with npm, and says so when none fit an existing database", () => {
    expect(findBinaries(null).major).toBeGreaterThanOrEqual(14);
    expect(() => findBinaries(9)).toThrow(/made by PostgreSQL 9.*install that version/);
  });
});
