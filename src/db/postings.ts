import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Sql, Tx } from "./client.ts";

/** What people do with a posting on a channel. */
export const PostingKind = z.enum(["posted", "refreshed", "closed"]);
export type PostingKind = z.infer<typeof PostingKind>;

const Row = z.object({
  channel: z.string(),
  /** Code of the link without a campaign, else of the first campaign. */
  code: z.string(),
  /** What happened last there, when, and who did it; null = nothing yet. */
  kind: PostingKind.nullable(),
  at: z.date().nullable(),
  by: z.string().nullable(),
  /** Applications whose first touch was one of the channel's links, and how many of these are in the last week. */
  came: z.int(),
  lately: z.int(),
  campaigns: z.array(z.object({ name: z.string(), code: z.string(), came: z.int() })),
});
export type Posting = z.infer<typeof Row>;

/** How a job stands on every channel it has a link for, those it is posted on first. */
export async function postingsOf(sql: Sql | Tx, company: string, job: string, now: Date): Promise<Posting[]> {
  const rows = await sql`
    with link as (
      select l.source, l.campaign, l.code, l.created_at, count(a.id)::int as came,
        (count(a.id) filter (where a.created_at > ${now}::timestamptz - interval '7 days'))::int as lately
      from tracking_links l
      left join applications a on a.company_id = l.company_id and a.job_id = l.job_id and a.first_touch = l.code
      where l.company_id = ${company} and l.job_id = ${job}
      group by l.company_id, l.code
    )
    select l.source as channel, (array_agg(l.code order by l.campaign nulls first, l.created_at))[1] as code,
      e.kind, e.at, r.name as by, sum(l.came)::int as came, sum(l.lately)::int as lately,
      coalesce(jsonb_agg(jsonb_build_object('name', l.campaign, 'code', l.code, 'came', l.came) order by l.created_at)
        filter (where l.campaign is not null), '[]') as campaigns
    from link l
    left join lateral (
      select p.kind, p.at, p.actor from posting_events p
      where p.company_id = ${company} and p.job_id = ${job} and p.channel = l.source order by p.at desc, p.id desc limit 1
    ) e on true
    left join recruiters r on r.company_id = ${company} and r.id = e.actor
    group by l.source, e.kind, e.at, r.name
    order by (e.kind is not null) desc, min(l.created_at), l.source`;
  return rows.map((row) => Row.parse(row));
}

/** Notes what was done with a job on a channel. */
export const notePosting = (
  tx: Sql | Tx,
  e: { company: string; job: string; channel: string; kind: PostingKind; actor: string; at: Date },
) => tx`
  insert into posting_events (company_id, id, job_id, channel, kind, actor, at)
  values (${e.company}, ${randomUUID()}, ${e.job}, ${e.channel}, ${e.kind}, ${e.actor}, ${e.at})`;

/** Channels a job is on now, by the last thing done there. */
export async function postedOn(sql: Sql | Tx, company: string, job: string): Promise<string[]> {
  const rows = await sql`
    select channel from (
      select distinct on (channel) channel, kind from posting_events
      where company_id = ${company} and job_id = ${job} order by channel, at desc, id desc) last
    where kind <> 'closed' order by channel`;
  return rows.map((row) => z.object({ channel: z.string() }).parse(row).channel);
}
