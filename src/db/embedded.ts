import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { type Claim, claimAlone, claimShared, liveClaims } from "./embedded/claims.ts";
import { type Place, placeIn, prepareCluster, role } from "./embedded/cluster.ts";
import { chooseIdentity, type Identity } from "./embedded/identity.ts";
import { launch, type Postmaster, runningPostmaster, shutDown } from "./embedded/postmaster.ts";

export type EmbeddedOptions = {
  /** DATA_DIR; made when missing. */
  dataDir: string;
  /** false = no fsync, for tests only. */
  durable?: boolean;
  /** Use the server that runs there, or start one; without it we are the one server process of this directory. */
  join?: boolean;
  maxConnections?: number;
  identity?: Identity;
};

export type Embedded = {
  url: string;
  /** PID of the PostgreSQL server. */
  pid: number;
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

/** How long left-overs of a killed server may take to go away; their share of two seconds at most in practice. */
const patienceMs = 30_000;

/**
 * A durable PostgreSQL of our own on 127.0.0.1, its files in `dataDir`. Takes over a server whose parent was killed,
 * waits for one that is still starting, recovering or stopping. Throws DataDirBusy within a second when another
 * process is the server there and `join` is not set.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const place = placeIn(realpathSync(options.dataDir));
  const claims: Claim[] = [];
  if (!options.join) {
    const seat = await claimAlone(place.dir, "server", 300);
    if ("heldBy" in seat) throw new DataDirBusy(place.dir, seat.heldBy);
    claims.push(seat.claim);
  }
  claims.push(claimShared(place.dir, "user"));
  const release = () => {
    for (const claim of claims) claim.release();
  };
  try {
    const server = await alone(place, () => run(place, options));
    const url = urlOf(place, server.port);
    await answers(url);
    return {
      url,
      pid: server.pid,
      stop: async () => {
        release();
        await alone(place, async () => {
          if (liveClaims(place.dir, "user").length === 0) await shutDown(place);
        });
      },
    };
  } catch (cause) {
    release();
    throw cause;
  }
}

/** Starting and stopping exclude each other, so that nobody joins a server that is about to be stopped. */
async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const turn = await claimAlone(place.dir, "starting", 2 * patienceMs);
  if ("heldBy" in turn)
    throw new Error(
      `process ${turn.heldBy} has been starting or stopping the database in ${place.dir} for ${(2 * patienceMs) / 1000} s: see ${place.log}, then try again`,
    );
  try {
    return await work();
  } finally {
    turn.claim.release();
  }
}

async function run(place: Place, options: EmbeddedOptions): Promise<Postmaster> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const server = runningPostmaster(place);
    if (server?.status === "ready") return server;
    if (!server) {
      const tools = prepareCluster(place, options.durable ?? true, options.identity ?? chooseIdentity());
      const started = await launch(place, tools, {
        durable: options.durable ?? true,
        maxConnections: options.maxConnections ?? 100,
      });
      if (started !== "busy") return started;
    }
    if (performance.now() > deadline)
      throw new Error(
        `an earlier PostgreSQL ${server ? `(process ${server.pid}, ${server.status})` : ""} still uses ${place.pgdata} after ` +
          `${patienceMs / 1000} s: end it, or see ${place.log}`,
      );
    await sleep(100);
  }
}

function urlOf(place: Place, port: number): string {
  const password = readFileSync(place.passwordFile, "utf8").trim();
  return `postgres://${role}:${password}@127.0.0.1:${port}/postgres`;
}

/** Resolves when a query was answered. A server that recovers after a crash says 57P03 until it is done. */
async function answers(url: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
      return;
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? cause.code : null;
      const passing = code === "57P03" || code === "ECONNREFUSED" || code === "ECONNRESET";
      if (!passing || performance.now() > deadline)
        throw new Error(`the embedded PostgreSQL does not answer (${code}): see postgres.log in DATA_DIR`, {
          cause,
        });
      await sleep(50);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
