import { z } from "zod";
import { isReminder } from "../core/dialogue/reminders.ts";
import type { Tx } from "../db/client.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import { reopenRow, sentAs } from "../db/outbox-lane.ts";
import type { ConversationDeps } from "./types.ts";

const Said = z.object({
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).default([]),
});

/**
 * Bubbles that went out under `externalId` did not arrive: puts them back, with their words from the transcript. Returns
 * how many there were.
 */
export async function reopen(
  deps: ConversationDeps,
  tx: Tx,
  row: ConversationRow,
  externalId: string,
  options: { parked: boolean; now: number },
): Promise<number> {
  const { company, id } = row;
  if (!row.threadSealed) return 0;
  const lane = `c:${id}`;
  const keys = (await sentAs(tx, company, lane, externalId)).filter((key) => !isReminder(key));
  if (keys.length === 0) return 0;
  const lines = await tx<{ key: string; sealed: Uint8Array }[]>`
    select ref as key, body_sealed as sealed from messages
    where company_id = ${company} and conversation_id = ${id} and author <> 'candidate' and ref = any(${keys})
      and body_sealed is not null`;
  const threadId = deps.vault.open(row.threadSealed, `${company}:thread`);
  for (const { key, sealed } of lines) {
    const said = Said.parse(deps.vault.open(sealed, `${company}:messages`));
    const bodySealed = deps.vault.seal({ ...said, threadId, account: row.account }, `${company}:outbox`);
    await reopenRow(tx, { company, lane, key, bodySealed, parked: options.parked }, options.now);
  }
  return lines.length;
}
