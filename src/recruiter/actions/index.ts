import type { Action } from "../types.ts";
import { decline } from "./decline.ts";
import { hold } from "./hold.ts";
import { invite } from "./invite.ts";
import { jobLink, jobNew } from "./job.ts";
import { open } from "./open.ts";
import { page, pageBack } from "./page.ts";
import { reviewsBack, reviewsPage } from "./reviews.ts";
import { handBackAction, takeOverAction } from "./takeover.ts";
import { workSettingsAction } from "./work-settings.ts";
import { ask, reply } from "./write.ts";

/** Every button and form of the recruiters, on every surface. */
export const actions: readonly Action[] = [
  invite,
  hold,
  decline,
  ask,
  reply,
  takeOverAction,
  handBackAction,
  reviewsPage,
  reviewsBack,
  workSettingsAction,
  open,
  page,
  pageBack,
  jobNew,
  jobLink,
];
