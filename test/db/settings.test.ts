import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { digestTimes, ownSettings, setDigestTimes, setOwnSettings } from "../../src/db/company-settings.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const now = new Date("2026-11-24T02:00:00Z");

it("gives each company the defaults until it chooses, and then only that company its choice", async () => {
  const chosen = { matched: ["08:00"], week: { day: 5, time: "16:00" } };
  await db.transact((tx) => setDigestTimes(tx, "a", chosen, "console:boss", now));
  expect(await digestTimes(db.sql, "a")).toEqual(chosen);
  await db.transact((tx) => setDigestTimes(tx, "a", { matched: [], week: null }, "console:boss", now));
  expect(await digestTimes(db.sql, "a")).toEqual({ matched: [], week: null });
  expect((await digestTimes(db.sql, "b")).matched).toEqual(["09:30", "17:30"]);
});

it("keeps what a person chose for themselves", async () => {
  expect(await ownSettings(db.sql, "a", "console:li")).toEqual({ locale: null, digests: true });
  await setOwnSettings(db.sql, "a", "console:li", { locale: "en", digests: false }, now);
  expect(await ownSettings(db.sql, "a", "console:li")).toEqual({ locale: "en", digests: false });
  expect(await ownSettings(db.sql, "b", "console:li")).toEqual({ locale: null, digests: true });
});
