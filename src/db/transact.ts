import type { Sql, Tx } from "./client.ts";

/**
 * A transaction in as few round trips as its work needs: BEGIN travels with the first statement, and the statements
 * that `work` puts into `last` (in order, not started yet) travel together with the COMMIT. Resolves after the commit;
 * rejects, with everything rolled back, when `work`, a statement or the commit fails.
 */
export type Transact = <T>(work: (tx: Tx, last: PromiseLike<unknown>[]) => Promise<T>) => Promise<T>;

type Client = { sql: Sql; lost: boolean };

/** The database went away in the middle: nothing was committed, unless it was the answer to the COMMIT that got lost. */
class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
  readonly code = "CONNECTION_CLOSED";
}

/**
 * Transactions on up to `max` connections, each of a client of its own made by `connect` (which must tell when its
 * connection closed). Not `sql.begin` or `sql.reserve`: in postgres 3.4.9 these write to a connection that is gone, which
 * ends the process (its issues 1154, 1208), or go on inside another transaction after a reconnect (1216). A client
 * that failed is thrown away instead; the server rolls back when the connection closes.
 */
export function createTransactions(
  connect: (closed: () => void) => Sql,
  max: number,
): { transact: Transact; end(): Promise<void> } {
  const clients = new Set<Client>();
  const idle: Client[] = [];
  const waiting: (() => void)[] = [];

  const drop = (client: Client): void => {
    if (!clients.delete(client)) return;
    const at = idle.indexOf(client);
    if (at >= 0) idle.splice(at, 1);
    void client.sql.end({ timeout: 0 }).catch(() => {});
    waiting.shift()?.();
  };
  const add = (): Client => {
    const closed = () => {
      client.lost = true;
      drop(client);
    };
    const client: Client = { sql: connect(closed), lost: false };
    clients.add(client);
    return client;
  };
  const take = async (): Promise<Client> => {
    for (;;) {
      const client = idle.pop() ?? (clients.size < max ? add() : null);
      if (client) return client;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const give = (client: Client): void => {
    if (!clients.has(client)) return;
    idle.push(client);
    waiting.shift()?.();
  };

  return {
    async transact(work) {
      const client = await take();
      const { sql } = client;
      try {
        const begun = sql`begin`.execute();
        begun.catch(() => {});
        const last: PromiseLike<unknown>[] = [];
        const value = await work(sql, last);
        // A statement that failed turns the COMMIT behind it into a ROLLBACK, also when its error was swallowed.
        const commit = sql`commit`;
        await Promise.all([begun, ...last, commit]);
        if ((await commit).command !== "COMMIT")
          throw new Error("a statement failed, so the transaction was rolled back");
        give(client);
        return value;
      } catch (error) {
        const { lost } = client;
        drop(client);
        throw lost
          ? new ConnectionLost("the connection closed during a transaction", { cause: error })
          : error;
      }
    },
    async end() {
      await Promise.all([...clients].map(({ sql }) => sql.end({ timeout: 5 })));
    },
  };
}
