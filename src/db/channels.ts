import { z } from "zod";
import type { Fragment, Sql, Tx } from "./client.ts";

/** Channels of a company's links, touches and spend. */
export async function ownChannelIds(sql: Sql | Tx, company: string): Promise<string[]> {
  const rows = await sql`
    select channel as id from (${channelsOf(sql, company, "touches")}) t
    union select channel from (${channelsOf(sql, company, "spend")}) s
    union select source from tracking_links where company_id = ${company} order by 1`;
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}

/** The channels of a table, each by one look at its index instead of by all rows: PostgreSQL has no loose scan. */
export const channelsOf = (sql: Sql | Tx, company: string, table: "touches" | "spend"): Fragment => sql`
  with recursive c as (
    (select channel from ${sql(table)} where company_id = ${company} order by channel limit 1)
    union all
    select (select n.channel from ${sql(table)} n where n.company_id = ${company} and n.channel > c.channel
      order by n.channel limit 1) from c where c.channel is not null
  )
  select channel from c where channel is not null`;
