import { z } from "zod";
import type { Sql } from "./client.ts";
import { enqueue } from "./outbox.ts";
import type { Vault } from "./vault.ts";

const Company = z.object({ id: z.string(), timeZone: z.string(), now: z.number() });

/** Every company with its time zone, and the clock's time, ms. */
export async function companiesNow(sql: Sql, clock: Date | null): Promise<z.infer<typeof Company>[]> {
  const rows = await sql`
    select id, time_zone as "timeZone",
      (extract(epoch from coalesce(${clock}::timestamptz, clock_timestamp())) * 1000)::float8 as now
    from companies order by id`;
  return rows.map((row) => Company.parse(row));
}

/** Queues the digest of a slot for the recruiters of a company; once, however often and by whomever it is called. */
export async function queueDigest(
  sql: Sql,
  vault: Vault,
  digest: { company: string; slot: string; now: number },
): Promise<"queued" | "there already"> {
  const { company, slot, now } = digest;
  const row = {
    company,
    lane: "r:digest",
    key: `digest:${slot}`,
    channel: "recruiters",
    conversationId: null,
    applicationId: null,
    bodySealed: vault.seal({ kind: "digest", slot }, `${company}:outbox`),
    tracked: false,
  };
  const result = await enqueue(sql, row, now);
  return result.count === 1 ? "queued" : "there already";
}
