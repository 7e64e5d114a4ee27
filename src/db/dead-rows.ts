import { personTables } from "../core/privacy/tables.ts";
import type { Sql } from "./client.ts";

/**
 * Frees the space of what was deleted or emptied in the tables that hold people, so that nothing can read it any more
 * and new rows are written over it. PostgreSQL itself does so only where a fifth of a table has changed, which a single
 * erasure never is. What a disk may keep after that is sealed.
 */
export async function clearDeadRows(sql: Sql): Promise<void> {
  await sql`vacuum (skip_locked) ${sql(personTables.map(({ name }) => name))}`;
}
