import { z } from "zod";
import type { Orm, Sql, Tx } from "./client.ts";
import { companies } from "./schema.ts";

/** The company of an installation with one shop; unknown codes and organic contacts belong to it. */
export const defaultCompany = "shop";

/** Sees to it that the company is there; its name and time zone stay as they are if it is. */
export async function ensureCompany(
  orm: Orm,
  company: { id: string; name: string; timeZone?: string },
): Promise<void> {
  await orm.insert(companies).values(company).onConflictDoNothing();
}

/** The time zone a company lives in. */
export async function companyTimeZone(sql: Sql | Tx, company: string): Promise<string> {
  const [row] = await sql`select time_zone as "timeZone" from companies where id = ${company}`;
  return z.object({ timeZone: z.string() }).parse(row).timeZone;
}
