import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { liveClaims } from "../../src/db/embedded/claims.ts";
import { placeIn } from "../../src/db/embedded/cluster.ts";
import { runningPostmaster, shutDown } from "../../src/db/embedded/postmaster.ts";
import { type Embedded, startEmbedded } from "../../src/db/embedded.ts";

const program = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), "qinpin-test-"));
afterAll(async () => {
  await shutDown(placeIn(dataDir));
  rmSync(dataDir, { recursive: true, force: true });
});

type Outcome = { code: number | null; out: string; err: string };

/** Runs the command as an operator would, in a clean environment. */
function cli(args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env: { DATA_DIR: dataDir, ...env } });
    const outcome: Outcome = { code: null, out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.err += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ ...outcome, code }));
  });
}

describe("cli on an empty DATA_DIR, without a server", () => {
  it("seeds the sample, shows link and QR code, and leaves no database running", async () => {
    const { code, out, err } = await cli(["seed"]);
    expect({ code, err }).toEqual({
      code: 0,
      err: "PUBLIC_URL is not set: the web link works on this machine only\n",
    });
    expect(out).toMatch(/job job-sample "电商客服（晚班）" is there, open/);
    expect(out).toMatch(/web {7}http:\/\/127\.0\.0\.1:3000\/c\/[A-Za-z0-9_-]{16}\n/);
    expect(out).toMatch(/█/);
    expect(runningPostmaster(placeIn(dataDir))).toBeNull();
    expect(readdirSync(join(dataDir, "claims"))).toEqual([]);
  });
});

describe("cli beside a running server", () => {
  let server: Embedded;
  beforeAll(async () => {
    server = await startEmbedded({ dataDir, durable: false });
  });
  afterAll(() => server.stop());

  it("seeds only once: the same job and the same link", async () => {
    const first = await cli(["seed"]);
    const second = await cli(["seed"]);
    expect(second.out).toBe(first.out);
    expect((await cli(["job", "list"])).out.trim().split("\n")).toHaveLength(1);
    expect(liveClaims(dataDir, "server")).toEqual([process.pid]);
  });

  it("refuses another key than the one the database was set up with", async () => {
    const other = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * i * 37 + 11 * i + 200) % 256));
    const { code, err } = await cli(["job", "list"], { SECRET_KEY: other.toString("base64") });
    expect(code).toBe(1);
    expect(err).toMatch(/SECRET_KEY \(fingerprint [0-9a-f]{8}\) is not the key/);
  });
});

describe("cli, typed wrongly", () => {
  it("lists the commands and exits with 2 for one that does not exist", async () => {
    const { code, out, err } = await cli(["nonsense"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    for (const name of ["migrate", "seed", "recruiter", "job", "link", "slack-manifest"])
      expect(err).toMatch(new RegExp(`^ {2}${name} +\\S`, "m"));
  });

  it("names each wrong variable of the configuration and exits with 1", async () => {
    const { code, err } = await cli(["job", "list"], { PORT: "http", TELEGRAM_TOKEN: "x" });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT is not a port.*\n.*TELEGRAM_TOKEN is not known/);
  });

  it("says what to do when DATA_DIR cannot be made", async () => {
    const { code, err } = await cli(["job", "list"], { DATA_DIR: join(program, "data") });
    expect(code).toBe(1);
    expect(err).toMatch(/^job: DATA_DIR .* cannot be made \(ENOTDIR\): name a folder/);
  });
});
