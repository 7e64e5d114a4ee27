import { type Config, ConfigError } from "./config.ts";
import { type Database, openDatabase } from "./db/client.ts";
import { startEmbedded } from "./db/embedded.ts";
import { checkKey } from "./db/key-check.ts";
import { migrate } from "./db/migrate.ts";
import { untilReachable } from "./db/reachable.ts";
import { createVault, type Vault } from "./db/vault.ts";
import { keyInDataDir } from "./secret-key.ts";

/** The database of this installation, up to date and opened with its key. */
export type OpenDatabase = {
  db: Database;
  vault: Vault;
  mode: "external" | "embedded";
  /** Closes the pools and gives the embedded server back. */
  close(): Promise<void>;
};

const reachableWithinMs = 30_000;

/**
 * Opens DATABASE_URL, or the embedded PostgreSQL in DATA_DIR (`join` = together with a server that runs there), brings
 * the schema up to date and checks the key. Throws with the next step when it cannot.
 */
export async function openForUse(
  config: Config,
  options: { join?: boolean; name?: string } = {},
): Promise<OpenDatabase> {
  const key = config.SECRET_KEY ?? (config.DATABASE_URL ? undefined : keyInDataDir(config.DATA_DIR));
  if (!key)
    throw new ConfigError([
      "SECRET_KEY is required with DATABASE_URL: generate one with `openssl rand -base64 32`",
    ]);
  const vault = createVault(key);
  const embedded = config.DATABASE_URL
    ? null
    : await startEmbedded({ dataDir: config.DATA_DIR, join: options.join ?? false });
  const url = config.DATABASE_URL ?? embedded?.url ?? "";
  // After a power cut everything starts at once, and a database takes longer than we do.
  if (config.DATABASE_URL) await untilReachable(config.DATABASE_URL, reachableWithinMs);
  const db = openDatabase(url, { max: 16, name: options.name ?? "qinpin" });
  const close = async () => {
    await db.close();
    await embedded?.stop();
  };
  try {
    await migrate(url);
    await checkKey(db.sql, vault);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, vault, mode: embedded ? "embedded" : "external", close };
}
