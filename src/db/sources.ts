import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

const Sources = z.object({
  first: z.string().nullable(),
  last: z.string().nullable(),
  mail: z.string().nullable(),
});
/** Recruiting channels a candidate is known to have come by; each kept apart, null = not known. */
export type Sources = z.infer<typeof Sources>;

/** First and last touch of the person, whatever the job, and what the mail with the résumé says of this application. */
export async function sourcesOf(sql: Sql | Tx, company: string, applicationId: string): Promise<Sources> {
  const touch = (order: "asc" | "desc") => sql`
    (select t.channel from touches t where t.company_id = a.company_id and t.candidate_id = a.candidate_id
     order by t.at ${order === "asc" ? sql`asc` : sql`desc`}, t.channel limit 1)`;
  const [row] = await sql`
    select ${touch("asc")} as first, ${touch("desc")} as last, m.channel as mail
    from applications a
    left join mail_sources m on m.company_id = a.company_id and m.application_id = a.id
    where a.company_id = ${company} and a.id = ${applicationId}`;
  return row ? Sources.parse(row) : { first: null, last: null, mail: null };
}

/** Keeps the channel that a résumé's mail names; a later mail replaces it. First and last touch stay as they are. */
export function noteMailSource(
  tx: Sql | Tx,
  company: string,
  applicationId: string,
  channel: string,
  at: Date,
) {
  return tx`
    insert into mail_sources (company_id, application_id, channel, at)
    values (${company}, ${applicationId}, ${channel}, ${at})
    on conflict (company_id, application_id) do update set channel = excluded.channel, at = excluded.at
    where mail_sources.at <= excluded.at`;
}
