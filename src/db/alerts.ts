import { z } from "zod";
import { Alert, alertChanges, alertKey } from "../core/digest/alerts.ts";
import type { Sql, Tx } from "./client.ts";
import { ownersOf, placeOf } from "./digest-audience.ts";
import { everybody, queueShowing, saveDigest } from "./digests.ts";
import type { Vault } from "./vault.ts";

const Open = z.object({ body: Alert });
const Silent = z.object({ job: z.string(), title: z.string() });

/** Alerts that were told and are not over. */
export async function openAlerts(sql: Sql | Tx, company: string): Promise<Alert[]> {
  const rows = await sql`
    select body from alerts where company_id = ${company} and ended_at is null order by began_at, key`;
  return rows.map((row) => Open.parse(row).body);
}

/**
 * Notes what holds now against what was told, and queues one message for what began and one for what is over: all of it
 * or nothing, and once, however many processes look at the same time. `atEnd` says what an alert has come to.
 */
export async function noteAlerts(
  tx: Tx,
  vault: Vault,
  company: string,
  { current, atEnd }: { current: readonly Alert[]; atEnd(alert: Alert): Alert },
  now: Date,
): Promise<void> {
  const { began, ended } = alertChanges(await openAlerts(tx, company), current);
  for (const alert of began) {
    const added = await tx`
      insert into alerts (company_id, key, began_at, body)
      values (${company}, ${alertKey(alert)}, ${now}, ${JSON.stringify(alert)}::text::jsonb)
      on conflict do nothing`;
    if (added.count === 1) await tell(tx, vault, company, { alert, phase: "began" }, now);
  }
  for (const told of ended) {
    const over = await tx`
      update alerts set ended_at = ${now}
      where company_id = ${company} and key = ${alertKey(told)} and ended_at is null`;
    if (over.count === 1) await tell(tx, vault, company, { alert: atEnd(told), phase: "ended" }, now);
  }
}

async function tell(
  tx: Tx,
  vault: Vault,
  company: string,
  body: { alert: Alert; phase: "began" | "ended" },
  now: Date,
): Promise<void> {
  const { alert, phase } = body;
  const audiences = alert.type === "job_silent" ? await ownersOf(tx, company, alert.job) : [everybody];
  for (const audience of audiences) {
    const id = `alert:${alertKey(alert)}:${phase}:${now.getTime()}:${audience}`;
    const digest = { id, kind: "alert" as const, audience, slot: alertKey(alert), body, madeAt: now };
    await saveDigest(tx, company, digest, []);
    await queueShowing(tx, vault, { company, id, key: id, place: placeOf(audience), now: now.getTime() });
  }
}

/** Open jobs that are older than `days` and to which nobody came since. */
export async function silentJobs(
  sql: Sql,
  company: string,
  days: number,
  now: Date,
): Promise<z.infer<typeof Silent>[]> {
  const since = sql`${now}::timestamptz - make_interval(days => ${days})`;
  const rows = await sql`
    select j.id as job, j.title from jobs j
    where j.company_id = ${company} and j.status = 'open' and not j.practice and j.created_at < ${since}
      and not exists (select 1 from touches t where t.company_id = j.company_id and t.job_id = j.id and t.at > ${since})
    order by j.id`;
  return rows.map((row) => Silent.parse(row));
}
