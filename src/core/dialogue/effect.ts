import type { Choice } from "../channel.ts";
import type { InterviewNews } from "../interviews/appointment.ts";
import type { ReminderKind } from "../interviews/reminders.ts";
import type { Locale } from "../locale.ts";
import type { Assessment } from "../scoring/assessment.ts";
import type { TimerKind } from "./event.ts";
import type { OfferAnswer } from "./offer.ts";
import type { Attempt } from "./state.ts";

/** Where an application stands; the recruiter moves it after `assessed`. */
export type Stage =
  | "started"
  | "screening"
  | "assessed"
  | "manual" // wants or needs the human path (consent refused, human asked for, accommodation)
  | "held"
  | "invited"
  | "declined"
  | "withdrawn";

/** The four job-fit facts, as the candidate gave them, normalised where the answer was clear. */
export type JobFit = {
  startDate?: string | undefined; // "immediate" | "P7D" | YYYY-MM-DD
  shifts?: "any" | "day" | "evening" | "limited" | undefined; // evening = can work 20:00-24:00
  payMin?: number | undefined; // CNY a month
  payMax?: number | undefined; // CNY a month; absent with payMin = open upwards or negotiable
  payNegotiable?: boolean | undefined;
  platforms?: string[] | undefined; // taobao tmall pdd jd douyin kuaishou xiaohongshu other none
};

/** What a conversation wants done; the core says it, the conversation room carries it out in the same transaction. */
export type Effect =
  /**
   * One bubble to the candidate. `key` is unique within the conversation. tracked = tell me when it was delivered.
   * `until` = of no use after that moment, ms: then it is dropped, and it is never kept for later.
   * `author`: who speaks; the customer of the role-play and people are shown differently from the assistant (default bot).
   */
  | {
      type: "say";
      key: string;
      text: string;
      author?: "bot" | "customer" | "recruiter" | undefined;
      choices?: Choice[] | undefined;
      tracked?: boolean | undefined;
      until?: number | undefined;
      section: Section;
    }
  /** (Re)arms a timer; an older generation of the same kind no longer fires. */
  | { type: "timer"; timer: TimerKind; generation: number; due: number }
  | { type: "cancelTimer"; timer: TimerKind }
  /** A fact with time and actor, kept in application_events; every metric is computed from these. */
  | { type: "fact"; name: FactName; data?: Record<string, string | number | boolean | null> | undefined }
  /** `reopens`: also from a stage that a person decided on; only the retry after a decline may say so. */
  | { type: "stage"; to: Stage; reopens?: true | undefined }
  | { type: "jobFit"; jobFit: JobFit }
  /** What is absent stays as it is. */
  | {
      type: "consent";
      screening?: boolean | undefined;
      model?: boolean | undefined;
      pool?: boolean | undefined;
      voice?: boolean | undefined;
    }
  /** Keep a voice message so that recruiters can listen, or have it written down as well. */
  | { type: "voice"; messageId: string; wish: "keep" | "write" }
  /** The words of a voice message, for its line of the transcript. */
  | { type: "heard"; messageId: string; text: string; how: HeardHow }
  /** Consent to the assessment was withdrawn before anybody decided: what was computed from it goes. */
  | { type: "dropResults" }
  /** Show the candidate everything that is kept about them, behind what is said with it. */
  | { type: "showData" }
  /** `attempt` = what it was computed from, for whoever computes it again; it is not stored a second time. */
  | { type: "assessed"; assessment: Assessment; attempt: Attempt }
  /** Something recruiters should see: in Slack, else in the console. */
  | { type: "notify"; key: string; notice: Notice }
  /** A question about the job that people must answer; `group` = the one it is the same as, else its own id. */
  | { type: "forward"; id: string; group: string; question: string; entry: string | null }
  /** A model may word the answer to a question, or find the entry that has it (null so far); what it made comes back as `worded`. */
  | { type: "word"; id: string; question: string; entry: string | null; answer: string; locale: Locale }
  /** What somebody of the talent pool answered to an invitation to another job. */
  | { type: "offerAnswered"; answer: OfferAnswer; job: string }
  /** No invitations to other jobs any more, for ever. */
  | { type: "optOut" }
  /** Reminders that were said but are not sent yet are not sent any more. */
  | { type: "dropReminders" }
  /** What became of a reminder of an interview; `bubble` = key of what was said. */
  | { type: "interviewReminded"; booking: string; kind: ReminderKind; said: boolean; bubble: string | null }
  /** Delete every personal trace of this conversation and its candidate. */
  | { type: "erase"; reason: "requested" | "under16" };

/**
 * How the words of a voice message were settled: the candidate sent them as heard, or corrected them; they did not answer
 * in time and the words count as heard; or they said something else meanwhile and the words answer nothing.
 */
export type HeardHow = "confirmed" | "corrected" | "unanswered" | "unused";

/** What the candidate is busy with; shown as progress ("2/4") and used to group the transcript. */
export type Section = "intro" | "facts" | "warmup" | "roleplay" | "rule" | "short" | "closing" | "human";

export type FactName =
  | "started"
  | "consented"
  | "consent_refused"
  | "consent_changed"
  | "data_shown"
  | "facts_given"
  | "assessment_started"
  | "roleplay_started"
  | "roleplay_finished"
  | "roleplay_interrupted"
  | "rule_finished"
  | "short_finished"
  | "assessment_completed"
  | "human_requested"
  | "paused"
  | "resumed"
  | "restarted"
  | "blocked"
  | "unblocked"
  | "reminded"
  | "expired"
  | "erased"
  | "answered_recruiter"
  | "taken_over"
  | "handed_back"
  | "review_requested"
  | "interview_offered"
  | "interview_booked"
  | "interview_moved"
  | "interview_confirmed"
  | "interview_cancelled";

export type Notice =
  | { kind: "assessed" }
  | { kind: "human"; reason: "asked" | "consent_refused" | "review" }
  /** A message of the candidate meant for a person (answer to a question, or while a human is wanted). */
  /** With `answers` it answers these questions of recruiters. */
  | { kind: "message"; messageId: string; text: string; answers?: string[] | undefined }
  /** A question about the job that no entry answers. */
  | { kind: "question"; id: string; text: string }
  /** A person has the conversation; `until` in ms, null = until they hand back. */
  | { kind: "takenOver"; by: string; until: number | null }
  /** What the candidate did about an interview. */
  | ({ kind: "interview" } & InterviewNews)
  /** The assistant has it again. `by` = who handed back, null for `quiet` and `candidate`. */
  | { kind: "handedBack"; why: HandBack; by: string | null };

/** Why a takeover ended: a person's click, the time was up, or the candidate wanted to go on. */
export type HandBack = "person" | "quiet" | "candidate";
