import type { Picture } from "../../core/charts/chart.ts";
import type { Draw, Sheet } from "../../core/charts/sheet.ts";

/** A drawn poster is some 300 kB. */
const kept = 100;

/** Draws each sheet once and keeps the latest: whoever has a code may ask for its pictures as often as they like. */
export function createShelf(draw: Draw): (sheet: Sheet) => Promise<Picture> {
  const drawn = new Map<string, Promise<Picture>>();
  return async (sheet) => {
    const key = JSON.stringify(sheet);
    const known = drawn.get(key);
    const picture = known ?? draw(sheet);
    drawn.delete(key);
    drawn.set(key, picture);
    const [oldest] = drawn.keys();
    if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest);
    // What failed is drawn again the next time.
    if (!known) picture.catch(() => drawn.delete(key));
    return await picture;
  };
}
