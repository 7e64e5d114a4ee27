import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The run's PostgreSQL server, and the migrated database that test databases are copies of. */
    server: { url: string; template: string };
  }
}

/** One PostgreSQL for the whole run, outside the repository; gone with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "qinpin-test-"));
  const server = await startEmbedded({ dataDir, durable: false, maxConnections: 300 });
  const template = "template_migrated";
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(template)}`;
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  await migrate(url.href);
  project.provide("server", { url: server.url, template });
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
