import { alike } from "./spelling.ts";

/** A position as it is compared: case, width, blanks and a board's own number behind it do not matter. */
export const positionKey = (position: string): string =>
  alike(position)
    .replace(/[\s·・]/g, "")
    .replace(/-\d{2,6}$/, "");

/**
 * The job a position in a mail means: what people said it is, else the open job with that title, else the only one of
 * which one title holds the other whole. Several = null: then a person says it. Jobs are never guessed.
 */
export function jobOf(
  position: string,
  jobs: readonly { id: string; title: string }[],
  said: ReadonlyMap<string, string>,
): string | null {
  const key = positionKey(position);
  const told = said.get(key);
  if (told !== undefined) return jobs.some(({ id }) => id === told) ? told : null;
  const titled = jobs.map(({ id, title }) => ({ id, title: positionKey(title) }));
  const same = titled.filter(({ title }) => title === key);
  const near = titled.filter(({ title }) => holds(key, title) || holds(title, key));
  const [only, another] = same.length > 0 ? same : near;
  return only && !another ? only.id : null;
}

/** Shorter names (客服) are in too many titles to mean one. */
const holds = (whole: string, part: string): boolean => part.length >= 4 && whole.includes(part);
