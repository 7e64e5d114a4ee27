import { z } from "zod";
import type { Day } from "../core/calendar-days.ts";
import type { ChannelChanges, OpenAlert } from "../core/statistics/channel-changes.ts";
import type { Sql, Tx } from "./client.ts";
import { enqueue } from "./outbox.ts";
import type { Vault } from "./vault.ts";

const Check = z.object({
  company: z.string(),
  timeZone: z.string(),
  now: z.number(),
  checked: z.iso.date().nullable(),
});

/** Every company with the clock's time (ms) and the local day up to which its channels have been looked at. */
export async function channelChecks(sql: Sql, clock: Date | null): Promise<z.infer<typeof Check>[]> {
  const rows = await sql`
    select c.id as company, c.time_zone as "timeZone", k.checked_day::text as checked,
      (extract(epoch from coalesce(${clock}::timestamptz, clock_timestamp())) * 1000)::float8 as now
    from companies c left join channel_checks k on k.company_id = c.id order by c.id`;
  return rows.map((row) => Check.parse(row));
}

const Open = z.object({ channel: z.string(), beganOn: z.iso.date(), perDay: z.number() });

/** Falls that were told and go on. */
export async function openAlerts(sql: Sql, company: string): Promise<OpenAlert[]> {
  const rows = await sql`
    select channel, began_on::text as "beganOn", per_day as "perDay" from channel_alerts
    where company_id = ${company} and ended_on is null order by channel, began_on`;
  return rows.map((row) => Open.parse(row));
}

/** What is told about a channel, as it was found. */
export const ChannelAlert = z.object({
  channel: z.string(),
  change: z.enum(["began", "recovered", "settled"]),
  /** The day of the alarm or of its end. */
  day: z.iso.date(),
  observed: z.number(),
  expected: z.number(),
  days: z.int(),
  watched: z.int(),
  spacing: z.number().nullable(),
});
export type ChannelAlert = z.infer<typeof ChannelAlert>;

type Look = { company: string; checked: Day | null; until: Day; now: number; changes: ChannelChanges };

/**
 * Keeps what changed and queues its messages, in one transaction. Of several processes that looked at the same days the
 * first one wins; the others change nothing. Returns what was told.
 */
export async function tellChanges(tx: Tx, vault: Vault, look: Look): Promise<ChannelAlert[]> {
  const { company, checked, until, now, changes } = look;
  await tx`insert into channel_checks (company_id) values (${company}) on conflict do nothing`;
  const mine = await tx`
    update channel_checks set checked_day = ${until}::text::date
    where company_id = ${company} and checked_day is not distinct from ${checked}::text::date`;
  if (mine.count === 0) return [];
  const { watched, spacing } = changes;
  const told: ChannelAlert[] = [];
  for (const { channel, beganOn, date, how, observed, expected, days } of changes.ended) {
    await tx`
      update channel_alerts set ended_on = ${date}::text::date, ended = ${how}
      where company_id = ${company} and channel = ${channel} and began_on = ${beganOn}::text::date`;
    told.push({ channel, change: how, day: date, observed, expected, days, watched, spacing });
  }
  for (const { channel, date, perDay, observed, expected } of changes.began) {
    await tx`
      insert into channel_alerts (company_id, channel, began_on, per_day)
      values (${company}, ${channel}, ${date}::text::date, ${perDay})`;
    told.push({ channel, change: "began", day: date, observed, expected, days: 7, watched, spacing });
  }
  for (const alert of told) {
    const row = {
      company,
      lane: "r:alerts",
      key: `alert:${alert.channel}:${alert.change}:${alert.day}`,
      channel: "recruiters",
      conversationId: null,
      applicationId: null,
      bodySealed: vault.seal({ kind: "channel", alert }, `${company}:outbox`),
      tracked: false,
    };
    await enqueue(tx, row, now);
  }
  return told;
}
