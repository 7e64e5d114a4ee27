import type { Scenario } from "../content/scenario.ts";
import { inLocale } from "../locale.ts";
import { type Draw, filled } from "./roleplay-draw.ts";
import { arm, type Scene } from "./scene.ts";
import type { RolePlay } from "./state.ts";

type Opening = Scenario["opening"][number];

/** The opening line that comes next, by what was said so far; null = all were said. */
export const nextOpening = (scenario: Scenario, { lines }: Pick<RolePlay, "lines">): Opening | null =>
  scenario.opening.find(({ id }) => !lines.some(({ node }) => node === id)) ?? null;

/** The words of an opening line in this session. */
export function openingLine(scenario: Scenario, opening: Opening, draw: Draw): string {
  const variants = inLocale(opening.say, draw.locale);
  return addressed(scenario, opening.thread, filled(variants[draw.opening % variants.length] ?? "", draw));
}

/** Further customers write at their own times after the first: waits for the next of them. */
export function awaitOpening(scene: Scene, step: RolePlay): void {
  const next = nextOpening(scene.script.scenario, step);
  if (next && step.beganAt !== null) arm(scene, "opening", step.beganAt + next.at_s * 1000);
}

/** Of several customers in one chat each line begins with its customer's letter, as the candidate's replies do. */
export const addressed = (scenario: Scenario, thread: string | undefined, text: string): string =>
  scenario.threads && thread !== undefined ? `${thread} ${text}` : text;
