import type { Branch, Scenario } from "../content/scenario.ts";
import { inLocale, type Locale } from "../locale.ts";
import { deriveSeed, seededRandom } from "../random.ts";

/** What chance decides in one role-play: derived from the conversation's seed and the number of the play, never stored. */
export type Draw = {
  locale: Locale;
  seed: number;
  play: number;
  /** Which wording of the opening line. */
  opening: number;
  /** Slot name -> value in this language. */
  slots: Record<string, string>;
  /** Branches that are on for half of the sessions. */
  bait: boolean;
};

/**
 * Draws play number `play`. All combinations of opening and slots come before one comes again, and neighbours differ in
 * their opening wording: a repeated role-play is a parallel form, not the same one.
 */
export function drawPlay(scenario: Scenario, locale: Locale, seed: number, play: number): Draw {
  const openings = inLocale(scenario.opening[0]?.say ?? { zh: [], en: [] }, locale).length || 1;
  const groups = slotGroups(scenario);
  const sizes = [openings, ...groups.map(({ size }) => size)];
  const total = sizes.reduce((product, size) => product * size, 1);
  let index = (deriveSeed(seed, "opening") + play * stride(total)) % total;
  const digits = sizes.map((size) => {
    const digit = index % size;
    index = Math.floor(index / size);
    return digit;
  });
  const slots: Record<string, string> = {};
  for (const [i, { names }] of groups.entries()) {
    for (const name of names) {
      const values = scenario.slots[name] ?? [];
      const value = values[(digits[i + 1] ?? 0) % values.length];
      if (value) slots[name] = inLocale(value, locale);
    }
  }
  const bait = seededRandom(deriveSeed(seed, `bait:${play}`))() < 0.5;
  return { locale, seed, play, opening: digits[0] ?? 0, slots, bait };
}

/** One of the wordings of a line, its slots filled in; `repeat` counts how often the line was said before. */
export function wording(say: Branch["say"], draw: Draw, id: string, repeat = 0): string {
  const variants = inLocale(say, draw.locale);
  const chosen = variants[(deriveSeed(draw.seed, id) + draw.play + repeat) % variants.length] ?? "";
  return filled(chosen, draw);
}

/** `line` with `{slot}` replaced by what was drawn. */
export const filled = (line: string, { slots }: Draw): string =>
  line.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole);

type Group = { names: string[]; size: number };

function slotGroups(scenario: Scenario): Group[] {
  const together = scenario.drawn_together;
  const single = Object.keys(scenario.slots).filter(
    (name) => !together.some((group) => group.includes(name)),
  );
  return [...together, ...single.map((name) => [name])].map((names) => ({
    names,
    size: Math.max(1, ...names.map((name) => scenario.slots[name]?.length ?? 0)),
  }));
}

/** A step through 0..total-1 that visits everything: near the golden section, so that all slots change, and coprime. */
function stride(total: number): number {
  let step = Math.max(1, Math.round(total * 0.618));
  while (gcd(step, total) !== 1) step += 1;
  return step;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
