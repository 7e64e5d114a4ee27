import {
  createReadStream,
  createWriteStream,
  existsSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { BackupError, readBackup, writeBackup } from "../db/backup.ts";
import { type CliCommand, type CliIo, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";

const Arguments = z.object({
  positionals: z.tuple([z.string().min(1, "name a file")], "name one file"),
});

/** `backup FILE`: everything in the database as of one moment, beside a server that runs; never half a file. */
export const backupCommand: CliCommand = {
  name: "backup",
  summary: "write everything in the database to a file, as of one moment; the server may run",
  usage: ["backup qinpin-2026-11-27.backup"],
  async run(args, io) {
    const [file] = parseArguments(args, {}, Arguments).positionals;
    if (existsSync(file)) throw new Error(`${file} is there already: name a new file`);
    const part = `${file}.part`;
    try {
      await withDatabase(io.config(), async ({ db, vault }) => {
        const zip = createGzip();
        // Names in it are sealed, what people said about work is not: it is for its owner alone.
        const written = pipeline(
          zip,
          createWriteStream(part, { fd: openSync(part, "w", 0o600), flush: true }),
        );
        try {
          await writeBackup(db.url, vault.keyId, zip, progress(io));
          zip.end();
        } catch (error) {
          zip.destroy(error instanceof Error ? error : new Error(String(error)));
          await written.catch(() => {});
          throw error;
        }
        await written;
      });
      renameSync(part, file);
    } finally {
      rmSync(part, { force: true });
    }
    io.print(`${file}: ${Math.ceil(statSync(file).size / 1024)} KB`);
    io.note("SECRET_KEY is not in it: keep it apart, without it the personal fields are lost");
    return 0;
  },
};

/** `restore FILE`: a backup into a new database, all of it or nothing. */
export const restoreCommand: CliCommand = {
  name: "restore",
  summary: "take a backup into a new database, all of it or nothing",
  usage: ["restore qinpin-2026-11-27.backup"],
  async run(args, io) {
    const [file] = parseArguments(args, {}, Arguments).positionals;
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
    const { header, tables } = await withDatabase(io.config(), ({ db, vault }) =>
      readBackup(db.url, vault.keyId, unzipped(file), progress(io)),
    );
    io.print(`${tables} tables as of ${header.at}`);
    io.note(
      "before the server starts, erase again who was erased since: npm run --silent cli -- erase --again erased.jsonl (README, Backups)",
    );
    return 0;
  },
};

const progress = (io: CliIo) => (table: string, at: number, of: number) => io.note(`${at}/${of} ${table}`);

async function* unzipped(file: string): AsyncGenerator<Uint8Array> {
  const zip = createGunzip();
  const read = createReadStream(file);
  read.on("error", (error) => zip.destroy(error));
  try {
    for await (const part of read.pipe(zip)) yield part;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR") return; // cut off, as the frames will show
    if (code?.startsWith("Z_")) throw new BackupError(`${file} is no backup, or it is damaged`);
    throw error;
  } finally {
    read.destroy();
  }
}
