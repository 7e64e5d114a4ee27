import { z } from "zod";
import { migrationState } from "../db/migrate.ts";
import { type CliCommand, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";

export const migrateCommand: CliCommand = {
  name: "migrate",
  summary: "bring the database to this program's schema",
  usage: ["migrate"],
  async run(args, io) {
    parseArguments(args, {}, z.object({ positionals: z.tuple([], "migrate takes no argument") }));
    // Opening migrates; what is left is to say so.
    const state = await withDatabase(io.config(), ({ db }) => migrationState(db.sql));
    io.print(`the database schema is ${state}`);
    return 0;
  },
};
