import type { Sql } from "./client.ts";

/** An address that a platform made for us; `code` "" = the one that holds for every tracking code. */
export type CarrierKey = { company: string; channel: string; account: string; code: string };

/** The address noted for this, null when none was made yet. */
export async function notedAddress(sql: Sql, k: CarrierKey): Promise<string | null> {
  const [row] = await sql<{ address: string }[]>`
    select address from carrier_addresses where company_id = ${k.company} and channel = ${k.channel}
      and account = ${k.account} and code = ${k.code}`;
  return row?.address ?? null;
}

/** The address noted for this, else the one `make` brings, which is then noted: a platform makes only so many. */
export async function carrierAddress(sql: Sql, k: CarrierKey, make: () => Promise<string>): Promise<string> {
  const noted = await notedAddress(sql, k);
  if (noted !== null) return noted;
  const address = await make();
  await sql`
    insert into carrier_addresses (company_id, channel, account, code, address)
    values (${k.company}, ${k.channel}, ${k.account}, ${k.code}, ${address}) on conflict do nothing`;
  // Somebody else may have been faster; everybody shows the same one.
  return (await notedAddress(sql, k)) ?? address;
}
