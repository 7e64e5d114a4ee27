import { DigestTimes, OwnSettings } from "../core/digest/times.ts";
import type { Sql, Tx } from "./client.ts";

/** When a company gets its digests: what was chosen, else the defaults. */
export async function digestTimes(sql: Sql | Tx, company: string): Promise<DigestTimes> {
  const [row] =
    await sql`select value from company_settings where company_id = ${company} and key = 'digests'`;
  return DigestTimes.parse(row?.value);
}

/** Sets when a company gets its digests. */
export function setDigestTimes(tx: Tx, company: string, times: DigestTimes, by: string, now: Date) {
  return tx`
    insert into company_settings (company_id, key, value, updated_by, updated_at)
    values (${company}, 'digests', ${JSON.stringify(times)}::text::jsonb, ${by}, ${now})
    on conflict (company_id, key) do update
      set value = excluded.value, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
}

/** What a person chose for themselves, else the defaults. */
export async function ownSettings(sql: Sql | Tx, company: string, recruiterId: string): Promise<OwnSettings> {
  const [row] = await sql`
    select locale, digests from recruiter_settings where company_id = ${company} and recruiter_id = ${recruiterId}`;
  return OwnSettings.parse(row);
}

/** Sets what a person chose for themselves. */
export function setOwnSettings(
  tx: Sql | Tx,
  company: string,
  recruiterId: string,
  own: OwnSettings,
  now: Date,
) {
  return tx`
    insert into recruiter_settings (company_id, recruiter_id, locale, digests, updated_at)
    values (${company}, ${recruiterId}, ${own.locale}, ${own.digests}, ${now})
    on conflict (company_id, recruiter_id) do update
      set locale = excluded.locale, digests = excluded.digests, updated_at = excluded.updated_at`;
}
