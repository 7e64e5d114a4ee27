import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { claimAlone, claimShared, liveClaims } from "../../../src/db/embedded/claims.ts";

/** What another process does between our look and our own claim. */
let meanwhile: () => void = () => {};
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    writeFileSync: (...args: Parameters<typeof fs.writeFileSync>) => {
      meanwhile();
      fs.writeFileSync(...args);
    },
  };
});

const folders: string[] = [];
afterEach(() => {
  meanwhile = () => {};
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "qinpin-claims-"));
  folders.push(path);
  return path;
}

describe("claims", () => {
  it("of this very process exclude each other too", async () => {
    const dataDir = folder();
    const first = await claimAlone(dataDir, "server", 0);
    expect(await claimAlone(dataDir, "server", 0)).toEqual({ heldBy: process.pid });
    if ("claim" in first) first.claim.release();
    expect(await claimAlone(dataDir, "server", 0)).toHaveProperty("claim");
  });

  it("let one in at a time, however many try", async () => {
    const dataDir = folder();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const turn = await claimAlone(dataDir, "starting", 20_000);
        if ("heldBy" in turn) throw new Error("never came in");
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 3));
        inside--;
        turn.claim.release();
      }),
    );
    expect(most).toBe(1);
  });

  it("notice one that came between looking and claiming, and step back from it", async () => {
    const dataDir = folder();
    meanwhile = () => {
      meanwhile = () => {};
      claimShared(dataDir, "server");
    };
    expect(await claimAlone(dataDir, "server", 0)).toEqual({ heldBy: process.pid });
    expect(readdirSync(join(dataDir, "claims"))).toHaveLength(1);
  });

  it("of dead processes are swept", () => {
    const dataDir = folder();
    claimShared(dataDir, "user").release();
    writeFileSync(join(dataDir, "claims", "user.4194304.000000000000.aaaa"), "");
    expect(liveClaims(dataDir, "user")).toEqual([]);
    expect(readdirSync(join(dataDir, "claims"))).toEqual([]);
  });
});
