import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { limits } from "./limits.ts";
import { Outcome, type Refusal } from "./outcome.ts";

/** What a process said about a file, or why it said nothing. */
export type Said = { said: Buffer } | { refused: Refusal };

/** Programs that read files, one after the other, each in a fresh process. */
export type Cell = (bytes: Uint8Array) => Promise<Said>;

export type CellOptions = {
  program: string;
  /** Of its processes; behind everybody else unless said otherwise. */
  priority?: number;
  /** The most it may answer, bytes. */
  mostSaid: number;
  /** Its libraries make functions from text, which a reader of documents never does. */
  evaluates?: boolean;
};

/** Reads files one after the other, each in a fresh process. */
export type Cage = { read: (bytes: Uint8Array) => Promise<Outcome> };

/**
 * A cage whose processes run `program`: no environment, no network (a name space of its own where the system allows it,
 * and in the program itself), no reading outside our code, no writing, no processes, lowest priority; killed when memory
 * or time run out. What its answer does not explain is "damaged".
 */
export function openCage({
  program = join(import.meta.dirname, "sandbox/main.ts"),
  priority,
}: {
  program?: string;
  priority?: number;
} = {}): Cage {
  const cell = openCell({
    program,
    mostSaid: limits.textChars * 6 + 4096,
    ...(priority === undefined ? {} : { priority }),
  });
  return {
    read: async (bytes) => {
      const heard = await cell(bytes);
      return "said" in heard ? answerOf(heard.said) : heard;
    },
  };
}

/** The same walls for a program that answers with bytes of its own. */
export function openCell(options: CellOptions): Cell {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let waitingBytes = 0;
  return (bytes) => {
    if (waiting >= limits.waiting || waitingBytes + bytes.length > limits.waitingBytes)
      return Promise.resolve({ refused: "busy" });
    waiting += 1;
    waitingBytes += bytes.length;
    const outcome = last
      .then(() => readOnce(options, bytes))
      .finally(() => {
        waiting -= 1;
        waitingBytes -= bytes.length;
      });
    last = outcome;
    return outcome;
  };
}

const root = join(import.meta.dirname, "../../..");

const noEvaluation = "--disallow-code-generation-from-strings";

/** Flags of the runtime: what the process may read, and that it may do nothing else. */
const runtime = [
  "--permission",
  `--allow-fs-read=${join(root, "src")}/*`,
  `--allow-fs-read=${join(root, "node_modules")}/*`,
  `--allow-fs-read=${join(root, "package.json")}`,
  noEvaluation,
  "--disable-proto=delete",
  "--no-warnings",
  "--v8-pool-size=1",
  `--max-old-space-size=${limits.heapMegabytes}`,
  "--max-semi-space-size=8",
];

/** Words before the program's own that take its network away; empty where the system does not allow it. */
const isolation = once(() => ifAllowed(["unshare", "--user", "--map-user=65534", "--net", "--"]));

/**
 * Words that make it run only where nobody else wants to: with a low priority alone a processor that reads files looks busy,
 * and those who answer people wait for the other ones. Empty where the system does not allow it.
 */
const idling = once(() => ifAllowed(["chrt", "--idle", "0"]));

function ifAllowed(words: string[]): string[] {
  const tried = spawnSync(words[0] ?? "", [...words.slice(1), "true"], {
    stdio: "ignore",
    timeout: 2000,
    env: bare,
  });
  return tried.status === 0 ? words : [];
}

/** Nothing of ours: `unshare` is looked up in the system's own folders. */
const bare = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", UV_THREADPOOL_SIZE: "1" };

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

async function readOnce(options: CellOptions, bytes: Uint8Array): Promise<Said> {
  const { program, priority, mostSaid, evaluates } = options;
  const flags = evaluates ? runtime.filter((flag) => flag !== noEvaluation) : runtime;
  const behind = priority === undefined ? idling() : [];
  const words = [
    ...isolation(),
    ...behind,
    process.execPath,
    ...flags,
    `--allow-fs-read=${program}`,
    program,
  ];
  const child = spawn(words[0] ?? process.execPath, words.slice(1), {
    cwd: "/",
    env: bare,
    stdio: ["pipe", "pipe", "ignore"],
  });
  quieten(child, priority ?? constants.priority.PRIORITY_LOW);
  const guard = watch(child, behind.length > 0);
  try {
    const said = await talk(child, bytes, mostSaid);
    return guard.broken() ?? { said };
  } finally {
    guard.stop();
    child.kill("SIGKILL");
  }
}

/** Ours answers people; a file can wait. */
function quieten(child: ChildProcess, priority: number): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, priority);
  } catch {
    // It ended already, or the system forbids it.
  }
}

type Broken = { refused: Refusal };

/** Gives a process that runs behind everybody its small share after all: on a busy machine it would wait for ever. */
function share(child: ChildProcess): void {
  const words = ["--other", "--pid", "0", String(child.pid)];
  spawn("chrt", words, { stdio: "ignore", env: bare }).on("error", () => undefined);
}

/** Kills the process when it takes too long or too much, and remembers which. `behind` = it runs behind everybody. */
function watch(child: ChildProcess, behind: boolean): { broken: () => Broken | undefined; stop: () => void } {
  let why: Broken | undefined;
  const kill = (reason: Broken) => {
    why ??= reason;
    child.kill("SIGKILL");
  };
  const began = performance.now();
  const meter = meterOf(child.pid);
  let patient = behind;
  const round = setInterval(() => {
    const { bytes, milliseconds } = meter.read();
    const passed = performance.now() - began;
    if (patient && passed > limits.patientMilliseconds) {
      patient = false;
      share(child);
    }
    if (bytes !== undefined && bytes > limits.residentBytes) kill({ refused: "too_much" });
    if (passed > (milliseconds === undefined ? limits.blindMilliseconds : limits.milliseconds))
      kill({ refused: "too_slow" });
    if ((milliseconds ?? 0) > limits.processorMilliseconds) kill({ refused: "too_slow" });
  }, 15);
  return {
    broken: () => why,
    stop: () => {
      clearInterval(round);
      meter.close();
    },
  };
}

type Meter = { read: () => { bytes?: number; milliseconds?: number }; close: () => void };

/**
 * Tells what a process has used so far; nothing where the system does not tell: there the limits inside it must do. One
 * small buffer for all looks: reading such a file as a whole takes 128 KB each time, at 66 looks a second.
 */
function meterOf(pid: number | undefined): Meter {
  const blind = { read: () => ({}), close: () => undefined };
  if (process.platform !== "linux" || pid === undefined) return blind;
  try {
    const file = openSync(`/proc/${pid}/stat`, "r");
    const buffer = Buffer.alloc(1024);
    return { read: () => usageIn(buffer, file), close: () => closeSync(file) };
  } catch {
    return blind;
  }
}

function usageIn(buffer: Buffer, file: number): ReturnType<Meter["read"]> {
  try {
    const words = buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0));
    // After the name in brackets: field 12 and 13 are ticks of 10 ms in the program and for it, field 22 pages of 4 KB.
    const fields = words.split(") ").at(-1)?.split(" ") ?? [];
    return {
      bytes: Number(fields[21]) * 4096,
      milliseconds: (Number(fields[11]) + Number(fields[12])) * 10,
    };
  } catch {
    // It ended.
    return {};
  }
}

/** Gives the file in and takes the answer out; a process that talks too much is stopped. */
function talk(child: ChildProcess, bytes: Uint8Array, most: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout?.on("data", (part: Buffer) => {
      size += part.length;
      if (size > most) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.once("error", () => resolve(Buffer.alloc(0)));
    child.once("close", () => resolve(Buffer.concat(parts)));
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(bytes);
  });
}

function answerOf(said: Buffer): Outcome {
  try {
    const outcome = Outcome.parse(JSON.parse(said.toString("utf8")));
    return "text" in outcome && outcome.text.length > limits.textChars ? { refused: "too_much" } : outcome;
  } catch {
    return { refused: "damaged" };
  }
}
