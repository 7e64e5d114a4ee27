import type { ShortItem, ShortItems } from "../content/rule.ts";
import { deriveSeed, type Random, seededRandom, shuffled } from "../random.ts";

const tries = 500;

/**
 * Ids of the items of one attempt, drawn from the conversation's seed: as many true and false ones over as many
 * platforms as the content asks for. A later attempt gets none of the items of earlier ones while the pool lasts.
 */
export function drawItems(content: ShortItems, seed: number, attempt: number): string[] {
  const earlier = new Set<string>();
  for (let i = 1; i < attempt; i += 1) for (const id of drawItems(content, seed, i)) earlier.add(id);
  const fresh = content.items.filter(({ id }) => !earlier.has(id));
  const random = seededRandom(deriveSeed(seed, `short:${attempt}`));
  const drawn = drawFrom(content, fresh, random) ?? drawFrom(content, content.items, random);
  if (drawn) return drawn;
  const { draw } = content;
  throw new Error(
    `prompts/rules/short-items.yaml cannot give ${draw.true} true and ${draw.false} false items over ${draw.min_platforms} platforms: add items`,
  );
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
