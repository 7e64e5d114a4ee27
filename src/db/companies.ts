import type { Orm } from "./client.ts";
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
