import { z } from "zod";
import { baseUrl } from "../config.ts";
import { personId } from "../core/person-id.ts";
import { Role } from "../core/rights.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { createConsoleInvite } from "../db/console-sessions.ts";
import { addRecruiter, listRecruiters, removeRecruiter } from "../db/recruiters.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

export const recruiterCommand: CliCommand = {
  name: "recruiter",
  summary: "who may see candidates and decide; WHO = a Slack user id (U…), slack:TEAM:USER or console:NAME",
  usage: [
    "recruiter add WHO [--name NAME] [--role recruiter|lead|admin|auditor]",
    "recruiter remove WHO",
    "recruiter list",
  ],
  async run([action, ...rest], io) {
    switch (action) {
      case "add":
        return await add(rest, io);
      case "remove":
        return await remove(rest, io);
      case "list":
        return await list(rest, io);
      default:
        throw new UsageError(`recruiter needs one of add, remove, list${action ? `, not ${action}` : ""}`);
    }
  },
};

/** How long a link into the console waits for its first use. */
const linkMinutes = 60;

const Who = personId();

const OneWho = z.tuple([Who], "name one person: a Slack user id (U…), slack:TEAM:USER or console:NAME");

async function add(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({
    positionals: OneWho,
    name: z
      .string()
      .trim()
      .min(1, "--name is empty")
      .max(80, "--name has more than 80 characters")
      .optional(),
    role: z.enum(Role.options, `--role is one of ${Role.options.join(", ")}`).optional(),
    admin: z.boolean().default(false),
  });
  const options = { name: { type: "string" }, role: { type: "string" }, admin: { type: "boolean" } } as const;
  const { positionals, name, role, admin } = parseArguments(args, options, schema);
  const [id] = positionals;
  const config = io.config();
  await withDatabase(config, async ({ db }) => {
    await ensureCompany(db.orm, sampleCompany);
    const row = await addRecruiter(db.orm, {
      companyId: defaultCompany,
      id,
      name: name ?? id.slice(id.lastIndexOf(":") + 1),
      role: role ?? (admin ? "admin" : "recruiter"),
      addedBy: "cli",
    });
    io.print(`${row.id} (${row.name}) is listed as ${row.role}`);
    if (!row.id.startsWith("console:")) return;
    const token = await createConsoleInvite(
      db.sql,
      { company: defaultCompany, recruiterId: row.id },
      linkMinutes,
    );
    io.print(`console   ${baseUrl(config)}/console?token=${token}`);
    io.note(`the link opens once, within ${linkMinutes} minutes`);
  });
  return 0;
}

async function remove(args: string[], io: CliIo): Promise<number> {
  const [id] = parseArguments(args, {}, z.object({ positionals: OneWho })).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    if (!(await removeRecruiter(db.orm, defaultCompany, id, new Date())))
      throw new Error(`${id} is not listed: see \`recruiter list\``);
    io.print(`${id} may do nothing any more, from now on`);
  });
  return 0;
}

async function list(args: string[], io: CliIo): Promise<number> {
  parseArguments(args, {}, z.object({ positionals: z.tuple([], "recruiter list takes no argument") }));
  await withDatabase(io.config(), async ({ db }) => {
    const rows = await listRecruiters(db.orm, defaultCompany);
    for (const row of rows) io.print(`${row.role.padEnd(9)}  ${row.id}  ${row.name}`);
    if (rows.length === 0) io.note("nobody is listed; add somebody with: cli recruiter add WHO --role admin");
  });
  return 0;
}
