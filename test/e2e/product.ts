import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The product as people start it: its own process, known only by what it prints and answers. */
export type Product = {
  /** Where it listens, without trailing slash. */
  address: string;
  /** The one-time link into the console that it printed; null when recruiters are in Slack. */
  consoleLink: string | null;
  pid: number;
  /** Log lines of level error and worse. */
  errors(): string[];
  /** Sends the signal and resolves with the exit code, null when a signal ended it. Asking again is fine. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** How a start that came to nothing ended. */
export type Refused = { code: number | null; said: string; ms: number };

type Env = Record<string, string>;
type Running = { child: ChildProcess; said: () => string; logged: () => string; gone: Promise<unknown> };

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
/** The first start makes a database; machines that run tests are busy. */
const patienceMs = 60_000;

/** Starts the product and waits until it listens. Throws with what it printed when it refuses. */
export async function startProduct(env: Env): Promise<Product> {
  const { child, said, logged, gone } = run(env);
  const address = await heard(() => /http:\/\/[\d.]+:\d+/.exec(said())?.[0], child, gone);
  if (address === undefined) {
    child.kill("SIGKILL");
    throw new Error(`the product did not start: ${said()}`);
  }
  return {
    address,
    // The greeting is one write per line, the console's comes second.
    consoleLink: env.SLACK_BOT_TOKEN
      ? null
      : ((await heard(() => /http:\S+token=\S+/.exec(said())?.[0], child, gone)) ?? null),
    pid: child.pid ?? 0,
    errors: () =>
      logged()
        .split("\n")
        .filter((line) => /"level":"(error|fatal)"/.test(line)),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

/** Starts the product where it must not start. Throws when it listens all the same. */
export async function refusedStart(env: Env): Promise<Refused> {
  const began = performance.now();
  const { child, said, gone } = run(env);
  const address = await heard(() => /Web chat/.exec(said())?.[0], child, gone);
  const ms = performance.now() - began;
  if (address !== undefined || child.exitCode === null) {
    child.kill("SIGKILL");
    throw new Error("the product started, or hangs, although it should refuse");
  }
  return { code: child.exitCode, said: said(), ms };
}

function run(env: Env): Running {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child = spawn(process.execPath, [main], {
    stdio: ["ignore", "pipe", "pipe"],
    // Nothing of the machine's own configuration gets in.
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), PORT: "0", LOG_LEVEL: "info", ...env },
  });
  let said = "";
  let logged = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  child.stdout?.on("data", (chunk: Buffer) => {
    logged += chunk.toString("utf8");
  });
  return { child, said: () => said, logged: () => logged, gone: once(child, "close") };
}

/** What `find` finds in the output as soon as it does; undefined = the process ended, or patience did. */
async function heard(
  find: () => string | undefined,
  child: ChildProcess,
  gone: Promise<unknown>,
): Promise<string | undefined> {
  const late = AbortSignal.timeout(patienceMs);
  while (find() === undefined && child.exitCode === null && child.signalCode === null && !late.aborted)
    await Promise.race([once(child.stderr ?? child, "data", { signal: late }).catch(() => {}), gone]);
  return find();
}
