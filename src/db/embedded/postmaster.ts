import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment, type Place, type Tools } from "./cluster.ts";
import { hasArgument, stampOf } from "./processes.ts";

export type Postmaster = { pid: number; port: number; status: string };

/** The server that runs on this directory right now; null = none, whatever a stale postmaster.pid says. */
export function runningPostmaster(place: Place): Postmaster | null {
  const noted = notedPostmaster(place);
  return noted && hasArgument(noted.pid, place.pgdata) ? noted : null;
}

/** Lines of postmaster.pid: 1 PID, 4 port, 8 status (starting, ready, stopping). */
function notedPostmaster(place: Place): Postmaster | null {
  try {
    const lines = readFileSync(join(place.pgdata, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), status: (lines[7] ?? "starting").trim() } : null;
  } catch {
    return null;
  }
}

export type Settings = { durable: boolean; maxConnections: number; port: number };

/**
 * Starts a server and waits until it takes connections. "busy" = what is left of the last one still lives (its
 * children, its port): try again. Throws with the last lines of the log when it cannot start.
 */
export async function launch(place: Place, tools: Tools, settings: Settings): Promise<Postmaster | "busy"> {
  const size = keepLogSmall(place.log);
  const log = openSync(place.log, "a", 0o600);
  const command = tools.identity.wrap(tools.binaries.postgres, [
    ...["-D", place.pgdata],
    ...options({
      listen_addresses: "127.0.0.1",
      port: settings.port,
      unix_socket_directories: "",
      max_connections: settings.maxConnections,
      password_encryption: "scram-sha-256",
      // Statements and key values could hold personal data; the log gets the bare message only.
      log_error_verbosity: "terse",
      // Errors quote the values they are about; whoever asked has them anyway.
      log_min_messages: "log",
      log_min_error_statement: "panic",
      log_checkpoints: "off",
      ...(settings.durable ? {} : { fsync: "off", full_page_writes: "off" }),
    }),
  ]);
  const [file, args] = locked(place, command);
  const child = spawn(file, args, {
    stdio: ["ignore", log, log],
    // Own session: Ctrl-C in the terminal must reach us first, we stop the database when we are done with it.
    detached: true,
    // PostgreSQL takes a PID of this name for stale, so that a recycled PID in postmaster.pid does not keep it from
    // starting; left-over children of a killed server still do, which is what we want.
    ...childEnvironment({ PG_GRANDPARENT_PID: String(notedPostmaster(place)?.pid ?? 0) }),
  });
  closeSync(log);
  child.unref();
  let exited: string | null = null;
  child.once("exit", (code, signal) => {
    exited = `exit ${code ?? signal}`;
  });
  child.once("error", (cause) => {
    exited = cause.message;
  });
  for (;;) {
    const now = runningPostmaster(place);
    if (now && now.pid === child.pid && now.status === "ready") return now;
    if (exited !== null) break;
    await sleep(10);
  }
  const said = readFileSync(place.log, "utf8").slice(size).trim().split("\n").slice(-4).join(" | ");
  if (
    exited === `exit ${lockedExit}` ||
    /postmaster\.pid|shared memory block|Address already in use/.test(said)
  )
    return "busy";
  throw new Error(`the embedded PostgreSQL did not start (${exited}): ${said}. See ${place.log}`);
}

/** util-linux; where there is none (macOS, Windows) there are no containers either. */
const flock = "flock";
const lockedExit = 75;

/**
 * Lets the server and all its children hold a kernel lock on `place.lock` for as long as any of them lives. PIDs and
 * shared memory do not show a server in another container that mounts the same folder; this lock does.
 */
function locked(place: Place, [file, args]: [string, string[]]): [string, string[]] {
  const options = ["--nonblock", "--no-fork", "--conflict-exit-code", String(lockedExit)];
  const probe = spawnSync(flock, [...options, "/dev/null", "true"], {
    stdio: "ignore",
    ...childEnvironment(),
  });
  const works = probe.status === 0 || probe.status === lockedExit;
  return works ? [flock, [...options, place.lock, file, ...args]] : [file, args];
}

/** Fast shutdown (open transactions roll back), after `patienceMs` an immediate one; resolves when it is gone. */
export async function shutDown(place: Place, patienceMs = 20_000): Promise<void> {
  const server = runningPostmaster(place);
  if (!server) return;
  signal(server.pid, "SIGINT");
  const impatient = performance.now() + patienceMs;
  let asked = false;
  // A process that ends gives its arguments up before it is gone.
  const stamp = stampOf(server.pid);
  while (hasArgument(server.pid, place.pgdata) || (stamp !== null && stampOf(server.pid) === stamp)) {
    if (!asked && performance.now() > impatient) {
      asked = true;
      signal(server.pid, "SIGQUIT");
    }
    await sleep(10);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone in the meantime, which is what the signal is for
  }
}

const options = (settings: Record<string, string | number>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

const maxLogBytes = 5_000_000;

/** Size of the log in bytes after moving one that has grown aside. */
function keepLogSmall(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < maxLogBytes) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("no free port on 127.0.0.1"));
      });
    });
  });
}
