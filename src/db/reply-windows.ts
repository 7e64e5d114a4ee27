import { Windows } from "../core/allowance.ts";
import type { Database, Tx } from "./client.ts";

/** Opens windows of a conversation: each kind replaces the one that was there, the other stays. */
export function openWindows(
  tx: Tx,
  company: string,
  conversationId: string,
  windows: Windows,
  now: number,
): PromiseLike<unknown> {
  return tx`
    insert into reply_windows (company_id, conversation_id, windows, updated_at)
    values (${company}, ${conversationId}, ${tx.json(windows)}, ${new Date(now)})
    on conflict (company_id, conversation_id) do update
      set windows = reply_windows.windows || excluded.windows, updated_at = excluded.updated_at`;
}

/** The windows of a conversation as they stand. */
export async function readWindows(tx: Tx, company: string, conversationId: string): Promise<Windows> {
  const [row] = await tx<{ windows: unknown }[]>`
    select windows from reply_windows where company_id = ${company} and conversation_id = ${conversationId}`;
  return row ? Windows.parse(row.windows) : {};
}

/** Changes the windows of a conversation under a lock; returns what there is now. `now` is the clock, ms. */
export async function changeWindows(
  db: Database,
  of: { company: string; conversationId: string },
  clock: Date | null,
  change: (windows: Windows, now: number) => Windows,
): Promise<Windows> {
  return await db.transact(async (tx) => {
    const [row] = await tx<{ windows: unknown; now: number }[]>`
      select windows, (extract(epoch from coalesce(${clock}::timestamptz, clock_timestamp())) * 1000)::float8 as now
      from reply_windows where company_id = ${of.company} and conversation_id = ${of.conversationId} for update`;
    if (!row) return {};
    const next = change(Windows.parse(row.windows), Math.floor(row.now));
    await tx`
      update reply_windows set windows = ${tx.json(next)}
      where company_id = ${of.company} and conversation_id = ${of.conversationId}`;
    return next;
  });
}
