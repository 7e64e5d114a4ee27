import type { Command } from "../types.ts";
import { ask } from "./ask.ts";
import { candidate } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import { jobs } from "./jobs.ts";
import { createHelp } from "./qinpin.ts";

const own: readonly Command[] = [candidates, candidate, jobs, ask];

/** Every command of the recruiters, on every surface; the help is made from the list. */
export const commands: readonly Command[] = [...own, createHelp(own)];
