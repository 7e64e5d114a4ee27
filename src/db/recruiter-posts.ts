import { z } from "zod";
import type { Sql } from "./client.ts";

const Post = z.object({
  key: z.string(),
  kind: z.string(),
  place: z.string(),
  ts: z.string(),
  applicationId: z.uuid().nullable(),
});
export type RecruiterPost = z.infer<typeof Post>;

const columns = (sql: Sql) => sql`key, kind, place, ts, application_id as "applicationId"`;

/** Where the message with this key was posted; null = not noted. */
export async function findPost(sql: Sql, company: string, key: string): Promise<RecruiterPost | null> {
  const [row] =
    await sql`select ${columns(sql)} from recruiter_posts where company_id = ${company} and key = ${key}`;
  return row ? Post.parse(row) : null;
}

/** Notes where a message was posted; a repetition changes nothing. */
export async function savePost(sql: Sql, company: string, post: RecruiterPost): Promise<void> {
  await sql`
    insert into recruiter_posts (company_id, key, kind, application_id, place, ts)
    values (${company}, ${post.key}, ${post.kind}, ${post.applicationId}, ${post.place}, ${post.ts})
    on conflict do nothing`;
}

/** The newest digest in the channel; null = none was posted yet. */
export async function newestDigest(sql: Sql, company: string): Promise<RecruiterPost | null> {
  const [row] = await sql`
    select ${columns(sql)} from recruiter_posts where company_id = ${company} and kind = 'digest'
    order by created_at desc, key desc limit 1`;
  return row ? Post.parse(row) : null;
}

/** Everything posted about an application, oldest first. */
export async function postsOfApplication(
  sql: Sql,
  company: string,
  applicationId: string,
): Promise<RecruiterPost[]> {
  const rows = await sql`
    select ${columns(sql)} from recruiter_posts
    where company_id = ${company} and application_id = ${applicationId} order by created_at, key`;
  return rows.map((row) => Post.parse(row));
}

/** The application a thread is about; null = not a thread of ours, or one about several people (a digest). */
export async function applicationOfThread(
  sql: Sql,
  company: string,
  place: string,
  ts: string,
): Promise<string | null> {
  const [row] = await sql`
    select ${columns(sql)} from recruiter_posts
    where company_id = ${company} and place = ${place} and ts = ${ts} and kind in ('card', 'human') limit 1`;
  return row ? Post.parse(row).applicationId : null;
}
