import { guardedCommand } from "../access.ts";
import type { Command } from "../types.ts";
import { ask } from "./ask.ts";
import { audit } from "./audit.ts";
import { budget } from "./budget.ts";
import { candidate } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import { digest } from "./digest.ts";
import { faq } from "./faq.ts";
import { jobs } from "./jobs.ts";
import { postingTime } from "./posting-time.ts";
import { createHelp } from "./qinpin.ts";
import { settings } from "./settings.ts";

const own: readonly Command[] = [
  candidates,
  candidate,
  jobs,
  digest,
  budget,
  postingTime,
  faq,
  settings,
  audit,
  ask,
];

/** Every command of the recruiters, on every surface, each for those who may; the help is made from the list. */
export const commands: readonly Command[] = [...own, createHelp(own)].map(guardedCommand);
