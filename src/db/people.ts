import { z } from "zod";
import { Role } from "../core/rights.ts";
import type { Tx } from "./client.ts";

const Listed = z.object({ id: z.string(), name: z.string(), role: Role, removed: z.boolean() });
export type Listed = z.infer<typeof Listed>;

/** Everybody who is or was on the list, locked until the transaction ends: two changes of rights never cross. */
export async function lockPeople(tx: Tx, company: string): Promise<Listed[]> {
  const rows = await tx`
    select id, name, role, removed_at is not null as removed from recruiters where company_id = ${company}
    order by id for update`;
  return rows.map((row) => Listed.parse(row));
}

/** Lists somebody, or changes name and role; one who was removed is back. */
export const putPerson = (tx: Tx, company: string, person: Omit<Listed, "removed">, by: string) => tx`
  insert into recruiters (company_id, id, name, role, added_by)
  values (${company}, ${person.id}, ${person.name}, ${person.role}, ${by})
  on conflict (company_id, id) do update
    set name = excluded.name, role = excluded.role, added_by = excluded.added_by, removed_at = null`;

/** Takes somebody's rights from now on. */
export const dropPerson = (tx: Tx, company: string, id: string, now: Date) => tx`
  update recruiters set removed_at = ${now} where company_id = ${company} and id = ${id} and removed_at is null`;
