import { z } from "zod";
import { loadContent } from "../content.ts";
import { lintTitle } from "../core/adverts/lint.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { addJob, findJob, type Job, listJobs } from "../db/jobs.ts";
import { endJob } from "../recruiter/publishing.ts";
import { type CliCommand, type CliIo, parseArguments, UsageError } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

export const jobCommand: CliCommand = {
  name: "job",
  summary: "open, list and close jobs",
  usage: [
    "job add TITLE [--template NAME | --scenario ID --rule ID] [--practice]",
    "job templates",
    "job list [--all]",
    "job close JOB",
  ],
  async run([action, ...rest], io) {
    switch (action) {
      case "add":
        return await add(rest, io);
      case "list":
        return await list(rest, io);
      case "close":
        return await close(rest, io);
      case "templates":
        return templates(rest, io);
      default:
        throw new UsageError(
          `job needs one of add, list, close, templates${action ? `, not ${action}` : ""}`,
        );
    }
  },
};

const NewJob = z.object({
  positionals: z.tuple(
    [z.string().trim().min(1, "the title is empty").max(80, "the title has more than 80 characters")],
    "give one title, in quotes when it has spaces",
  ),
  template: z.string().optional(),
  practice: z.boolean().default(false),
  scenario: z
    .string()
    .regex(/^S\d\d$/, "--scenario is an id like S01")
    .optional(),
  rule: z
    .string()
    .regex(/^[A-Z]+-?[A-Z\d]+$/, "--rule is an id like R01 or TM-01")
    .optional(),
});

async function add(args: string[], io: CliIo): Promise<number> {
  const options = {
    template: { type: "string" },
    scenario: { type: "string" },
    rule: { type: "string" },
    practice: { type: "boolean" },
  } as const;
  const { positionals, practice, ...wanted } = parseArguments(args, options, NewJob);
  const unlawful = lintTitle(positionals[0], "zh-CN");
  if (unlawful) throw new Error(unlawful);
  const content = contentOf(wanted);
  await withDatabase(io.config(), async ({ db }) => {
    await ensureCompany(db.orm, sampleCompany);
    const job = await addJob(db.orm, {
      companyId: defaultCompany,
      title: positionals[0],
      ...content,
      practice,
      createdBy: "cli",
    });
    io.print(job.id);
    io.note(`"${job.title}" is open; next: cli link ${job.id} --channel boss`);
  });
  return 0;
}

/** What the job is screened with; throws when it is not there. */
function contentOf({ template, scenario, rule }: Omit<z.infer<typeof NewJob>, "positionals" | "practice">) {
  if (template === undefined) {
    const scenarioId = scenario ?? "S01";
    const ruleId = rule ?? "R01";
    mustExist(scenarioId, ruleId);
    return { scenarioId, ruleId };
  }
  if (scenario !== undefined || rule !== undefined)
    throw new UsageError("--template chooses scenarios and rules itself: leave --scenario and --rule out");
  const known = loadContent().templates;
  const found = known.find(({ id }) => id === template);
  const [first] = found?.scenarioIds ?? [];
  const [explained] = found?.ruleIds ?? [];
  if (!found || !first || !explained) {
    const names = known.map(({ id }) => id).join(", ");
    throw new Error(`there is no template ${template}: use one of ${names}`);
  }
  return { scenarioId: first, ruleId: explained, scenarioIds: found.scenarioIds, ruleIds: found.ruleIds };
}

function templates(args: string[], io: CliIo): number {
  parseArguments(args, {}, z.object({ positionals: z.tuple([], "job templates takes no argument") }));
  for (const { id, name, scenarioIds, ruleIds } of loadContent().templates)
    io.print(`${id.padEnd(16)}  ${scenarioIds.join(",")} + ${ruleIds.join(",")}  ${name.zh}`);
  return 0;
}

/** A job whose content is missing would fail at its first candidate. */
function mustExist(scenario: string, rule: string): void {
  const { scenarios, rules, cards } = loadContent();
  const on = Object.fromEntries(Object.entries(cards).filter(([, { value }]) => value.enabled));
  for (const [id, known, folder] of [
    [scenario, scenarios, "prompts/scenarios"],
    [rule, { ...rules, ...on }, "prompts/rules, or it is off"],
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
      io.print(
        `${job.id}  ${job.status.padEnd(6)}  ${contentShown(job)}  ${job.title}${job.practice ? "  (practice)" : ""}`,
      );
    if (jobs.length === 0) io.note("no open job; add one with: cli job add TITLE");
  });
  return 0;
}

const contentShown = ({ scenarioId, ruleId, scenarioIds, ruleIds }: Job): string =>
  `${(scenarioIds ?? [scenarioId]).join(",")}+${(ruleIds ?? [ruleId]).join(",")}`;

async function close(args: string[], io: CliIo): Promise<number> {
  const schema = z.object({ positionals: z.tuple([z.string()], "name one job, see `job list`") });
  const [id] = parseArguments(args, {}, schema).positionals;
  await withDatabase(io.config(), async ({ db }) => {
    const ended = await endJob(db, defaultCompany, id, new Date());
    if (ended) {
      io.print(`${id} is closed: it takes no new candidates, open conversations go on`);
      if (ended.left.length > 0) io.note(`still to be taken down by hand: ${ended.left.join(", ")}`);
    } else if (await findJob(db.orm, defaultCompany, id)) io.print(`${id} was closed before`);
    else throw new Error(`there is no job ${id}: see \`job list --all\``);
  });
  return 0;
}
