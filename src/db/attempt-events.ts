import { z } from "zod";
import type { DialogueEvent, Pins } from "../core/dialogue/event.ts";
import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

const Row = z.object({ id: z.uuid(), pins: z.record(z.string(), z.string()) });
const Event = z.object({ bodySealed: z.instanceof(Uint8Array) });

/** The conversation an assessment was computed from: what it is pinned to and all that happened; null = words are gone. */
export async function attemptEvents(
  sql: Sql,
  vault: Vault,
  company: string,
  assessmentId: string,
): Promise<{ conversationId: string; pins: Pins; events: DialogueEvent[] } | null> {
  const [row] = await sql`
    select v.id, v.pins from assessments s
    join conversations v on v.company_id = s.company_id and v.id = s.conversation_id and v.erased_at is null
    where s.company_id = ${company} and s.id = ${assessmentId}`;
  if (!row) return null;
  const { id, pins } = Row.parse(row);
  const rows = await sql`
    select body_sealed as "bodySealed" from conversation_events
    where company_id = ${company} and conversation_id = ${id} and body_sealed is not null order by seq`;
  // Our own words from our own table, authenticated by the vault.
  const events = rows.map(
    (one) => vault.open(Event.parse(one).bodySealed, `${company}:events`) as DialogueEvent,
  );
  return { conversationId: id, pins, events };
}
