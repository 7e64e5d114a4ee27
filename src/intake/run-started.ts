import type { ImportCounts } from "../db/imports.ts";
import { type ImportDeps, runImport } from "./table/import.ts";

/** Between two reports on how far an import is, ms: a message in Slack may be changed once a second at most. */
const tellMs = 3_000;

/**
 * Runs an import that was started before, unless somebody else runs it, and tells while it goes on and when it is over.
 * Null = it ran elsewhere or was over. Throws what the import throws; it is marked failed then.
 */
export async function runStarted(
  deps: ImportDeps,
  company: string,
  run: { id: string; actor: string },
  told: () => Promise<unknown>,
  signal?: AbortSignal,
): Promise<ImportCounts | null> {
  let last = performance.now();
  let telling: Promise<unknown> = Promise.resolve();
  const tell = () => {
    telling = telling.then(told).catch(() => {});
  };
  try {
    const progress = () => {
      if (performance.now() - last < tellMs) return;
      last = performance.now();
      tell();
    };
    return await runImport(deps, company, { ...run, plan: null }, progress, signal);
  } finally {
    tell();
    await telling;
  }
}
