import type { Sql, Tx } from "./client.ts";

/**
 * A transaction in as few round trips as its work needs: BEGIN travels with the first statement, and the statements
 * that `work` puts into `last` (in order, not started yet) travel together with the COMMIT. Resolves after the commit;
 * rejects, with everything rolled back, when `work`, a statement or the commit fails.
 */
export async function transact<T>(
  sql: Sql,
  work: (tx: Tx, last: PromiseLike<unknown>[]) => Promise<T>,
): Promise<T> {
  const tx = await sql.reserve();
  try {
    const begun = tx`begin`.execute();
    begun.catch(() => {});
    const last: PromiseLike<unknown>[] = [];
    const value = await work(tx, last);
    // A statement that fails turns the COMMIT behind it into a ROLLBACK, and this rejects with its error.
    await Promise.all([begun, ...last, tx`commit`]);
    tx.release();
    return value;
  } catch (error) {
    // A connection that cannot even roll back is gone; the pool has dropped it already.
    await tx`rollback`.then(
      () => tx.release(),
      () => {},
    );
    throw error;
  }
}
