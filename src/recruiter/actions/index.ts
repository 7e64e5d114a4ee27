import type { Action } from "../types.ts";
import { decline } from "./decline.ts";
import { history } from "./history.ts";
import { hold } from "./hold.ts";
import { invite } from "./invite.ts";
import { jobLink, jobNew } from "./job.ts";
import { jobsBack, jobsPage } from "./jobs-page.ts";
import { open } from "./open.ts";
import { override } from "./override.ts";
import { page, pageBack } from "./page.ts";
import { progress } from "./progress.ts";
import { reassign } from "./reassign.ts";
import { spendUndo } from "./spend-undo.ts";
import { sendLetterNow, undoDecision } from "./undo.ts";
import { ask, reply } from "./write.ts";

/** Every button and form of the recruiters, on every surface. */
export const actions: readonly Action[] = [
  invite,
  hold,
  decline,
  undoDecision,
  sendLetterNow,
  ask,
  reply,
  override,
  reassign,
  history,
  open,
  page,
  pageBack,
  jobNew,
  jobLink,
  jobsPage,
  jobsBack,
  progress,
  spendUndo,
];
