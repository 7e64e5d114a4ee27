import { createHash } from "node:crypto";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { checkScenario } from "../../core/content/check-scenario.ts";
import { withConcepts } from "../../core/content/combine.ts";
import { ConceptSource, Scenario } from "../../core/content/scenario.ts";

/** What a scenario file says, and what is wrong with it: "line N: place: reason; next step". */
export type ReadScenario = { scenario: Scenario | null; version: string; problems: string[] };

/** Reads the YAML of one scenario with the shared concepts; `fileName` without folder must be `<id>.yaml`. Never throws. */
export function readScenario(yaml: string, fileName: string, concepts: SharedConcepts): ReadScenario {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    return {
      scenario: null,
      version: "",
      problems: [`line ${line}: no valid YAML: ${broken.message.split("\n")[0]}; correct that line`],
    };
  }
  const body = withConcepts(concepts, document.toJS());
  const version = createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 12);
  const parsed = Scenario.safeParse(body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const at = lineOfPath(document, lines, path);
      return `${at}${path.join(".") || "(whole file)"}: ${message}; correct this value`;
    });
    return { scenario: null, version, problems };
  }
  const scenario = parsed.data;
  const expected = fileName.replace(/\.yaml$/, "");
  const named =
    scenario.id === expected ? [] : [`id: it says "${scenario.id}"; make file name and id the same`];
  const problems = [...named, ...checkScenario(scenario)].map(
    (problem) => lineOfPlace(yaml, problem) + problem,
  );
  return { scenario, version, problems };
}

/** The concepts every scenario may use. */
export type SharedConcepts = z.infer<typeof SharedConcepts>;
const SharedConcepts = z.record(z.string(), ConceptSource);

/** The shared concepts of `prompts/concepts.yaml`; throws an Error that says what to correct. */
export function readConcepts(yaml: string): SharedConcepts {
  const document = parseDocument(yaml);
  const [broken] = document.errors;
  if (broken) throw new Error(`concepts.yaml is no valid YAML: ${broken.message.split("\n")[0]}`);
  const parsed = SharedConcepts.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const list = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`concepts.yaml: ${list.join("; ")}; correct these values`);
}

/** The line of the nearest part of the path that the file has. */
function lineOfPath(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: PropertyKey[],
): string {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const found = z.looseObject({ range: z.tuple([z.number(), z.number(), z.number()]) }).safeParse(node);
    if (found.success) return `line ${lines.linePos(found.data.range[0]).line}: `;
  }
  return "";
}

/** The line where the part stands that a problem names first ("branch B_x, …", "concept photo: …"). */
function lineOfPlace(yaml: string, problem: string): string {
  const [, kind, name] = /^(branch|element|violation|opening|concept) (\w+)/.exec(problem) ?? [];
  if (kind === undefined || name === undefined) return "";
  const pattern = kind === "concept" ? `^  ${name}:` : `^\\s*-?\\s*(?:\\{\\s*)?id: ${name}\\b`;
  const at = yaml.split("\n").findIndex((line) => new RegExp(pattern).test(line));
  return at < 0 ? "" : `line ${at + 1}: `;
}
