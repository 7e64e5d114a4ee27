import type { Sql } from "./client.ts";

/** One version of a content file: file id such as `scenarios/S01`, content hash, and the parsed YAML. */
export type ContentVersion = { fileId: string; version: string; body: unknown };

/** Keeps versions for ever; those already there stay as they are. */
export async function saveContentVersions(sql: Sql, versions: readonly ContentVersion[]): Promise<void> {
  for (const { fileId, version, body } of versions) {
    await sql`
      insert into content_versions (file_id, version, body)
      values (${fileId}, ${version}, ${JSON.stringify(body)}::text::jsonb)
      on conflict do nothing`;
  }
}

/** The body of one version, or undefined when this database has never seen it. */
export async function loadContentVersion(sql: Sql, fileId: string, version: string): Promise<unknown> {
  const rows = await sql<{ body: unknown }[]>`
    select body from content_versions where file_id = ${fileId} and version = ${version}`;
  return rows[0]?.body;
}
