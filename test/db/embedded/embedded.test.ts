import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { liveClaims } from "../../../src/db/embedded/claims.ts";
import { placeIn } from "../../../src/db/embedded/cluster.ts";
import { shutDown } from "../../../src/db/embedded/postmaster.ts";
import { DataDirBusy, startEmbedded } from "../../../src/db/embedded.ts";
import { end, type Holder, held, hold, isAlive, place, query } from "./holders.ts";

const fast = { durable: false } as const;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Made once; most tests start from a copy. */
const original = place();
beforeAll(async () => {
  await (await startEmbedded({ dataDir: original.dataDir, ...fast })).stop();
});
afterAll(() => original.remove());

/** A DATA_DIR of its own, and processes that end with the test. */
function room(kind: "with a database" | "empty" = "with a database") {
  const { dataDir, remove } = place(kind === "empty" ? undefined : original.dataDir);
  cleanups.push(remove);
  const start = async (mode: "durable" | "fast" = "fast"): Promise<Holder> => {
    const holder = await hold(dataDir, mode);
    cleanups.push(() => end(holder, "SIGKILL"));
    return holder;
  };
  return { dataDir, start };
}

const write = (url: string) =>
  query(url, async (sql) => {
    await sql`create table if not exists kept (n int)`;
    await sql`insert into kept select coalesce(max(n), 0) + 1 from kept`;
  });
const rows = (url: string) => query(url, async (sql) => (await sql`select n from kept`).length);

describe("startEmbedded", () => {
  it("gives a durable PostgreSQL on 127.0.0.1 only, closed to those without the password", async () => {
    const { dataDir } = room("empty");
    const server = await startEmbedded({ dataDir });
    const [row] = await query(
      server.url,
      (sql) => sql`
        select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
          current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
          current_setting('server_encoding') as encoding, '客' ~ '\\w' as letter, upper('é') as upper`,
    );
    expect({ ...row }).toEqual({
      fsync: "on",
      pages: "on",
      listen: "127.0.0.1",
      sockets: "",
      encoding: "UTF8",
      letter: true,
      upper: "É",
    });
    const wrong = new URL(server.url);
    wrong.password = "wrong";
    await expect(query(wrong.href, (sql) => sql`select 1`)).rejects.toThrow(/password/);
    for (const name of ["postgres-password", "postgres", "claims"])
      expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
    await server.stop();
  });

  it("keeps the data over a stop, and leaves nothing running", async () => {
    const { dataDir } = room();
    const first = await startEmbedded({ dataDir, ...fast });
    await write(first.url);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    expect(readdirSync(join(dataDir, "claims"))).toEqual([]);
    const second = await startEmbedded({ dataDir, ...fast });
    expect(await rows(second.url)).toBe(1);
    await second.stop();
  });

  it("refuses a second server within two seconds and names the first", async () => {
    const { dataDir, start } = room();
    const first = await start();
    const began = performance.now();
    const refused = startEmbedded({ dataDir });
    await expect(refused).rejects.toThrow(`in use by process ${first.process.pid}`);
    await expect(refused).rejects.toBeInstanceOf(DataDirBusy);
    expect(performance.now() - began).toBeLessThan(2000);
    await write(held(first).url);
  });

  it("lets exactly one of five processes in that start at once on an empty folder", async () => {
    const { start } = room("empty");
    const all = await Promise.all(Array.from({ length: 5 }, () => start()));
    const winners = all.filter((holder) => "url" in holder.said);
    expect(winners).toHaveLength(1);
    const winner = winners[0]?.process.pid;
    for (const { said } of all)
      if ("error" in said) expect(said.error).toContain(`in use by process ${winner}`);
  });

  it("takes over the database of a server that was killed", async () => {
    const { start } = room();
    const first = await start();
    await write(held(first).url);
    await end(first, "SIGKILL");
    const second = await start();
    expect(held(second)).toEqual(held(first));
    expect(await rows(held(second).url)).toBe(1);
    await end(second, "SIGTERM");
    expect(isAlive(held(second).pid)).toBe(false);
  });

  it("loses nothing that was committed when server and database are killed together, again and again", async () => {
    const { start } = room();
    for (let round = 1; round <= 5; round++) {
      const holder = await start("durable");
      const { url, pid } = held(holder);
      await write(url);
      // Open work keeps children of the database busy while it is killed.
      const open = query(url, (sql) => sql`select pg_sleep(30)`).catch(() => "killed");
      process.kill(pid, "SIGKILL");
      await end(holder, "SIGKILL");
      expect(await open).toBe("killed");
    }
    const last = await start();
    expect(await rows(held(last).url)).toBe(5);
  });

  it("waits for a database that is still shutting down, then starts it again", async () => {
    const { dataDir } = room();
    const first = await startEmbedded({ dataDir, ...fast });
    const stopping = first.stop();
    const second = await startEmbedded({ dataDir, ...fast });
    await stopping;
    expect(await query(second.url, (sql) => sql`select 1 as one`)).toHaveLength(1);
    await second.stop();
  });

  it("is not kept out by a PID of the past that now belongs to somebody else", async () => {
    const { dataDir } = room();
    const first = await startEmbedded({ dataDir, ...fast });
    await first.stop();
    // What a killed database and a killed server leave behind, with the PID of a living process in it.
    const stranger = spawn("sleep", ["60"]);
    cleanups.push(async () => void stranger.kill("SIGKILL"));
    const stale = [stranger.pid, join(dataDir, "postgres"), 1, 1, "", "127.0.0.1", "1 1", "ready"];
    writeFileSync(join(dataDir, "postgres", "postmaster.pid"), `${stale.join("\n")}\n`);
    writeFileSync(join(dataDir, "claims", `server.${stranger.pid}.000000000000.aaaa`), "");
    const second = await startEmbedded({ dataDir, ...fast, patienceMs: 3000 });
    expect(second.pid).not.toBe(stranger.pid);
    await second.stop();
  });

  it("starts anew over a directory whose creation was cut short", async () => {
    const { dataDir } = room("empty");
    mkdirSync(join(dataDir, "postgres.new-123"), { recursive: true });
    writeFileSync(join(dataDir, "postgres.new-123", "PG_VERSION"), "18\n");
    const server = await startEmbedded({ dataDir, ...fast });
    expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres.new"))).toEqual([]);
    await server.stop();
  });

  it("says what is missing when the password file is gone", async () => {
    const { dataDir } = room();
    rmSync(join(dataDir, "postgres-password"));
    await expect(startEmbedded({ dataDir, ...fast })).rejects.toThrow(
      /postgres-password is missing: restore/,
    );
    expect(liveClaims(dataDir, "server")).toEqual([]);
  });

  it("tells the log's last words when PostgreSQL cannot start", async () => {
    const { dataDir } = room();
    writeFileSync(join(dataDir, "postgres", "postgresql.auto.conf"), "no_such_setting = 1\n");
    await expect(startEmbedded({ dataDir, ...fast })).rejects.toThrow(/no_such_setting.*postgres\.log/);
  });
});

describe("a database that dies under its server", () => {
  it("is back at the same address, with all that was committed", async () => {
    const { dataDir } = room();
    let back: (problem: unknown) => void = () => {};
    const revived = new Promise((resolve) => {
      back = resolve;
    });
    const server = await startEmbedded({ dataDir, ...fast, onRevival: (problem) => back(problem) });
    await write(server.url);
    const old = server.pid;
    process.kill(old, "SIGKILL");
    expect(await revived).toBeNull();
    expect(server.pid).not.toBe(old);
    expect(await rows(server.url)).toBe(1);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });
});

describe("startEmbedded with join", () => {
  it("uses the server that runs, and leaves it running", async () => {
    const { dataDir, start } = room();
    const server = await start();
    const guest = await startEmbedded({ dataDir, join: true });
    expect(guest.url).toBe(held(server).url);
    await guest.stop();
    expect(isAlive(held(server).pid)).toBe(true);
  });

  it("starts a server when none runs, and stops it at the end", async () => {
    const { dataDir } = room();
    const guest = await startEmbedded({ dataDir, join: true, ...fast });
    await write(guest.url);
    await guest.stop();
    expect(isAlive(guest.pid)).toBe(false);
  });

  it("does not keep a server from starting, and the last one to leave stops the database", async () => {
    const { dataDir, start } = room();
    const guest = await startEmbedded({ dataDir, join: true, ...fast });
    const server = await start();
    expect(held(server).pid).toBe(guest.pid);
    await guest.stop();
    expect(isAlive(guest.pid)).toBe(true);
    await end(server, "SIGTERM");
    expect(isAlive(guest.pid)).toBe(false);
  });

  it("lets five come and go at once", async () => {
    const { dataDir } = room("empty");
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const guest = await startEmbedded({ dataDir, join: true, ...fast });
        await query(guest.url, (sql) => sql`select 1`);
        await guest.stop();
      }),
    );
    expect(liveClaims(dataDir, "user")).toEqual([]);
  });
});

const flock = "flock";

describe.runIf(process.platform === "linux")("on Linux", () => {
  it("waits for a database it cannot see, such as one in another container, and does not touch it", async () => {
    const { dataDir } = room();
    const lock = join(dataDir, "postgres.lock");
    const other = spawn(flock, ["--no-fork", lock, "sleep", "60"]);
    cleanups.push(async () => void other.kill("SIGKILL"));
    while (spawnSync(flock, ["--nonblock", lock, "true"]).status === 0);
    await expect(startEmbedded({ dataDir, ...fast, patienceMs: 500 })).rejects.toThrow(/still uses/);
    other.kill("SIGKILL");
    await once(other, "exit");
    await (await startEmbedded({ dataDir, ...fast })).stop();
  });
});

describe("shutDown", () => {
  it("ends a database with open transactions within seconds, and one that does not listen after its patience", async () => {
    const { dataDir } = room();
    const server = await startEmbedded({ dataDir, ...fast });
    const open = query(server.url, (sql) => sql`select pg_sleep(60)`).catch(() => "ended");
    const at = placeIn(dataDir);
    expect(Number(readFileSync(join(at.pgdata, "postmaster.pid"), "utf8").split("\n")[0])).toBe(server.pid);
    await shutDown(at, 0);
    expect(await open).toBe("ended");
    expect(isAlive(server.pid)).toBe(false);
    await server.stop();
  });
});
