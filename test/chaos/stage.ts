import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { urlOf } from "../../src/db/embedded/address.ts";
import { placeIn, prepareCluster } from "../../src/db/embedded/cluster.ts";
import { freePort, launch, runningPostmaster, shutDown } from "../../src/db/embedded/postmaster.ts";

/** Server processes on one PostgreSQL, and ways to hurt them. */
export type Stage = {
  /** Addresses of the servers, dead or alive. */
  targets: string[];
  /** Address of the database as it runs now; null while it is down. */
  databaseUrl(): string | null;
  /** Kills a random server (embedded: the whole group including the database) with SIGKILL and starts it again. */
  kill(dice: () => number): Promise<void>;
  /** Stops a server for longer than any lease, then lets it go on. */
  freeze(dice: () => number): Promise<void>;
  /** Immediate shutdown of the database, as by a crash, then start. */
  restartDatabase(): Promise<void>;
  ready(): Promise<void>;
  stop(): Promise<void>;
};

type Start = {
  /** Folder with src/main.ts: ours, or a copy with a planted bug. */
  root: string;
  dataDir: string;
  env: Record<string, string>;
};

/** Minutes by which the process clocks of the servers are wrong; only the database's clock may matter. */
const skews = [0, -10, 10];

/** `count` servers on an external PostgreSQL that this stage runs. */
export async function externalStage({ root, dataDir, env }: Start, count: number): Promise<Stage> {
  const place = placeIn(dataDir);
  const tools = prepareCluster(place, true);
  const settings = { durable: true, maxConnections: 300, port: await freePort() };
  const startDatabase = async () => {
    while ((await launch(place, tools, settings)) === "busy") await sleep(50);
  };
  await startDatabase();
  const url = urlOf(place, settings.port);
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const targets = ports.map((port) => `http://127.0.0.1:${port}`);
  const begin = (index: number) =>
    run(
      root,
      { ...env, DATABASE_URL: url, PORT: String(ports[index]), PUBLIC_URL: targets[0] ?? "" },
      skews[index % skews.length] ?? 0,
    );
  const children = ports.map((_, index) => begin(index));
  // What any supervisor does: a process that gave up, because the database went away while it started, starts again.
  const supervise = setInterval(() => {
    for (const [index, child] of children.entries())
      if (child.exitCode !== null) children[index] = begin(index);
  }, 1000);
  return {
    targets,
    databaseUrl: () => (runningPostmaster(place) ? url : null),
    async kill(dice) {
      const index = Math.floor(dice() * count);
      await killHard(children[index]);
      children[index] = begin(index);
    },
    async freeze(dice) {
      const child = children[Math.floor(dice() * count)];
      child?.kill("SIGSTOP");
      await sleep(16_000);
      child?.kill("SIGCONT");
    },
    async restartDatabase() {
      const server = runningPostmaster(place);
      if (server) process.kill(server.pid, "SIGQUIT");
      while (runningPostmaster(place)) await sleep(20);
      await startDatabase();
    },
    ready: () => allReady(targets),
    async stop() {
      clearInterval(supervise);
      await Promise.all(children.map(killHard));
      await shutDown(place);
    },
  };
}

/** One server with its embedded PostgreSQL. */
export async function embeddedStage({ root, dataDir, env }: Start): Promise<Stage> {
  const place = placeIn(dataDir);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const begin = () => run(root, { ...env, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: address }, 0);
  let child = begin();
  const killAll = async () => {
    const server = runningPostmaster(place);
    const backends = server ? childrenOf(server.pid) : [];
    const gone = killHard(child);
    for (const pid of [server?.pid, ...backends]) if (pid) killQuietly(pid);
    await gone;
  };
  return {
    targets: [address],
    databaseUrl() {
      const server = runningPostmaster(place);
      return server?.status === "ready" ? urlOf(place, server.port) : null;
    },
    async kill() {
      await killAll();
      child = begin();
    },
    freeze: async () => {},
    restartDatabase: async () => {},
    ready: () => allReady([address]),
    async stop() {
      await killAll();
    },
  };
}

function run(root: string, env: Record<string, string>, skewMinutes: number): ChildProcess {
  const skew = join(import.meta.dirname, "skew.ts");
  return spawn(process.execPath, ["--import", skew, join(root, "src/main.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", process.env.CHAOS_LOG ? "inherit" : "ignore"],
    detached: true,
    env: {
      ...process.env,
      ...env,
      LOG_LEVEL: process.env.CHAOS_LOG ? "warn" : "silent",
      CHAOS_SKEW_MINUTES: String(skewMinutes),
    },
  });
}

async function killHard(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  killQuietly(-child.pid);
  await gone;
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function allReady(targets: string[]): Promise<void> {
  const deadline = Date.now() + 90_000;
  for (const target of targets) {
    while (
      !(await fetch(`${target}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      if (Date.now() > deadline) throw new Error(`${target} did not become ready`);
      await sleep(50);
    }
  }
}
