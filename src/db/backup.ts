import { once } from "node:events";
import type { Writable } from "node:stream";
import postgres from "postgres";
import { z } from "zod";
import type { Sql } from "./client.ts";

/**
 * A backup is a row of frames: a header, then for each table that has rows its name and columns, the rows as COPY writes
 * them and an empty frame, and at the end how many tables there were. Rows are as they lie in the database: what is sealed stays so.
 */
const BackupHeader = z.strictObject({
  format: z.literal("qinpin-backup/1"),
  at: z.iso.datetime(),
  /** Fingerprint of the key that opens what is sealed. */
  keyId: z.string(),
  /** Hashes of the migrations, in order: rows fit into no other schema. */
  migrations: z.array(z.string()),
});
type BackupHeader = z.infer<typeof BackupHeader>;

const TableHead = z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) });
const End = z.strictObject({ tables: z.int() });

/** A backup that cannot be taken in, with the next step. */
export class BackupError extends Error {
  override name = "BackupError";
}

/** Frames are short: what is longer is no backup of ours. */
const longestFrame = 64 * 1024 * 1024;
const pieceBytes = 64 * 1024;

/** Writes all rows of all tables as of one moment, beside a server that runs. `told` hears of each table. */
export async function writeBackup(
  url: string,
  keyId: string,
  out: Writable,
  told: (table: string, at: number, of: number) => void = () => {},
): Promise<{ tables: number }> {
  return await alone(url, (sql) =>
    sql.begin("isolation level repeatable read read only", async (tx) => {
      const [row] = await tx<{ at: Date }[]>`select now() as at`;
      const tables = await tablesOf(tx);
      const migrations = await migrationsOf(tx);
      const at = (row?.at ?? new Date()).toISOString();
      const header: BackupHeader = { format: "qinpin-backup/1", at, keyId, migrations };
      await put(out, json(header));
      let filled = 0;
      for (const [i, { table, columns }] of tables.entries()) {
        const rows = await tx`copy ${tx(table)} (${tx(columns)}) to stdout`.readable();
        let begun = false;
        for await (const part of inPieces(rows)) {
          if (!begun) await put(out, json({ table, columns }));
          begun = true;
          await put(out, part);
        }
        // When rows end while many of them wait, the driver leaves its connection paused: this is what opens it again.
        rows._read(0);
        if (begun) await put(out, empty);
        if (begun) filled += 1;
        told(table, i + 1, tables.length);
      }
      await put(out, json({ tables: filled }));
      return { tables: filled };
    }),
  );
}

/**
 * Takes a backup into a database without companies, in one transaction: all of it or nothing. Throws a BackupError for a
 * file that is none or was cut off, another schema or key, and a database that is in use.
 */
export async function readBackup(
  url: string,
  keyId: string,
  from: AsyncIterable<Uint8Array>,
  told: (table: string, at: number, of: number) => void = () => {},
): Promise<{ header: BackupHeader; tables: number }> {
  const frames = framesOf(from);
  const next = async () => {
    const { done, value } = await frames.next();
    if (done) throw new BackupError("the backup was cut off: take another one, or the file once more");
    return value;
  };
  return await alone(url, (sql) =>
    sql.begin(async (tx) => {
      const header = said(BackupHeader, await next());
      const known = await tablesOf(tx);
      await refuseOthers(tx, header, keyId);
      for (const { table } of known) await tx`alter table ${tx(table)} disable trigger user`;
      await tx`truncate ${tx(known.map(({ table }) => table))}`;
      let tables = 0;
      for (;;) {
        const frame = await next();
        const end = End.safeParse(parsed(frame));
        if (end.success) {
          if (end.data.tables !== tables) throw new BackupError("tables are missing in the backup");
          break;
        }
        const { table, columns } = said(TableHead, frame);
        const here = known.find((one) => one.table === table);
        if (!here || here.columns.join() !== columns.join())
          throw new BackupError(
            `the table ${table} is another one here: restore with the version that made it`,
          );
        const rows = await tx`copy ${tx(table)} (${tx(columns)}) from stdin`.writable();
        await fill(rows, next);
        tables += 1;
        told(table, tables, known.length);
      }
      for (const { table } of known) await tx`alter table ${tx(table)} enable trigger user`;
      await countOn(tx);
      return { header, tables };
    }),
  );
}

/** Hands the frames of a table on; when there are no more of them, the database is told so before the error goes on. */
async function fill(rows: Writable, next: () => Promise<Buffer>): Promise<void> {
  try {
    for (let part = await next(); part.length > 0; part = await next())
      if (!rows.write(part)) await once(rows, "drain");
  } catch (error) {
    rows.on("error", () => {});
    rows.destroy(new Error("cut off"));
    throw error;
  }
  rows.end();
  await once(rows, "finish");
}

/** One connection for one long transaction. */
async function alone<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const Table = z.object({ table: z.string(), columns: z.array(z.string()) });

/** Our tables with the columns that hold something of their own; companies first, for others point to them. */
async function tablesOf(tx: postgres.ISql): Promise<z.infer<typeof Table>[]> {
  const rows = await tx`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname <> 'companies', c.relname`;
  return rows.map((row) => Table.parse(row));
}

async function migrationsOf(tx: postgres.ISql): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at`;
  return rows.map(({ hash }) => hash);
}

async function refuseOthers(tx: postgres.ISql, header: BackupHeader, keyId: string): Promise<void> {
  if (header.keyId !== keyId)
    throw new BackupError(
      `the backup was made with another SECRET_KEY (fingerprint ${header.keyId}, here ${keyId}): set that one, into a new database`,
    );
  const migrations = await migrationsOf(tx);
  if (migrations.join() !== header.migrations.join())
    throw new BackupError(
      `the backup is of another version (${header.migrations.length} migrations, here ${migrations.length}): restore with the version that made it, then start this one`,
    );
  const [used] = await tx`select 1 from companies limit 1`;
  if (used)
    throw new BackupError(
      "this database is in use: restore into a new one, with an empty DATA_DIR or another DATABASE_URL, before the server first starts on it",
    );
}

/** Counters go on behind the highest number that is taken. */
async function countOn(tx: postgres.ISql): Promise<void> {
  const rows = await tx<{ table: string; column: string; sequence: string }[]>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`;
  for (const { table, column, sequence } of rows)
    await tx`
      select setval(${sequence}::regclass, coalesce(max(${tx(column)}), 1), max(${tx(column)}) is not null) from ${tx(table)}`;
}

const empty = Buffer.alloc(0);
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

async function put(out: Writable, bytes: Uint8Array): Promise<void> {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  if (out.errored) throw out.errored;
  out.write(length);
  if (!out.write(bytes)) await once(out, "drain");
}

/** What comes row by row, in pieces of some size: each is a frame, and on the way back a packet. */
async function* inPieces(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const row of rows) {
    parts.push(row);
    held += row.length;
    if (held < pieceBytes) continue;
    yield Buffer.concat(parts);
    [parts, held] = [[], 0];
  }
  if (held > 0) yield Buffer.concat(parts);
}

/** The frames of a stream of bytes; one that ends in the middle of a frame ends the frames. */
async function* framesOf(from: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, undefined> {
  let parts: Uint8Array[] = [];
  let held = 0;
  const take = (length: number): Buffer => {
    const [one] = parts;
    const all =
      parts.length === 1 && one ? Buffer.from(one.buffer, one.byteOffset, one.length) : Buffer.concat(parts);
    const rest = all.subarray(length);
    parts = rest.length > 0 ? [rest] : [];
    held = rest.length;
    return all.subarray(0, length);
  };
  let wanted: number | null = null;
  for await (const part of from) {
    parts.push(part);
    held += part.length;
    for (;;) {
      if (wanted === null) {
        if (held < 4) break;
        wanted = take(4).readUInt32BE();
        if (wanted > longestFrame) throw new BackupError("this file is no backup");
      }
      if (held < wanted) break;
      yield take(wanted);
      wanted = null;
    }
  }
}

function parsed(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString("utf8"));
  } catch {
    return null;
  }
}

function said<T>(schema: z.ZodType<T>, frame: Buffer): T {
  const read = schema.safeParse(parsed(frame));
  if (!read.success) throw new BackupError("this file is no backup");
  return read.data;
}
