import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema.ts";
import { createTransactions, type Transact } from "./transact.ts";

/** Raw tagged-template SQL (prepared, pipelined): the hot path. */
export type Sql = postgres.Sql;
/** The same inside a transaction. */
export type Tx = postgres.ISql;
/** A piece of a statement with its parameters. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;
export type Orm = PostgresJsDatabase<typeof schema>;

/** One PostgreSQL. `orm` has clients of its own, because drizzle changes the serializers of the client it is given. */
export type Database = { sql: Sql; transact: Transact; orm: Orm; url: string; close(): Promise<void> };

/**
 * Opens pools on `url`; nothing is connected until the first query. `max` connections for single statements and
 * transactions, half each, and a quarter of `max` for `orm`.
 */
export function openDatabase(url: string, options: { max?: number; name?: string } = {}): Database {
  const max = options.max ?? 10;
  const common = {
    onnotice: () => {},
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: options.name ?? "qinpin" },
  };
  const hot = {
    ...common,
    // The hot statements are the same all day: planning them anew each time costs more than running them.
    // A question about numbers sorts up to some hundred thousand rows; with the server's usual 4 MB it does so on disk.
    connection: { ...common.connection, plan_cache_mode: "force_generic_plan", work_mem: "32MB" },
  };
  const half = Math.max(2, Math.ceil(max / 2));
  const sql = postgres(url, { ...hot, max: half });
  // Whatever was queued for a transaction must not run on the connection that follows: that one waits until we gave it up.
  const alone = { ...hot, max: 1, max_lifetime: null, backoff: () => 1 };
  const transactions = createTransactions((onclose) => postgres(url, { ...alone, onclose }), half);
  const ormClient = postgres(url, { ...common, max: Math.max(2, Math.ceil(max / 4)) });
  return {
    sql,
    transact: transactions.transact,
    orm: drizzle(ormClient, { schema }),
    url,
    close: async () => {
      await Promise.all([sql.end({ timeout: 5 }), transactions.end(), ormClient.end({ timeout: 5 })]);
    },
  };
}
