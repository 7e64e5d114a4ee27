import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { recruiters } from "./schema.ts";

export type RecruiterRow = typeof recruiters.$inferSelect;
export type NewRecruiter = {
  companyId: string;
  /** `slack:<team or *>:<user>` or `console:<name>`. */
  id: string;
  name: string;
  role: RecruiterRow["role"];
  addedBy: string;
};

/** Lists somebody, or changes name and role; one who was removed is back. */
export async function addRecruiter(orm: Orm, recruiter: NewRecruiter): Promise<RecruiterRow> {
  const { name, role, addedBy } = recruiter;
  const [row] = await orm
    .insert(recruiters)
    .values(recruiter)
    .onConflictDoUpdate({
      target: [recruiters.companyId, recruiters.id],
      set: { name, role, addedBy, removedAt: null },
    })
    .returning();
  if (!row) throw new Error("no answer to an insert: the database is misbehaving, see its log");
  return row;
}

/** Lists somebody who comes by themselves (SLACK_ADMINS); null = was removed before, and stays removed. */
export async function admitRecruiter(orm: Orm, recruiter: NewRecruiter): Promise<RecruiterRow | null> {
  if (!(await entryOf(orm, recruiter.companyId, recruiter.id)))
    await orm.insert(recruiters).values(recruiter).onConflictDoNothing();
  return await findRecruiter(orm, recruiter.companyId, recruiter.id);
}

/** Takes somebody's rights from now on; false = was not listed. */
export async function removeRecruiter(orm: Orm, companyId: string, id: string, now: Date): Promise<boolean> {
  const removed = await orm
    .update(recruiters)
    .set({ removedAt: now })
    .where(and(eq(recruiters.companyId, companyId), eq(recruiters.id, id), isNull(recruiters.removedAt)))
    .returning({ id: recruiters.id });
  return removed.length === 1;
}

/** Everybody who has rights now, by name. */
export async function listRecruiters(orm: Orm, companyId: string): Promise<RecruiterRow[]> {
  return await orm
    .select()
    .from(recruiters)
    .where(and(eq(recruiters.companyId, companyId), isNull(recruiters.removedAt)))
    .orderBy(recruiters.name, recruiters.id);
}

/** The person behind an id, if listed now. */
export async function findRecruiter(orm: Orm, companyId: string, id: string): Promise<RecruiterRow | null> {
  const row = await entryOf(orm, companyId, id);
  return row && row.removedAt === null ? row : null;
}

/**
 * The entry that speaks for an id, removed or not. Slack people may be listed for any workspace (`slack:*:U1`); an
 * entry for their own workspace goes before it.
 */
async function entryOf(orm: Orm, companyId: string, id: string): Promise<RecruiterRow | null> {
  const anywhere = id.replace(/^slack:[^:]+:/, "slack:*:");
  const [row] = await orm
    .select()
    .from(recruiters)
    .where(and(eq(recruiters.companyId, companyId), inArray(recruiters.id, [id, anywhere])))
    .orderBy(sql`${recruiters.id} = ${id} desc`)
    .limit(1);
  return row ?? null;
}
