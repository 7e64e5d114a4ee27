import { z } from "zod";
import { loadContent } from "../content.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { addJob, closeJob, findJob, listJobs } from "../db/jobs.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

export const jobCommand: CliCommand = {
  name: "job",
  summary: "open, list and close jobs",
  usage: ["job add TITLE [--scenario ID] [--rule ID]", "job list [--all]", "job close JOB"],
  async run([action, ...rest], io) {
    switch (action) {
      case "add":
        return await add(rest, io);
      case "list":
        return await list(rest, io);
      case "close":
        return await close(rest, io);
      default:
        throw new UsageError(`job needs one of add, list, close${action ? `, not ${action}` : ""}`);
    }
  },
};

const NewJob = z.object({
  positionals: z.tuple(
    [z.string().trim().min(1, "the title is empty").max(80, "the title has more than 80 characters")],
    "give one title, in quotes when it has spaces",
  ),
  scenario: z
    .string()
    .regex(/^S\d\d$/, "--scenario is an id like S01")
    .default("S01"),
  rule: z
    .string()
    .regex(/^R\d\d$/, "--rule is an id like R01")
    .default("R01"),
});

async function add(args: string[], io: CliIo): Promise<number> {
  const options = { scenario: { type: "string" }, rule: { type: "string" } } as const;
  const { positionals, scenario, rule } = parseArguments(args, options, NewJob);
  mustExist(scenario, rule);
  await withDatabase(io.config(), async ({ db }) => {
    await ensureCompany(db.orm, sampleCompany);
    const job = await addJob(db.orm, {
      companyId: defaultCompany,
      title: positionals[0],
      scenarioId: scenario,
      ruleId: rule,
      createdBy: "cli",
    });
    io.print(job.id);
    io.note(`"${job.title}" is open; next: cli link ${job.id} --channel boss`);
  });
  return 0;
}

/** A job whose content is missing would fail at its first candidate. */
function mustExist(scenario: string, rule: string): void {
  const { scenarios, rules } = loadContent();
  for (const [id, known, folder] of [
    [scenario, scenarios, "prompts/scenarios"],
    [rule, rules, "prompts/rules/explain"],
  ] as const)
    if (!Object.hasOwn(known, id))
      throw new Error(
        `there is no ${id} in ${folder}: use one of ${Object.keys(known).join(", ")}, or write it`,
      );
}

async function list(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({
    positionals: z.tuple([], "job list takes no argument"),
    all: z.boolean().default(false),
  });
  const { all } = parseArguments(args, { all: { type: "boolean" } }, schema);
  await withDatabase(io.config(), async ({ db }) => {
    const jobs = await listJobs(db.orm, defaultCompany, all ? {} : { status: "open" });
    for (const job of jobs)
      io.print(`${job.id}  ${job.status.padEnd(6)}  ${job.scenarioId}+${job.ruleId}  ${job.title}`);
    if (jobs.length === 0) io.note("no open job; add one with: cli job add TITLE");
  });
  return 0;
}

async function close(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({ positionals: z.tuple([z.string()], "name one job, see `job list`") });
  const [id] = parseArguments(args, {}, schema).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    if (await closeJob(db.orm, defaultCompany, id, new Date()))
      io.print(`${id} is closed: it takes no new candidates, open conversations go on`);
    else if (await findJob(db.orm, defaultCompany, id)) io.print(`${id} was closed before`);
    else throw new Error(`there is no job ${id}: see \`job list --all\``);
  });
  return 0;
}
