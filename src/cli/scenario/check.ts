import type { CliIo } from "../command.ts";
import { adviceFor } from "./advice.ts";
import { readFile, scenarioFile, scenarioFiles, sharedConcepts } from "./files.ts";

/** `scenario check [ID|FILE…]`: 0 = all can be used, 1 = at least one cannot. Advice alone is no error. */
export function checkFiles(names: readonly string[], io: CliIo): number {
  const files = names.length === 0 ? scenarioFiles() : names.map(scenarioFile);
  const concepts = sharedConcepts();
  let broken = 0;
  for (const file of files) {
    const { scenario, version, problems } = readFile(file, concepts);
    for (const problem of problems) io.print(`${file.shown}: ${problem}`);
    if (problems.length > 0 || !scenario) {
      broken += 1;
      continue;
    }
    const advice = adviceFor(scenario);
    const counts = `${scenario.elements.length} elements, ${scenario.branches.length} branches, ${scenario.violations.length} violations`;
    io.print(`${file.shown}: ok, version ${version} (${counts})`);
    for (const line of advice) io.print(`${file.shown}: advice: ${line}`);
  }
  io.note(
    `${files.length} file(s) checked, ${broken} with problems${broken > 0 ? "; how to write them: prompts/README.md" : ""}`,
  );
  return broken > 0 ? 1 : 0;
}
