import { mkdirSync, realpathSync } from "node:fs";

/** Makes DATA_DIR, closed to others, and gives its real path; throws with the next step when it cannot be made. */
export function makeDataDir(path: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return realpathSync(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "unknown";
    throw new Error(`DATA_DIR ${path} cannot be made (${code}): name a folder this user may write to`, {
      cause,
    });
  }
}
