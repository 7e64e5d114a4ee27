import { z } from "zod";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { answerMetric, metricOf } from "../metrics/answer.ts";
import { dimensions } from "../metrics/dimensions.ts";
import { compares, MetricQuery, MetricQueryError, shifts } from "../metrics/query.ts";
import { metrics } from "../metrics/registry.ts";
import { companyTimeZone } from "../recruiter/candidate.ts";
import { type CliCommand, parseArguments, UsageError } from "./command.ts";
import { metricTable } from "./metric-table.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
const oneOf = <const T extends readonly [string, ...string[]]>(option: string, choices: T) =>
  z.enum(choices, `${option} is one of ${choices.join(", ")}`).optional();
const day = (option: string) => z.iso.date(`${option} is a date like 2026-11-18`).optional();

const Arguments = z.object({
  positionals: z.tuple([z.string()], "name one metric"),
  "group-by": z
    .string()
    .transform(list)
    .pipe(
      z
        .array(z.enum(dimensions, `--group-by takes ${dimensions.join(", ")}`))
        .max(2, "--group-by takes at most two, like channel,month"),
    )
    .optional(),
  channel: z.string().transform(list).optional(),
  job: z.string().optional(),
  shift: oneOf("--shift", shifts),
  from: day("--from"),
  to: day("--to"),
  compare: oneOf("--compare", compares),
  limit: z.coerce
    .number("--limit is a number")
    .int()
    .positive("--limit is a whole number above 0")
    .optional(),
  order: oneOf("--order", ["asc", "desc"]),
  now: z.iso
    .datetime({ offset: true, error: "--now is a time with zone like 2026-11-18T18:00:00+08:00" })
    .optional(),
  json: z.boolean().default(false),
});

/** `metric <id> …`: a number with its denominator, interval and definition; `--json` in the published shape. */
export const metricCommand: CliCommand = {
  name: "metric",
  summary: `answer a question about numbers: ${metrics.map(({ id }) => id).join(", ")}`,
  usage: [
    "metric ID [--group-by A,B] [--channel X,Y] [--job J] [--shift S] [--from D] [--to D] [--compare C] [--limit N] [--order O] [--now T] [--json]",
  ],
  async run(args, io) {
    const string = { type: "string" } as const;
    const options = {
      "group-by": string,
      channel: string,
      job: string,
      shift: string,
      from: string,
      to: string,
      compare: string,
      limit: string,
      order: string,
      now: string,
      json: { type: "boolean" },
    } as const;
    const said = parseArguments(args, options, Arguments);
    const query = asUsage(() => queryOf(said));
    const metric = asUsage(() => metricOf(query.metric));
    const now = said.now === undefined ? new Date() : new Date(said.now);
    const answer = await withDatabase(io.config(), async ({ db }) => {
      await ensureCompany(db.orm, sampleCompany);
      const timeZone = await companyTimeZone(db.sql, defaultCompany);
      try {
        return await answerMetric({ sql: db.sql, company: defaultCompany, timeZone, now }, query);
      } catch (error) {
        throw error instanceof MetricQueryError ? new UsageError(error.message) : error;
      }
    });
    for (const line of said.json ? [JSON.stringify(answer, null, 2)] : metricTable(metric, answer))
      io.print(line);
    return 0;
  },
};

function queryOf(said: z.infer<typeof Arguments>): MetricQuery {
  const parsed = MetricQuery.safeParse({
    metric: said.positionals[0],
    group_by: said["group-by"] ?? [],
    filters: { channel: said.channel ?? null, job: said.job ?? null, shift: said.shift ?? null },
    from: said.from ?? null,
    to: said.to ?? null,
    compare: said.compare ?? null,
    limit: said.limit ?? null,
    order: said.order ?? null,
  });
  if (parsed.success) return parsed.data;
  throw new MetricQueryError(parsed.error.issues.map(({ message }) => message).join("; "));
}

function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof MetricQueryError ? new UsageError(error.message) : error;
  }
}
