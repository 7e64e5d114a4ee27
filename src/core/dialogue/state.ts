import type { Appointment, InterviewChoice } from "../interviews/appointment.ts";
import type { Locale } from "../locale.ts";
import type { Receipt } from "../scoring/receipt.ts";
import type { Consent, OptionalConsents } from "./consent-state.ts";
import type { JobFit, Section } from "./effect.ts";
import type { JobQuestion, Person, TakenUntil, TimerKind } from "./event.ts";
import type { Letter } from "./letter.ts";
import type { Voice } from "./voice-state.ts";

/**
 * A conversation between two events: plain JSON, one shape per status. `common` is what every open conversation carries,
 * whatever it is busy with.
 */
export type State = { status: "new" } | Erased | (Open & Place);

export type Erased = { status: "erased"; reason: "requested" | "under16" };

type Open = { locale: Locale; common: Common };

/** Where an open conversation is: at a step, or held up on the way to one. */
export type Place = Step | Paused | WithHuman | Taken | Expired;

export type Step = Consent | Age | FactStep | Warmup | Ready | RolePlay | Rule | Short | Done;

/** The state before anything happened. */
export const initialState: State = { status: "new" };

export type Common = {
  seed: number;
  jobTitle: string;
  /** Rule cards that were past their re-check date, or off, when the conversation began: nothing rests on them. */
  restingCards?: string[] | undefined;
  /** The job is for trying out: the receipt comes at once, nobody decides, and it may be done again. */
  practice?: true | undefined;
  /** The company's; absent = Asia/Shanghai. */
  timeZone?: string | undefined;
  /** Bubbles, notices and restarts so far: the source of unique keys. */
  count: number;
  /** Current generation of each timer; due null = not armed. */
  timers: { [kind in TimerKind]?: { generation: number; due: number | null } };
  /** Ids of the newest messages and recruiters' words that were handled. */
  seen: string[];
  /** Database time of the candidate's last action. */
  activeAt: number;
  /** Reminders since then whose time is over. */
  reminders: number;
  /** The candidate asked never to be reminded. */
  noReminders: boolean;
  blocked: boolean;
  consented: boolean;
  /** Consent was withdrawn after the last attempt: there is no further one. */
  spent?: true | undefined;
  /** Absent = not asked yet, or given before they were kept here. */
  optional?: OptionalConsents | undefined;
  jobFit: JobFit;
  /** Characters a minute of the copy task; null = skipped, unclear or English: no adjustment. */
  typingCpm: number | null;
  attempt: number;
  /** Role-plays opened so far in all attempts: numbers the parallel variants. */
  plays: number;
  /** The free restart is used. */
  restarted: boolean;
  /** A role-play of this attempt was interrupted; such a session always goes to a person. */
  interrupted: boolean;
  assessed: boolean;
  results: Results;
  /** Waiting for a yes to this. */
  confirm: "delete" | "restart" | null;
  /** A recruiter asked something; the next message is the answer. */
  question: boolean;
  /** The questions that message answers, the oldest first. */
  asked?: Asked[] | undefined;
  decision: "invitation" | "decline" | null;
  /** Database time of that: when the candidate was told. */
  decidedAt?: number | undefined;
  /** Attempts that had begun when it was written, where the recruiter's side said so. */
  decidedAttempt?: number | undefined;
  /** What the candidate is told about the last attempt, once a person decided. */
  receipt?: Receipt | undefined;
  reviewRequested: boolean;
  /** A question whose answer waits for a model. */
  wording?: JobQuestion | undefined;
  /** Questions so far that a model was asked about. */
  wordings?: number | undefined;
  /** Answers to questions about the job that wait for the end of the running section. */
  later?: { question: string; answer: string }[] | undefined;
  /** Recruiters' words that wait until a running timed section is over. */
  waiting: Letter[];
  /** When media were last answered. */
  mediaAt: number;
  /** An interview that is being arranged: what is booked, and the times last offered. */
  interview?: { appointment: Appointment | null; offered: InterviewChoice[] } | undefined;
  /** Voice messages that are not words yet, the oldest first. */
  voices?: Voice[] | undefined;
  /** Voice messages so far. */
  voiceCount?: number | undefined;
};

/** All that the score of an attempt depends on, besides the script. */
export type Attempt = Pick<Common, "results" | "seed" | "attempt" | "typingCpm" | "interrupted">;

/** A recruiter's question that nobody has answered. */
export type Asked = { key: string; text: string };

/** What the candidate has done in this attempt; scored together at the end, then dropped. */
export type Results = { play: PlayResult | null; rule: RuleResult | null; short: ShortAnswer[] };
export type PlayResult = { locale: Locale; play: number; startAt: number; lines: Line[] };
export type RuleResult = {
  locale: Locale;
  seconds: number;
  answers: Bubble[];
  /** As it was asked; absent in conversations from before it was kept. */
  question?: string | undefined;
};
export type ShortAnswer = {
  item: string;
  locale: Locale;
  verdict: "true" | "false" | "unsure" | "none";
  bubbles: Bubble[];
};

/** A message of the candidate inside a section; `at` is platform time; `spoken` = it came as a voice message. */
export type Bubble = { messageId: string; text: string; at: number; spoken?: true | undefined };

/** A line of the role-play; `t` = seconds from the delivery of the first customer line. */
export type Line = {
  from: "customer" | "candidate";
  t: number;
  text: string;
  node?: string;
  messageId?: string;
  spoken?: true | undefined;
  /** Our bubble, until its delivery is known. */
  key?: string;
};

export type Age = { status: "age" };
export type Fit = "start" | "shifts" | "pay" | "platforms";
export type FactStep = { status: "facts"; fact: Fit; misses: number };
export type Warmup = {
  status: "warmup";
  key: string;
  sentence: number;
  /** When the sentence was delivered (said, until that is known). */
  shownAt: number;
  misses: number;
};

/** Before a timed section, so that no clock starts unseen. */
export type Ready = {
  status: "ready";
  next: "roleplay" | "rule" | "short";
  why: "first" | "again" | "interrupted";
  /** Ties the button to this very prompt. */
  token: string;
  /** Messages until then were on their way to the section before and are no answer. */
  absorbUntil: number;
  /** Platform time at which the section before ended; what was sent before still belongs to it. */
  endedAt: number;
  /** A rule explanation or round of short items that was left and goes on. */
  rule: RuleProgress | null;
  short: ShortProgress | null;
};

export type RolePlay = {
  status: "roleplay";
  play: number;
  /** Customer lines whose delivery is not known yet. */
  undelivered: { key: string; saidAt: number }[];
  /** Delivery of the first customer line; null = not known yet, the clock stands. */
  startAt: number | null;
  /** Database time of that: the platform's clock may be another, and what the customer does is timed by ours. */
  beganAt: number | null;
  lines: Line[];
  /** Bubbles of the turn that is not over yet. */
  open: Bubble[];
  /** Bubbles that count towards the end of the turn; those over the rate limit do not. */
  counted: number;
  used: string[];
  given: string[];
  neutrals: number;
  /** Turns of the candidate, and answers of the customer to them, so far. */
  replies: number;
  followUps: number;
  mood: number;
  /** What already moved the mood. */
  felt: string[];
  /** Since when nobody spoke, and how many impatient lines that brought. */
  silentSince: number;
  nudged: number;
  pauseAfter: boolean;
};

export type RuleProgress = {
  /** Time that ran before the section was left. */
  usedMs: number;
  wording: number;
  answers: Bubble[];
  /** The candidate was told how to end the section. */
  offered: boolean;
};
export type Rule = RuleProgress & {
  status: "rule";
  key: string;
  saidAt: number;
  /** Delivery of the question; null = not known yet. */
  startAt: number | null;
  /** Database time of that, for what has no platform time. */
  beganAt: number | null;
  /** Bubbles of the turn that is not over yet. */
  open: number;
};

export type ShortProgress = { items: string[]; index: number };
export type Short = ShortProgress & {
  status: "short";
  key: string;
  saidAt: number;
  /** Delivery of the statement; null = not known yet. */
  shownAt: number | null;
  verdict: "true" | "false" | "unsure" | null;
  bubbles: Bubble[];
};

export type Done = { status: "done" };

export type Paused = { status: "paused"; resume: Step };
export type WithHuman = { status: "human"; resume: Step; because: "asked" | "refused"; told: boolean };
export type Expired = { status: "expired"; resume: Step };

/** A person talks with the candidate; nothing is asked, timed or scored meanwhile. */
export type Taken = {
  status: "taken";
  resume: Step;
  /** What the candidate was doing, so that handing back leads there. */
  from: "step" | "paused" | "asked" | "refused";
  by: Person;
  since: number;
  limit: TakenUntil["kind"];
  /** When the assistant goes on by itself; null = not before it is handed back. */
  until: number | null;
};

/** The step a conversation is at, or comes back to. */
export const stepOf = (place: Place): Step => ("resume" in place ? place.resume : place);

/** Whether a clock of a scored section is running. */
export const isTimed = (place: Place): boolean =>
  place.status === "roleplay" || place.status === "rule" || place.status === "short";

/** What a message received in this state belongs to. */
export function sectionOf(state: State): Section {
  switch (state.status) {
    case "new":
    case "erased":
    case "consent":
    case "age":
      return "intro";
    case "facts":
    case "warmup":
    case "roleplay":
    case "rule":
    case "short":
      return state.status;
    case "ready":
      return state.next;
    case "done":
      return "closing";
    case "human":
    case "taken":
      return "human";
    case "paused":
    case "expired":
      return sectionOf({ locale: state.locale, common: state.common, ...state.resume });
    default:
      return state satisfies never;
  }
}

/** Changes whenever the candidate got one question further; tells quick answering from flooding. */
export function progressOf(state: State): string {
  switch (state.status) {
    case "consent":
      return `consent ${state.ask}`;
    case "facts":
      return `facts ${state.fact}`;
    case "ready":
      return `ready ${state.next}`;
    case "roleplay":
      return `roleplay ${state.play} ${state.followUps}`;
    case "short":
      return `short ${state.index} ${state.verdict ?? ""}`;
    default:
      return state.status;
  }
}
