import { slotValues } from "../scoring/evidence-lines.ts";
import { compileRubric, type Rubric } from "../scoring/evidence-rubric.ts";
import { findConcept, read } from "../scoring/language.ts";
import { holds } from "../scoring/language-expression.ts";
import type { Branch, Scenario } from "./scenario.ts";

/** What is wrong with a parsed scenario, each with its place and the next step; empty = it can be played and scored. */
export function checkScenario(scenario: Scenario): string[] {
  const problems = [
    ...checkWeights(scenario.elements, "elements"),
    ...checkUnique("elements", scenario.elements),
    ...checkUnique("branches and opening", [...scenario.branches, ...scenario.opening]),
    ...checkUnique("violations", scenario.violations),
    ...checkReferences(scenario),
    ...checkSlots(scenario),
    ...checkReach(scenario),
  ];
  if (problems.length > 0) return problems;
  try {
    const rubric = compileRubric(scenario, {});
    return scenario.branches.flatMap((branch) => checkGivesNothingAway(scenario, rubric, branch));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Weights must sum to 100. */
export function checkWeights(parts: readonly { id: string; w: number }[], place: string): string[] {
  const sum = parts.reduce((total, { w }) => total + w, 0);
  return Math.abs(sum - 100) < 1e-9 ? [] : [`${place}: the weights sum to ${sum}; make them 100`];
}

/** Ids must differ. */
export function checkUnique(place: string, parts: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return parts.flatMap(({ id }) => {
    if (seen.has(id)) return [`${place}: "${id}" is there twice; rename one`];
    seen.add(id);
    return [];
  });
}

function checkReferences(scenario: Scenario): string[] {
  const elements = scenario.elements.map(({ id }) => id);
  const concepts = Object.keys(scenario.concepts);
  const violations = scenario.violations.map(({ id }) => id);
  const branches = scenario.branches.map(({ id }) => id);
  const openings = scenario.opening.map(({ id }) => id);
  const threads = Object.keys(scenario.threads ?? {});
  const known = (
    place: string,
    names: readonly string[] | undefined,
    list: readonly string[],
    kind: string,
  ) =>
    (names ?? [])
      .filter((name) => !list.includes(name))
      .map(
        (name) => `${place}: "${name}" is no ${kind}; use one of ${list.join(", ") || "(none is defined)"}`,
      );
  const thread = (place: string, name: string | undefined) =>
    known(place, name === undefined ? [] : [name], threads, "thread");
  return [
    ...scenario.branches.flatMap(({ id, when, prompts, thread: of }) => [
      ...known(`branch ${id}, missing`, when.missing, elements, "element"),
      ...known(`branch ${id}, present`, when.present, elements, "element"),
      ...known(`branch ${id}, prompts`, prompts, elements, "element"),
      ...known(`branch ${id}, concepts`, when.concepts, concepts, "concept"),
      ...known(
        `branch ${id}, after_branch`,
        when.after_branch ? [when.after_branch] : [],
        branches,
        "branch",
      ),
      ...thread(`branch ${id}, thread`, of),
    ]),
    ...scenario.elements.flatMap(
      ({ id, void_by, limited_by, within, thread: of, full, partial, by_default }) => [
        ...known(`element ${id}, void_by`, void_by, [...concepts, ...violations], "concept or violation"),
        ...known(
          `element ${id}, limited_by`,
          limited_by,
          [...concepts, ...violations],
          "concept or violation",
        ),
        ...known(`element ${id}, within`, within ? [within.of] : [], openings, "opening line"),
        ...thread(`element ${id}, thread`, of),
        ...(full === undefined && partial === undefined && !by_default
          ? [`element ${id}: nothing says when it is given; add full, partial or by_default`]
          : []),
      ],
    ),
    ...scenario.violations.flatMap(({ id, threads: of }) =>
      known(`violation ${id}, threads`, of, threads, "thread"),
    ),
    ...known("solution", scenario.solution, elements, "element"),
    ...known(
      "on_request",
      scenario.on_request.map(({ asked }) => asked),
      concepts,
      "concept",
    ),
    ...scenario.opening.flatMap(({ id, thread: of }) => thread(`opening ${id}, thread`, of)),
  ];
}

function checkSlots(scenario: Scenario): string[] {
  const slots = Object.keys(scenario.slots);
  const texts: [string, string[]][] = [
    ...scenario.opening.map(({ id, say }): [string, string[]] => [`opening ${id}`, [...say.zh, ...say.en]]),
    ...scenario.branches.map(({ id, say, angry }): [string, string[]] => [
      `branch ${id}`,
      [...say.zh, ...say.en, ...(angry ? [...angry.zh, ...angry.en] : [])],
    ]),
    ["brief", [scenario.brief.zh, scenario.brief.en]],
  ];
  const unknown = texts.flatMap(([place, list]) =>
    list
      .flatMap((text) => Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""))
      .filter((name) => !slots.includes(name))
      .map((name) => `${place}: {${name}} is no slot; use one of ${slots.join(", ")}`),
  );
  const uneven = scenario.drawn_together
    .filter((group) => new Set(group.map((name) => scenario.slots[name]?.length ?? 0)).size > 1)
    .map((group) => `drawn_together: ${group.join(", ")} have lists of different length; make them equal`);
  return [...unknown, ...uneven];
}

function checkReach(scenario: Scenario): string[] {
  const problems = scenario.branches.flatMap(({ id, priority, when }) => {
    const both = (when.missing ?? []).filter((element) => when.present?.includes(element));
    return [
      ...(scenario.detect_order.includes(priority)
        ? []
        : [
            `branch ${id}: its priority "${priority}" is not in detect_order, so it is never said; add it there`,
          ]),
      ...both.map((element) => `branch ${id}: ${element} cannot be missing and present; remove one`),
      ...(when.after_branch === id ? [`branch ${id}: it waits for itself; name another branch`] : []),
    ];
  });
  const closes = scenario.branches.some(({ terminal, when }) => terminal && when.elapsed_s !== undefined);
  return closes
    ? problems
    : [
        ...problems,
        "branches: nothing closes the chat at the time limit; add a terminal branch with elapsed_s",
      ];
}

/** A line that asks for a missing element must not name it: who repeats it would earn the points. */
function checkGivesNothingAway(scenario: Scenario, rubric: Rubric, branch: Branch): string[] {
  const lines = [
    ...branch.say.zh,
    ...branch.say.en,
    ...(branch.angry?.zh ?? []),
    ...(branch.angry?.en ?? []),
  ];
  const values = slotValues(scenario, {});
  return lines.flatMap((line) => {
    const text = line.replace(/\{(\w+)\}/g, (_, slot: string) => values[slot]?.[0] ?? "");
    const reading = read(text);
    const said = (name: string) => {
      const concept = rubric.concepts.get(name);
      return concept !== undefined && findConcept(concept, reading).length > 0;
    };
    return rubric.elements
      .filter(({ element, full, partial }) => {
        const asked = branch.prompts.includes(element.id) && element.thread === undefined;
        return asked && [full, partial].some((part) => part !== null && holds(part, said));
      })
      .map(
        ({ element }) => `branch ${branch.id}: "${line}" names what ${element.id} asks for; word it without`,
      );
  });
}
