import type { Command } from "../types.ts";
import { candidate } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import { jobs } from "./jobs.ts";
import { createHelp } from "./qinpin.ts";
import { reviews } from "./reviews.ts";

const own: readonly Command[] = [candidates, candidate, reviews, jobs];

/** Every command of the recruiters, on every surface; the help is made from the list. */
export const commands: readonly Command[] = [...own, createHelp(own)];
