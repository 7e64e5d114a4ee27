import { guardedCommand } from "../access.ts";
import type { Command } from "../types.ts";
import { ofWholeCompany } from "../whole-company.ts";
import { ask } from "./ask.ts";
import { audit } from "./audit.ts";
import { budget } from "./budget.ts";
import { candidate } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import { channels } from "./channels.ts";
import { costPer } from "./cost-per.ts";
import { digest } from "./digest.ts";
import { exportCommand } from "./export.ts";
import { faq } from "./faq.ts";
import { funnel } from "./funnel.ts";
import { jobs } from "./jobs.ts";
import { mail } from "./mail.ts";
import { match } from "./match.ts";
import { outcome } from "./outcome.ts";
import { people } from "./people.ts";
import { postingTime } from "./posting-time.ts";
import { createHelp } from "./qinpin.ts";
import { reviews } from "./reviews.ts";
import { settings } from "./settings.ts";
import { slots } from "./slots.ts";
import { spend } from "./spend.ts";
import { withHelp } from "./with-help.ts";

const own: readonly Command[] = [
  candidates,
  candidate,
  reviews,
  jobs,
  match,
  digest,
  outcome,
  slots,
  ...[channels, funnel, spend, costPer, budget, postingTime].map(ofWholeCompany),
  exportCommand,
  faq,
  mail,
  people,
  settings,
  audit,
  ask,
];

/** Every command of the recruiters, on every surface, each for those who may; the help is made from the list. */
export const commands: readonly Command[] = [
  ...own.map(guardedCommand).map(withHelp),
  guardedCommand(createHelp(own)),
];
