import type { Command } from "../types.ts";
import { budget } from "./budget.ts";
import { candidate } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import { digest } from "./digest.ts";
import { jobs } from "./jobs.ts";
import { postingTime } from "./posting-time.ts";
import { createHelp } from "./qinpin.ts";

const own: readonly Command[] = [candidates, candidate, jobs, digest, budget, postingTime];

/** Every command of the recruiters, on every surface; the help is made from the list. */
export const commands: readonly Command[] = [...own, createHelp(own)];
