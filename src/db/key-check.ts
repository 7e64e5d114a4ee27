import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

/**
 * Sees to it that this database is only ever used with one key: the first start notes the key's fingerprint, every
 * later one compares. Throws on another key, before anything is encrypted with it.
 */
export async function checkKey(sql: Sql, vault: Vault): Promise<void> {
  await sql`
    insert into settings (key, value) values ('secret_key_id', to_jsonb(${vault.keyId}::text)) on conflict (key) do nothing`;
  const [row] = await sql<
    { keyId: string }[]
  >`select value #>> '{}' as "keyId" from settings where key = 'secret_key_id'`;
  if (row?.keyId !== vault.keyId)
    throw new Error(
      `SECRET_KEY (fingerprint ${vault.keyId}) is not the key this database was set up with (fingerprint ${row?.keyId}): ` +
        "set the original SECRET_KEY, or restore the file secret-key in DATA_DIR",
    );
}
