import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * A stamp that this very process has and a later one with the same PID has not: a hash of boot and start time.
 * Null = no such process (a zombie counts as gone). On Windows only "alive" can be told.
 */
export function stampOf(pid: number): string | null {
  if (process.platform === "linux") {
    const stat = readOrNull(`/proc/${pid}/stat`);
    if (stat === null) return null;
    // The name in parentheses may hold anything; state is the first field after it, start time the 20th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    return shortHash(`${readOrNull("/proc/sys/kernel/random/boot_id")} ${fields[19]}`);
  }
  if (process.platform === "win32") return isSignalable(pid) ? "alive" : null;
  const started = ps(pid, "lstart=");
  return started === "" ? null : shortHash(started);
}

/** Whether process `pid` was started with `argument` among its arguments. */
export function hasArgument(pid: number, argument: string): boolean {
  if (process.platform === "linux")
    return (readOrNull(`/proc/${pid}/cmdline`) ?? "").split("\0").includes(argument);
  if (process.platform === "win32") return isSignalable(pid);
  return ps(pid, "command=").includes(argument);
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync("/bin/ps", ["-ww", "-o", column, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return ""; // ps exits 1 when there is no such process
  }
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);
