import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { isTransient } from "../../src/db/transient.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.sql`create table kept (word text primary key)`;
});
afterAll(() => db.close());
beforeEach(() => db.sql`truncate kept`);

const words = async () =>
  (await db.sql<{ word: string }[]>`select word from kept order by word`).map((row) => row.word);

describe("a transaction", () => {
  it("keeps what its work did and what travels with its commit", async () => {
    const value = await db.transact(async (tx, last) => {
      await tx`insert into kept values ('work')`;
      last.push(tx`insert into kept values ('last')`);
      return 7;
    });
    expect(value).toBe(7);
    expect(await words()).toEqual(["last", "work"]);
  });

  it("keeps nothing when its work, a statement of it or one beside the commit fails", async () => {
    const failing = [
      db.transact(async (tx) => {
        await tx`insert into kept values ('a')`;
        throw new Error("changed our mind");
      }),
      db.transact(async (tx) => {
        await tx`insert into kept values ('b')`;
        await tx`insert into kept values ('b')`;
      }),
      db.transact(async (tx, last) => {
        await tx`insert into kept values ('c')`;
        last.push(tx`insert into kept values ('c')`);
      }),
      db.transact(async (tx) => {
        await tx`insert into kept values ('d')`;
        await tx`insert into kept values ('d')`.catch(() => {});
      }),
    ];
    const outcomes = await Promise.allSettled(failing);
    expect(outcomes.map(({ status }) => status)).toEqual(failing.map(() => "rejected"));
    expect(await words()).toEqual([]);
  });

  it("keeps nothing of one whose connection was cut, says that it may be tried again, and the next one works", async () => {
    const cut = db.transact(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await tx`insert into kept values ('before')`;
      await db.sql`select pg_terminate_backend(${row?.pid ?? 0})`;
      // Must not run by itself on a connection that follows.
      await tx`insert into kept values ('after')`;
    });
    await expect(cut).rejects.toSatisfy(isTransient);
    await db.transact((tx) => tx`insert into kept values ('next')`);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await words()).toEqual(["next"]);
  });

  it("waits its turn when all connections are taken, also behind ones that fail", async () => {
    const names = Array.from({ length: 40 }, (_, n) => `w${String(n).padStart(2, "0")}`);
    await Promise.allSettled(
      names.map((name, n) =>
        db.transact(async (tx) => {
          await tx`insert into kept values (${name})`;
          if (n % 4 === 0) throw new Error("every fourth");
        }),
      ),
    );
    expect(await words()).toEqual(names.filter((_, n) => n % 4 !== 0));
  });
});
