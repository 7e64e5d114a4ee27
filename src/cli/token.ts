import { z } from "zod";
import { addApiToken, listApiTokens, revokeApiTokens } from "../db/api-tokens.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

export const tokenCommand: CliCommand = {
  name: "token",
  summary: "which programs may enter outcomes and spend at /api/v1 (described at /api/openapi.json)",
  usage: ["token add NAME", "token list", "token revoke NAME"],
  async run([action, ...rest], io) {
    switch (action) {
      case "add":
        return await add(rest, io);
      case "list":
        return await list(rest, io);
      case "revoke":
        return await revoke(rest, io);
      default:
        throw new UsageError(`token needs one of add, list, revoke${action ? `, not ${action}` : ""}`);
    }
  },
};

const OneName = z.object({
  positionals: z.tuple(
    [z.string().regex(/^[\w.-]{1,40}$/, "NAME is up to 40 letters, digits, _ . -")],
    "name the program, e.g. shop-erp",
  ),
});

async function add(args: string[], io: CliIo): Promise<number> {
  const [name] = parseArguments(args, {}, OneName).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    await ensureCompany(db.orm, sampleCompany);
    io.print(await addApiToken(db.sql, defaultCompany, name));
    io.note(`shown this once: send it as "Authorization: Bearer …"; end it with: cli token revoke ${name}`);
  });
  return 0;
}

async function list(args: string[], io: CliIo): Promise<number> {
  parseArguments(args, {}, z.object({ positionals: z.tuple([], "token list takes no argument") }));
  await withDatabase(io.config(), async ({ db }) => {
    const rows = await listApiTokens(db.sql, defaultCompany);
    for (const { name, createdAt, usedAt } of rows)
      io.print(
        `${name}  made ${createdAt.toISOString()}  ${usedAt ? `used ${usedAt.toISOString()}` : "never used"}`,
      );
    if (rows.length === 0) io.note("there is no token; make one with: cli token add NAME");
  });
  return 0;
}

async function revoke(args: string[], io: CliIo): Promise<number> {
  const [name] = parseArguments(args, {}, OneName).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    if ((await revokeApiTokens(db.sql, defaultCompany, name)) === 0)
      throw new Error(`there is no token ${name}: see \`token list\``);
    io.print(`${name} may enter nothing any more, from now on`);
  });
  return 0;
}
