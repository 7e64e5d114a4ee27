import type { Action } from "../types.ts";
import { askAgain } from "./ask-again.ts";
import { decline } from "./decline.ts";
import { history } from "./history.ts";
import { hold } from "./hold.ts";
import { invite } from "./invite.ts";
import { jobLink, jobNew } from "./job.ts";
import { open } from "./open.ts";
import { override } from "./override.ts";
import { page, pageBack } from "./page.ts";
import { reassign } from "./reassign.ts";
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
  ...askAgain,
];
