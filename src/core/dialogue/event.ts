import type { MediaKind, VoiceRef } from "../channel.ts";
import type { HumanSignal } from "../faq/human-signals.ts";
import type {
  Appointment,
  InterviewChange,
  InterviewChoice,
  InterviewNews,
} from "../interviews/appointment.ts";
import type { Bilingual, Locale } from "../locale.ts";
import type { Receipt } from "../scoring/receipt.ts";

export type TimerKind =
  | "turn" // 12 s of silence end the candidate's turn
  | "silence" // the customer's impatience in the role-play
  | "opening" // another customer of the role-play writes for the first time
  | "limit" // the time limit of the section
  | "hard" // the chat of the section closes
  | "item" // time limit of one short rule item
  | "wording" // an answer no longer waits for a model
  | "voice" // in a timed section, what was heard is taken as it is, or the candidate is asked to type
  | "nudge" // 2 h, next day 10:00, 44 h
  | "expire" // 72 h without an answer
  | "handback" // a person who took over has not written for so long, or said until when
  | "interview_day" // reminders of an interview, a day and two hours before
  | "interview_hours";

/** A voice message that the platform hands over, and what can be done with it here. */
export type SentVoice = VoiceRef & {
  /** write = an endpoint writes it down; listen = recruiters can listen to it, no more. */
  can: "write" | "listen";
  /** How fast it was spoken is counted as well, for information. */
  pace?: boolean | undefined;
};

/** Why a voice message did not become words: not handed over, not readable, too long, no words in it, no answer. */
export type VoiceTrouble = "gone" | "format" | "too_long" | "no_words" | "trouble";

type Timed = {
  /** When it happened on the platform, ms since epoch; the only time that is ever scored. */
  at: number;
  /** Database time of receipt, ms since epoch; timers start from it. */
  now: number;
};

/** Everything that can happen to a conversation. Stored; `events.reduce(transition)` rebuilds it. */
export type DialogueEvent = Timed &
  (
    | {
        type: "started";
        seed: number;
        locale: Locale;
        pins: Pins;
        jobTitle: string;
        name?: string | undefined;
        /** Rule cards that nothing may rest on in this conversation. */
        restingCards?: string[] | undefined;
        /** A job for trying out: nobody decides. */
        practice?: boolean | undefined;
        /** By whose clocks nights are nights; absent = Shanghai. */
        timeZone?: string | undefined;
        /** They said so in an earlier application: no reminders, ever. */
        noReminders?: true | undefined;
      }
    | {
        type: "said";
        messageId: string;
        text: string;
        choice?: string | undefined;
        late?: boolean | undefined;
        /** The words of a voice message: nobody typed them then. */
        spoken?: true | undefined;
        /** Over the rate limit: joins the current turn (role-play, rule answer) and gets no answer of its own. */
        surplus?: boolean | undefined;
        /** It is about an interview: the next event answers it, and the dialogue only notes it. */
        aside?: boolean | undefined;
        /** What it asks about the job, looked up when it came; absent = nothing. */
        asked?: JobQuestion | undefined;
      }
    | {
        type: "sentMedia";
        messageId: string;
        media: MediaKind;
        reading?: boolean | undefined;
        voice?: SentVoice | undefined;
      }
    /** A voice message was written down. */
    | { type: "voiceHeard"; messageId: string; text: string; asked?: JobQuestion | undefined }
    /** A voice message could not be fetched, or not be written down. */
    | { type: "voiceFailed"; messageId: string; why: VoiceTrouble }
    /** A file the candidate sent was read, or could not be: what to tell them. */
    | { type: "fileRead"; messageId: string; words: Bilingual }
    /** What a model made of a question that waits: checked words, or null; `found` = an entry the rules had not found. */
    | {
        type: "worded";
        id: string;
        text: string | null;
        found?: Pick<JobQuestion, "entry" | "confidence" | "answer" | "general"> | undefined;
      }
    | { type: "edited"; messageId: string; text: string }
    | {
        type: "timedOut";
        timer: TimerKind;
        generation: number;
        due: number;
        linkSeenAt: number | null;
        /** The platform lets nothing through now: whoever would be reminded is not. */
        shut?: true | undefined;
      }
    /** A tracked bubble was accepted by the platform at `at`. */
    | { type: "delivered"; key: string }
    /** A tracked bubble could not be delivered (given up, or the platform refused it). */
    | { type: "undelivered"; key: string }
    | { type: "linked"; awaySeconds: number }
    /** The candidate opened the entry again (link, /start): say where we are; nothing in a running timed section. */
    | { type: "cameBack" }
    | { type: "blocked" }
    | { type: "unblocked" }
    /** A recruiter acts on this conversation; `key` makes it idempotent. */
    | {
        type: "recruiterSaid";
        key: string;
        /** An offer invites somebody of the talent pool to another job, `job`. */
        kind: "reply" | "question" | "invitation" | "decline" | "offer";
        text: string;
        job?: string | undefined;
        /** The candidate's question that this answers. */
        answers?: string | undefined;
        /** Attempts that had begun when a decline was written: its retry date counts from them, whatever began since. */
        attempt?: number | undefined;
        /** The result that was decided on, where it is not the one the dialogue computed itself. */
        receipt?: Receipt | undefined;
        /** Whoever replies as a person takes over; absent = the words alone (decisions, questions, older events). */
        by?: Person | undefined;
      }
    /** A person takes over: the assistant keeps quiet until they hand back. `key` makes it idempotent. */
    | { type: "takenOver"; key: string; by: Person; until: TakenUntil; why: string }
    | { type: "handedBack"; key: string; by: string }
    /**
     * Times for an interview are offered, or the appointment changed. `appointment` absent = as it was, null = there is none;
     * `by` = "candidate" or a recruiter's id. `key` makes it idempotent.
     */
    | {
        type: "interview";
        key: string;
        change: InterviewChange;
        by: string;
        words: Bilingual[];
        /** Below the last of the words. */
        choices?: InterviewChoice[] | undefined;
        appointment?: Appointment | null | undefined;
        news?: InterviewNews | undefined;
      }
  );

/** A question about the job inside a message, with what the shop's entries say about it. */
export type JobQuestion = {
  question: string;
  /** What besides it answers the step; "" = nothing. */
  rest: string;
  /** Asked in so many words, not only mentioned. */
  sure: boolean;
  /** Entry that answers it, and how surely (0..1); null = none does. */
  entry: string | null;
  confidence: number;
  /** In the candidate's language; "" without an entry. */
  answer: string;
  /** The answer holds for any shop: people are asked about this job. */
  general: boolean;
  /** Why a person must come, whatever entry fits. */
  person: HumanSignal[];
  /** Under which it is passed on to people; `group` = the same question that waits already, else the id itself. */
  id: string;
  group: string;
  /** This candidate's own question of the same group waits for people. */
  waits: boolean;
  /** A model could word the answer, or look for an entry that means the same; where the candidate agreed to it. */
  byModel?: true | undefined;
};

/** A recruiter: `id` for the record, `shown` is what candidates read, in their language. */
export type Person = { id: string; shown: Bilingual };

/** Until when a person has the conversation: so long after their last line, until a moment, or until handed back. */
export type TakenUntil = { kind: "quiet" } | { kind: "at"; at: number } | { kind: "open" };

/** Content versions a conversation is bound to for life: file id -> content hash. */
export type Pins = Record<string, string>;
