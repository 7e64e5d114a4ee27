import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

/** What LinkedIn wants to know about the publisher of its feed; null = not said. */
export const FeedSettings = z
  .object({
    linkedinCompanyId: z
      .string()
      .regex(/^\d{1,20}$/, "a LinkedIn company id is a number")
      .nullable()
      .default(null),
    linkedinEmail: z.email("this is no e-mail address").max(200).nullable().default(null),
  })
  .prefault({});
export type FeedSettings = z.infer<typeof FeedSettings>;

/** Whether there is such a company. */
export const isCompany = async (sql: Sql | Tx, company: string): Promise<boolean> =>
  (await sql`select 1 from companies where id = ${company}`).length > 0;

/** The company's name and what its feeds say about it. */
export async function publisherOf(
  sql: Sql | Tx,
  company: string,
): Promise<{ name: string; feeds: FeedSettings }> {
  const [row] = await sql`
    select c.name, s.value from companies c
    left join company_settings s on s.company_id = c.id and s.key = 'feeds' where c.id = ${company}`;
  const { name, value } = z.object({ name: z.string(), value: z.unknown() }).parse(row);
  return { name, feeds: FeedSettings.parse(value ?? undefined) };
}

/** Sets what the company's feeds say about it. */
export const setFeedSettings = (
  tx: Sql | Tx,
  company: string,
  value: FeedSettings,
  by: string,
  now: Date,
) => tx`
  insert into company_settings (company_id, key, value, updated_by, updated_at)
  values (${company}, 'feeds', ${JSON.stringify(value)}::text::jsonb, ${by}, ${now})
  on conflict (company_id, key) do update
    set value = excluded.value, updated_by = excluded.updated_by, updated_at = excluded.updated_at`;
