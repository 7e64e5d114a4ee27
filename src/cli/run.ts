import { type CliCommand, type CliIo, UsageError } from "./command.ts";

/**
 * Runs the command that `argv` names and resolves to the exit code: 0 done, 1 failed (one line on stderr says why and
 * what next), 2 typed wrongly (usage on stderr). Never throws.
 */
export async function runCommand(
  commands: readonly CliCommand[],
  [name, ...args]: readonly string[],
  io: CliIo,
): Promise<number> {
  const command = commands.find((known) => known.name === name);
  if (!command) {
    const wantsHelp = name === undefined || name === "help" || isHelp(name);
    const say = wantsHelp ? io.print : io.note;
    if (!wantsHelp) say(`there is no command "${name}"; these exist:`);
    for (const line of overview(commands)) say(line);
    return wantsHelp ? 0 : 2;
  }
  const usage = command.usage.map((form) => `npm run --silent cli -- ${form}`);
  if (args.some(isHelp)) {
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

const isHelp = (arg: string): boolean => arg === "--help" || arg === "-h";

function overview(commands: readonly CliCommand[]): string[] {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2;
  return [
    "npm run --silent cli -- <command> [--help]",
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
  ];
}
