import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stampOf } from "./processes.ts";

/**
 * Who uses a data directory, as empty files named `<kind>.<pid>.<stamp of the process>.<random>`. A claim counts as
 * long as that very process lives: a killed one leaves nothing to clean up by hand, a recycled PID has another stamp,
 * and since names never repeat anybody may remove a dead claim at any time.
 * server = the one `npm start`; starting = whoever starts or stops the database right now; user = needs it running.
 */
export type ClaimKind = "server" | "starting" | "user";

export type Claim = { release(): void };

/**
 * Takes a claim that only one may hold; after `waitMs` of trying tells who holds it.
 * Everyone writes first and looks second, so of two contenders at least one sees the other; both then step back.
 */
export async function claimAlone(
  dir: string,
  kind: ClaimKind,
  waitMs: number,
): Promise<{ claim: Claim } | { heldBy: number }> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    let [holder] = liveClaims(dir, kind);
    if (holder === undefined) {
      const claim = claimShared(dir, kind);
      holder = liveClaims(dir, kind, claim.name)[0];
      if (holder === undefined) return { claim };
      claim.release();
    }
    if (performance.now() > deadline) return { heldBy: holder };
    await sleep(5 + Math.random() * 40);
  }
}

/** Takes a claim that many may hold. */
export function claimShared(dir: string, kind: ClaimKind): Claim & { name: string } {
  const folder = claimsIn(dir);
  const name = `${kind}.${process.pid}.${stampOf(process.pid)}.${randomBytes(6).toString("hex")}`;
  writeFileSync(join(folder, name), "", { flag: "wx" });
  return { name, release: () => rmSync(join(folder, name), { force: true }) };
}

/** PIDs that hold claims of this kind, `except` aside; claims of dead processes are swept. */
export function liveClaims(dir: string, kind: ClaimKind, except?: string): number[] {
  const folder = claimsIn(dir);
  return readdirSync(folder).flatMap((name) => {
    const [itsKind, pid, stamp] = name.split(".");
    if (itsKind !== kind || name === except) return [];
    if (stampOf(Number(pid)) === stamp) return [Number(pid)];
    rmSync(join(folder, name), { force: true });
    return [];
  });
}

function claimsIn(dir: string): string {
  const folder = join(dir, "claims");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
