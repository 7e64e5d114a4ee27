import { backupCommand, restoreCommand } from "./cli/backup.ts";
import { budgetCommand } from "./cli/budget.ts";
import { candidateCommand } from "./cli/candidate.ts";
import { chartCommand } from "./cli/chart.ts";
import type { CliCommand, CliIo } from "./cli/command.ts";
import { digestCommand } from "./cli/digest.ts";
import { outcomeCommand, spendCommand } from "./cli/enter.ts";
import { eraseCommand } from "./cli/erase.ts";
import { evalCommand } from "./cli/eval.ts";
import { exportCommand } from "./cli/export.ts";
import { impactCommand } from "./cli/impact.ts";
import { importCommand } from "./cli/import.ts";
import { jobCommand } from "./cli/job.ts";
import { linkCommand } from "./cli/link.ts";
import { matchCommand } from "./cli/match.ts";
import { metricCommand } from "./cli/metric.ts";
import { migrateCommand } from "./cli/migrate.ts";
import { postingCommand } from "./cli/posting.ts";
import { recruiterCommand } from "./cli/recruiter.ts";
import { runCommand } from "./cli/run.ts";
import { scenarioCommand } from "./cli/scenario.ts";
import { seedCommand } from "./cli/seed.ts";
import { simulateCommand } from "./cli/simulate.ts";
import { slackManifestCommand } from "./cli/slack-manifest.ts";
import { tokenCommand } from "./cli/token.ts";
import { loadConfig } from "./config.ts";

/** Every operator's command; a new one is a file in src/cli and a line here. */
const commands: readonly CliCommand[] = [
  migrateCommand,
  seedCommand,
  recruiterCommand,
  jobCommand,
  linkCommand,
  postingCommand,
  importCommand,
  matchCommand,
  candidateCommand,
  metricCommand,
  chartCommand,
  spendCommand,
  outcomeCommand,
  exportCommand,
  tokenCommand,
  budgetCommand,
  digestCommand,
  backupCommand,
  restoreCommand,
  eraseCommand,
  impactCommand,
  simulateCommand,
  slackManifestCommand,
  evalCommand,
  scenarioCommand,
];

/** The first Ctrl-C asks the command to finish, a second one ends it. */
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupt.abort());

const io: CliIo = {
  config: () => loadConfig(),
  input: process.stdin,
  print: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  interrupted: interrupt.signal,
};

process.exitCode = await runCommand(commands, process.argv.slice(2), io);
