import type { ShortItem, ShortItems } from "../content/rule.ts";
import { deriveSeed, type Random, seededRandom, shuffled } from "../random.ts";

const tries = 500;

/**
 * Ids of the items of one attempt, drawn from the conversation's seed: as many true and false ones over as many
 * platforms as the content asks for. A later attempt gets none of the items of earlier ones while the pool lasts.
 * Items of `resting` cards stay out; where that leaves too few for the whole draw, a smaller one, still balanced, is
 * made of the rest, and only when nothing is left the resting ones are asked after all.
 */
export function drawItems(
  content: ShortItems,
  seed: number,
  attempt: number,
  resting: readonly string[] = [],
): string[] {
  // Forward, one draw each: practice may be done any number of times.
  const earlier = new Set<string>();
  for (let i = 1; i < attempt; i += 1) {
    for (const id of drawOne(content, seed, i, { resting, earlier })) earlier.add(id);
  }
  return drawOne(content, seed, attempt, { resting, earlier });
}

type Without = { resting: readonly string[]; earlier: ReadonlySet<string> };

function drawOne(
  content: ShortItems,
  seed: number,
  attempt: number,
  { resting, earlier }: Without,
): string[] {
  const usable = content.items.filter(({ card }) => !resting.includes(card));
  const fresh = usable.filter(({ id }) => !earlier.has(id));
  const random = seededRandom(deriveSeed(seed, `short:${attempt}`));
  const drawn = drawFrom(content, fresh, random) ?? drawFrom(content, usable, random);
  if (drawn) return drawn;
  const rest = resting.length > 0 ? drawRest(content, usable, random) : null;
  if (rest) return rest;
  const { draw } = content;
  throw new Error(
    `prompts/rules/short-items.yaml cannot give ${draw.true} true and ${draw.false} false items over ${draw.min_platforms} platforms: add items`,
  );
}

/** As much of the draw as the rest of the pool allows, over as many platforms as that allows. */
function drawRest(content: ShortItems, usable: readonly ShortItem[], random: Random): string[] | null {
  const { draw } = content;
  const count = (truth: boolean) => usable.filter((item) => item.truth === truth).length;
  const share = Math.min(1, count(true) / draw.true, count(false) / draw.false);
  const smaller = { true: Math.floor(share * draw.true), false: Math.floor(share * draw.false) };
  if (smaller.true === 0 || smaller.false === 0) return drawFrom(content, content.items, random);
  for (let platforms = draw.min_platforms; platforms >= 0; platforms -= 1) {
    const drawn = drawFrom({ ...content, draw: { ...smaller, min_platforms: platforms } }, usable, random);
    if (drawn) return drawn;
  }
  return null;
}

function drawFrom({ draw }: ShortItems, pool: readonly ShortItem[], random: Random): string[] | null {
  const right = pool.filter(({ truth }) => truth);
  const wrong = pool.filter(({ truth }) => !truth);
  if (right.length < draw.true || wrong.length < draw.false) return null;
  for (let i = 0; i < tries; i += 1) {
    const chosen = [
      ...shuffled(random, right).slice(0, draw.true),
      ...shuffled(random, wrong).slice(0, draw.false),
    ];
    if (new Set(chosen.map(({ platform }) => platform)).size >= draw.min_platforms) {
      return shuffled(random, chosen).map(({ id }) => id);
    }
  }
  return null;
}
