import { z } from "zod";
import type { MediaKind } from "../core/channel.ts";
import type { Section } from "../core/dialogue/effect.ts";
import type { Database } from "./client.ts";
import { companyOfHandOut } from "./hand-invitations.ts";
import type { Vault } from "./vault.ts";

type ChatSession = { company: string; threadId: string };
type Author = "candidate" | "bot" | "customer" | "recruiter";
type Row = { n: number; author: Author; section: Section; ref: string; bodySealed: Uint8Array; at: number };

/** What the room sealed into a line; other fields are not for pages. */
const LineBody = z.object({
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  media: z.custom<MediaKind>((value) => typeof value === "string").optional(),
});

/** Sessions, presence and transcript of the web chat. Tokens arrive hashed; all times are the database's. */
export function createWebSessions({ sql }: Database, vault: Vault) {
  return {
    /** Company a tracking code belongs to; null = unknown code. */
    async companyOfCode(code: string): Promise<string | null> {
      const [row] = await sql<{ company: string }[]>`
        select company_id as company from tracking_links where code = ${code}`;
      return row?.company ?? (await companyOfHandOut(sql, code));
    },

    async create(tokenHash: string, session: ChatSession, ttlSeconds: number): Promise<void> {
      await sql`
        with gone as (delete from web_sessions where expires_at < now())
        insert into web_sessions (token_hash, company_id, kind, thread_id, expires_at)
        values (${tokenHash}, ${session.company}, 'chat', ${session.threadId}, now() + ${ttlSeconds} * interval '1 second')`;
    },

    /** The session of a live token. Its first use ends the token it replaced. */
    async find(tokenHash: string): Promise<ChatSession | null> {
      const [row] = await sql<ChatSession[]>`
        with found as (
          select company_id, thread_id, replaces from web_sessions
          where token_hash = ${tokenHash} and kind = 'chat' and expires_at > now()
        ), replaced as (
          delete from web_sessions where token_hash = (select replaces from found)
        )
        select company_id as company, thread_id as "threadId" from found`;
      return row ?? null;
    },

    /** Adds the successor of a live token; false = the old one is not live. */
    async rotate(oldHash: string, newHash: string, ttlSeconds: number): Promise<boolean> {
      const added = await sql`
        insert into web_sessions (token_hash, company_id, kind, thread_id, replaces, expires_at)
        select ${newHash}, company_id, kind, thread_id, token_hash, now() + ${ttlSeconds} * interval '1 second'
        from web_sessions where token_hash = ${oldHash} and kind = 'chat' and expires_at > now()`;
      return added.count === 1;
    },

    /** The conversation a thread leads to; null = none was started, or it was erased (that cuts the thread). */
    async conversation({ company, threadId }: ChatSession) {
      const [row] = await sql<{ id: string; linkSeenAt: number | null; now: number }[]>`
        select id, (extract(epoch from link_seen_at) * 1000)::float8 as "linkSeenAt",
          (extract(epoch from now()) * 1000)::float8 as now
        from conversations
        where company_id = ${company} and channel = 'web' and account = 'web'
          and thread_index = ${vault.index(threadId, `${company}:web:web`)}`;
      return row ?? null;
    },

    /** Lines after `n` in order; erased ones are left out. */
    async lines(company: string, conversationId: string, after: number, limit: number) {
      const rows = await sql<Row[]>`
        select n, author, section, ref, body_sealed as "bodySealed", (extract(epoch from at) * 1000)::float8 as at
        from messages
        where company_id = ${company} and conversation_id = ${conversationId} and n > ${after} and body_sealed is not null
        order by n limit ${limit}`;
      return rows.map(({ bodySealed, ...line }) => ({
        ...line,
        ...LineBody.parse(vault.open(bodySealed, `${company}:messages`)),
      }));
    },

    async touchLink(company: string, conversationId: string): Promise<void> {
      await sql`update conversations set link_seen_at = now() where company_id = ${company} and id = ${conversationId}`;
    },
  };
}
