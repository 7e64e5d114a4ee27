import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { liveClaims } from "../../src/db/embedded/claims.ts";
import { placeIn } from "../../src/db/embedded/cluster.ts";
import { shutDown } from "../../src/db/embedded/postmaster.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's PostgreSQL server, and the migrated database that test databases are copies of. */
    server: { url: string; template: string };
  }
}

const prefix = "qinpin-test-";

/** One PostgreSQL for the whole run, outside the repository; gone with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  const server = await startEmbedded({ dataDir, durable: false, maxConnections: 300 });
  const teardown = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const template = "template_migrated";
    await createTemplate(server.url, template);
    project.provide("server", { url: server.url, template });
    return teardown;
  } catch (cause) {
    await teardown();
    throw cause;
  }
}

async function createTemplate(serverUrl: string, template: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(template)}`;
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
}

/** Ends and removes what a killed run left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const dir = join(tmpdir(), name);
    const age = Date.now() - (statSync(dir, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (!name.startsWith(prefix) || age < 60_000 || liveClaims(dir, "user").length > 0) continue;
    await shutDown(placeIn(dir));
    rmSync(dir, { recursive: true, force: true });
  }
}
