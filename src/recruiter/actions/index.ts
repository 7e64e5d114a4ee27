import { guardedAction } from "../access.ts";
import type { Action } from "../types.ts";
import { askAgain } from "./ask-again.ts";
import { candidateNew } from "./candidate-new.ts";
import { channels } from "./channels.ts";
import { decline } from "./decline.ts";
import { faq, faqEdit, faqNew, faqRemove } from "./faq.ts";
import { history } from "./history.ts";
import { hold } from "./hold.ts";
import { importColumns, importDrop, importNew, importOpen, importRun, importUndo } from "./import.ts";
import { intake } from "./intake.ts";
import {
  interviewCancel,
  interviewFeedback,
  interviewMove,
  interviewNoShow,
  interviewOffer,
  interviewSheet,
} from "./interview.ts";
import { invite } from "./invite.ts";
import { jobLink, jobNew } from "./job.ts";
import { jobPeople } from "./job-people.ts";
import { jobsBack, jobsPage } from "./jobs-page.ts";
import { mailRuleDrop, mailRuleEdit, mailRuleNew, mailRules } from "./mail-rules.ts";
import { mail, mailAgain, mailAssign, mailIgnore } from "./mails.ts";
import { matchFirst, matchJob, matchNext, matchPool } from "./match.ts";
import { matchInvite } from "./match-invite.ts";
import { matchOptout } from "./match-optout.ts";
import { matchProfile } from "./match-profile.ts";
import { open } from "./open.ts";
import { override } from "./override.ts";
import { page, pageBack } from "./page.ts";
import { people, personEdit, personNew } from "./people.ts";
import { postingClosed, postingPosted, postingRefreshed, postings, postingTextAction } from "./postings.ts";
import { progress } from "./progress.ts";
import { publish } from "./publish.ts";
import { faqAccept, faqAmend, faqReject, questionAnswer } from "./question.ts";
import { reassign } from "./reassign.ts";
import { resumesNew } from "./resumes-new.ts";
import { reveal } from "./reveal.ts";
import { reviewsBack, reviewsPage } from "./reviews.ts";
import { same, sameApart, sameMerge, sameSplit } from "./same.ts";
import { digestTimes, jobs, ownSettings, settings } from "./settings.ts";
import { slotCancel, slotImport, slotNew, slotsPage } from "./slots.ts";
import { spendNew } from "./spend-new.ts";
import { spendUndo } from "./spend-undo.ts";
import { tags } from "./tags.ts";
import { handBackAction, takeOverAction } from "./takeover.ts";
import { sendLetterNow, undoDecision } from "./undo.ts";
import { voices } from "./voices.ts";
import { workSettingsAction } from "./work-settings.ts";
import { ask, reply } from "./write.ts";

const own: readonly Action[] = [
  invite,
  hold,
  decline,
  undoDecision,
  sendLetterNow,
  ask,
  reply,
  takeOverAction,
  handBackAction,
  reviewsPage,
  reviewsBack,
  workSettingsAction,
  override,
  reassign,
  history,
  tags,
  open,
  page,
  pageBack,
  jobNew,
  jobLink,
  publish,
  postings,
  postingTextAction,
  postingPosted,
  postingRefreshed,
  postingClosed,
  matchJob,
  matchNext,
  matchFirst,
  matchPool,
  matchProfile,
  matchInvite,
  matchOptout,
  jobsPage,
  jobsBack,
  progress,
  slotsPage,
  slotNew,
  slotImport,
  slotCancel,
  interviewOffer,
  interviewMove,
  interviewCancel,
  interviewSheet,
  interviewNoShow,
  interviewFeedback,
  spendNew,
  spendUndo,
  channels,
  jobPeople,
  jobs,
  reveal,
  voices,
  faq,
  faqNew,
  faqEdit,
  faqRemove,
  faqAccept,
  faqAmend,
  faqReject,
  questionAnswer,
  mail,
  mailAssign,
  mailIgnore,
  mailAgain,
  mailRules,
  mailRuleNew,
  mailRuleEdit,
  mailRuleDrop,
  intake,
  candidateNew,
  resumesNew,
  importNew,
  importOpen,
  importColumns,
  importRun,
  importDrop,
  importUndo,
  same,
  sameMerge,
  sameApart,
  sameSplit,
  settings,
  ownSettings,
  digestTimes,
  people,
  personNew,
  personEdit,
  ...askAgain,
];

/** Every button and form of the recruiters, on every surface, each for those who may (core/rights). */
export const actions: readonly Action[] = own.map(guardedAction);
