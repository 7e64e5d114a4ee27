import { setTimeout as sleep } from "node:timers/promises";
import { answers, urlOf } from "./embedded/address.ts";
import { type Claim, claimAlone, claimShared, liveClaims } from "./embedded/claims.ts";
import { type Place, placeIn, prepareCluster } from "./embedded/cluster.ts";
import { makeDataDir } from "./embedded/data-dir.ts";
import { chooseIdentity, type Identity } from "./embedded/identity.ts";
import { freePort, launch, type Postmaster, runningPostmaster, shutDown } from "./embedded/postmaster.ts";

export type EmbeddedOptions = {
  /** DATA_DIR; made when missing. */
  dataDir: string;
  /** false = no fsync, for tests: outlives a killed process, not a power cut. */
  durable?: boolean;
  /** Use the server that runs there, or start one; without it we are the one server process of this directory. */
  join?: boolean;
  maxConnections?: number;
  /** How long what is left of a killed server may take to go away, ms. */
  patienceMs?: number;
  identity?: Identity;
  /** Told when a database that died under us is back (null), or why it is not yet. */
  onRevival?: (problem: unknown) => void;
};

export type Embedded = {
  url: string;
  /** PID of the PostgreSQL server as it runs now. */
  readonly pid: number;
  /** Gives the database back; the last one who uses it stops it. */
  stop(): Promise<void>;
};

/** Another process is the server of this DATA_DIR. */
export class DataDirBusy extends Error {
  override name = "DataDirBusy";
  readonly holder: number;
  constructor(dataDir: string, holder: number) {
    super(
      `DATA_DIR ${dataDir} is in use by process ${holder}: stop that one first, or give this one another DATA_DIR`,
    );
    this.holder = holder;
  }
}

const defaultPatienceMs = 30_000;
const watchEveryMs = 1000;

/**
 * A durable PostgreSQL of our own on 127.0.0.1, its files in `dataDir`. Takes over a server whose parent was killed,
 * waits for one that is still starting, recovering or stopping, and starts it again when it dies under us (same
 * address). Throws DataDirBusy within a second when another process is the server there and `join` is not set.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = placeIn(makeDataDir(options.dataDir));
  const patienceMs = options.patienceMs ?? defaultPatienceMs;
  const claims: Claim[] = [];
  if (!options.join) {
    const seat = await claimAlone(place.dir, "server", 300);
    if ("heldBy" in seat) throw new DataDirBusy(place.dir, seat.heldBy);
    claims.push(seat.claim);
  }
  claims.push(claimShared(place.dir, "user"));
  const leave = async () => {
    for (const claim of claims) claim.release();
    if (liveClaims(place.dir, "user").length === 0) await shutDown(place);
  };
  let url = "";
  let server: Postmaster;
  try {
    server = await inTurn(place, patienceMs, async () => {
      try {
        const found = await run(place, options, patienceMs);
        url = urlOf(place, found.port);
        await answers(url, patienceMs);
        return found;
      } catch (cause) {
        await leave();
        throw cause;
      }
    });
  } catch (cause) {
    for (const claim of claims) claim.release();
    throw cause;
  }

  let reviving: Promise<void> | null = null;
  const revive = async () => {
    try {
      server = await inTurn(place, patienceMs, () => run(place, options, patienceMs, server.port));
      options.onRevival?.(null);
    } catch (cause) {
      options.onRevival?.(cause);
    } finally {
      reviving = null;
    }
  };
  const watch = setInterval(() => {
    if (!reviving && !runningPostmaster(place)) reviving = revive();
  }, watchEveryMs);
  watch.unref();

  return {
    url,
    get pid() {
      return server.pid;
    },
    async stop() {
      clearInterval(watch);
      await reviving;
      await inTurn(place, patienceMs, leave);
    },
  };
}

/** Starting and stopping exclude each other, so that nobody joins a server that is about to be stopped. */
async function inTurn<T>(place: Place, patienceMs: number, work: () => Promise<T>): Promise<T> {
  const turn = await claimAlone(place.dir, "starting", 2 * patienceMs);
  if ("heldBy" in turn)
    throw new Error(
      `process ${turn.heldBy} has been starting or stopping the database in ${place.dir} for ${(2 * patienceMs) / 1000} s: ` +
        `see ${place.log}, then try again`,
    );
  try {
    return await work();
  } finally {
    turn.claim.release();
  }
}

/** The server that takes connections there, started if need be. A recovery may take as long as it takes. */
async function run(
  place: Place,
  options: EmbeddedOptions,
  patienceMs: number,
  port: number | null = null,
): Promise<Postmaster> {
  const durable = options.durable ?? true;
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const server = runningPostmaster(place);
    if (server?.status === "ready") return server;
    if (!server) {
      const tools = prepareCluster(place, durable, options.identity ?? chooseIdentity());
      const started = await launch(place, tools, {
        durable,
        maxConnections: options.maxConnections ?? 100,
        port: port ?? (await freePort()),
      });
      if (started !== "busy") return started;
    }
    if (performance.now() > deadline && server?.status !== "starting")
      throw new Error(
        `an earlier PostgreSQL${server ? ` (process ${server.pid}, ${server.status})` : ""} still uses ${place.pgdata} after ` +
          `${patienceMs / 1000} s: end it, or see ${place.log}`,
      );
    await sleep(100);
  }
}
