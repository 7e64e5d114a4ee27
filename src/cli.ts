import { type CliCommand, type CliIo, UsageError } from "./cli/command.ts";
import { jobCommand } from "./cli/job.ts";
import { linkCommand } from "./cli/link.ts";
import { migrateCommand } from "./cli/migrate.ts";
import { recruiterCommand } from "./cli/recruiter.ts";
import { seedCommand } from "./cli/seed.ts";
import { simulateCommand } from "./cli/simulate.ts";
import { slackManifestCommand } from "./cli/slack-manifest.ts";
import { loadConfig } from "./config.ts";

/** Every operator's command; a new one is a file in src/cli and a line here. */
const commands: readonly CliCommand[] = [
  migrateCommand,
  seedCommand,
  recruiterCommand,
  jobCommand,
  linkCommand,
  simulateCommand,
  slackManifestCommand,
];

async function main([name, ...args]: string[]): Promise<number> {
  const command = commands.find((known) => known.name === name);
  const wantsHelp = name === undefined || name === "help" || name === "--help" || name === "-h";
  if (!command) {
    if (!wantsHelp) io.note(`there is no command "${name}"; these exist:`);
    for (const line of overview()) (wantsHelp ? io.print : io.note)(line);
    return wantsHelp ? 0 : 2;
  }
  const usage = command.usage.map((form) => `npm run --silent cli -- ${form}`);
  if (args.includes("--help") || args.includes("-h")) {
    for (const line of [`${command.name}: ${command.summary}`, ...usage]) io.print(line);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message || cause.name : String(cause);
    io.note(`${command.name}: ${io.interrupted.aborted ? "interrupted" : message}`);
    if (!(cause instanceof UsageError)) return 1;
    for (const line of usage) io.note(`usage: ${line}`);
    return 2;
  }
}

const overview = (): string[] => [
  "npm run --silent cli -- <command> [--help]",
  ...commands.map((command) => `  ${command.name.padEnd(14)}${command.summary}`),
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

process.exitCode = await main(process.argv.slice(2));
