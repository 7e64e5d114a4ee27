import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

/** Channels of a company's links, touches and spend. */
export async function ownChannelIds(sql: Sql | Tx, company: string): Promise<string[]> {
  const rows = await sql`
    select channel as id from touches where company_id = ${company}
    union select channel from spend where company_id = ${company}
    union select source from tracking_links where company_id = ${company} order by 1`;
  return rows.map((row) => z.object({ id: z.string() }).parse(row).id);
}
