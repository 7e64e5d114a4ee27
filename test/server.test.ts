import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.ts";
import type { Database } from "../src/db/client.ts";
import { createLogger } from "../src/logging.ts";
import { startServer } from "../src/server.ts";
import { createTestDatabase } from "./setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const logger = createLogger("silent");
const config = () => ({
  ...loadConfig({ DATABASE_URL: db.url, SECRET_KEY: "q3Zb8xkT0mV5yHcE7nRwPj2LdUaGs9FiB4oXtM6vKzA=" }),
  HOST: "127.0.0.1",
  PORT: 0,
});
const connections = async () => {
  const rows = await db.sql`
    select 1 from pg_stat_activity where datname = current_database() and application_name like 'qinpin%'`;
  return rows.length;
};

describe("the server", () => {
  it("is ready after its start and leaves no connection behind after its stop", async () => {
    const server = await startServer(config(), logger);
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
    await server.stop();
    await expect.poll(connections, { timeout: 5000 }).toBe(0);
  });

  it("closes everything again when it cannot start", async () => {
    const unfit = { ...config(), TELEGRAM_BOT_TOKEN: "no token" };
    await expect(startServer(unfit, logger)).rejects.toThrow("TELEGRAM_BOT_TOKEN");
    await expect.poll(connections, { timeout: 5000 }).toBe(0);
  });
});
