import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Locale } from "../core/locale.ts";
import { Role } from "../core/rights.ts";
import type { Sql } from "./client.ts";

const sessionHours = 12;

const Person = z.object({
  company: z.string(),
  id: z.string(),
  name: z.string(),
  role: Role,
  /** The language they chose; null = none. */
  locale: Locale.nullable(),
});

const hash = (token: string) => createHash("sha256").update(token).digest("base64url");
const createToken = () => randomBytes(32).toString("base64url");

/**
 * A one-time token that lets its bearer into the console as this recruiter, once, within `minutes`. Only its hash is
 * stored. Throws when the person is not on the list of recruiters.
 */
export async function createConsoleInvite(
  sql: Sql,
  who: { company: string; recruiterId: string },
  minutes: number,
): Promise<string> {
  const token = createToken();
  const made = await sql`
    with gone as (delete from web_sessions where expires_at < now())
    insert into web_sessions (token_hash, company_id, kind, recruiter_id, expires_at)
    select ${hash(token)}, company_id, 'console_invite', id, now() + ${minutes} * interval '1 minute'
    from recruiters where company_id = ${who.company} and id = ${who.recruiterId} and removed_at is null`;
  if (made.count === 0) {
    throw new Error(`no recruiter ${who.recruiterId} in ${who.company}: add them with cli recruiter add`);
  }
  return token;
}

/** Sessions of the console. Tokens are 256 random bits and stored hashed; all times are the database's. */
export function createConsoleSessions({ sql }: { sql: Sql }) {
  return {
    /** Trades a one-time token for a session, once; null = unknown, used or expired. */
    async redeem(invite: string): Promise<{ token: string; seconds: number } | null> {
      const token = createToken();
      const made = await sql`
        with used as (
          delete from web_sessions where token_hash = ${hash(invite)} and kind = 'console_invite' and expires_at > now()
          returning company_id, recruiter_id
        )
        insert into web_sessions (token_hash, company_id, kind, recruiter_id, expires_at)
        select ${hash(token)}, company_id, 'console', recruiter_id, now() + ${sessionHours} * interval '1 hour' from used`;
      return made.count === 1 ? { token, seconds: sessionHours * 3600 } : null;
    },

    /** Who a live session belongs to, with the rights of this moment; null = expired, or the person was removed. */
    async find(token: string): Promise<z.infer<typeof Person> | null> {
      const [row] = await sql`
        select r.company_id as company, r.id, r.name, r.role, p.locale
        from web_sessions s join recruiters r on r.company_id = s.company_id and r.id = s.recruiter_id
          left join recruiter_settings p on p.company_id = r.company_id and p.recruiter_id = r.id
        where s.token_hash = ${hash(token)} and s.kind = 'console' and s.expires_at > now() and r.removed_at is null`;
      return row ? Person.parse(row) : null;
    },

    /** Ends a session. */
    async end(token: string): Promise<void> {
      await sql`delete from web_sessions where token_hash = ${hash(token)} and kind = 'console'`;
    },
  };
}
