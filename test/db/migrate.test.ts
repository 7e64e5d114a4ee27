import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { migrationState } from "../../src/db/migrate.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

describe("migrationState", () => {
  it("is current in a fresh copy of the template", async () => {
    expect(await migrationState(db.sql)).toBe("current");
  });
});
