import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { Labelled } from "./nab-score.ts";

const Windows = z.record(z.string(), z.object({ windows: z.array(z.tuple([z.string(), z.string()])) }));
const Rows = z.array(z.object({ timestamp: z.string(), value: z.coerce.number() }));

/** The series of a folder with `windows.json` and one CSV (timestamp, value) each. Throws when a window has no rows. */
export function readNab(folder: string): Labelled[] {
  const files = Windows.parse(JSON.parse(readFileSync(join(folder, "windows.json"), "utf8")));
  return Object.entries(files).map(([name, { windows }]) => {
    const rows = Rows.parse(parse(readFileSync(join(folder, name), "utf8"), { columns: true }));
    const at = (moment: string): number => {
      const index = rows.findIndex(({ timestamp }) => timestamp === moment);
      if (index < 0) throw new Error(`${name}: no row at ${moment}, where a window begins or ends`);
      return index;
    };
    return {
      name,
      values: rows.map(({ value }) => value),
      windows: windows.map(([first, last]): [number, number] => [at(first), at(last)]),
    };
  });
}
