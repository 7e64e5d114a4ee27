import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { promptsDir } from "../../content.ts";
import { type ReadScenario, readConcepts, readScenario, type SharedConcepts } from "./read.ts";

export type ScenarioFile = { path: string; shown: string };

/** The file of a scenario id, or the file at a path; throws an Error that names what there is. */
export function scenarioFile(name: string): ScenarioFile {
  const path = name.endsWith(".yaml") ? name : join(promptsDir, "scenarios", `${name}.yaml`);
  if (existsSync(path)) return { path, shown: relative(process.cwd(), path) || path };
  const known = scenarioFiles().map((file) => basename(file.path, ".yaml"));
  throw new Error(`there is no scenario "${name}": use ${known.join(", ")} or the path of a .yaml file`);
}

/** Every scenario file of `prompts/`. */
export const scenarioFiles = (): ScenarioFile[] =>
  readdirSync(join(promptsDir, "scenarios"))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => scenarioFile(join(promptsDir, "scenarios", name)));

/** Reads and checks one file with the shared concepts as they are now. */
export const readFile = ({ path }: ScenarioFile, concepts = sharedConcepts()): ReadScenario =>
  readScenario(readFileSync(path, "utf8"), basename(path), concepts);

/** The shared concepts as they are now. */
export const sharedConcepts = (): SharedConcepts =>
  readConcepts(readFileSync(join(promptsDir, "concepts.yaml"), "utf8"));

/** The scenario as it was last committed, with the concepts of that time; null = no repository, or it is new. */
export function committedScenario(id: string): ReadScenario | null {
  const show = (path: string) =>
    execFileSync("git", ["show", `HEAD:./${path}`], {
      cwd: promptsDir,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  try {
    return readScenario(show(`scenarios/${id}.yaml`), `${id}.yaml`, readConcepts(show("concepts.yaml")));
  } catch {
    return null;
  }
}
