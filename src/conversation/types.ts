import type { Channel, ChannelId, Choice, InboundMessage, SendResult } from "../core/channel.ts";
import type { FaqFile } from "../core/content/faq.ts";
import type { JobTemplate } from "../core/content/job-template.ts";
import type { RuleUpkeep } from "../core/content/resting.ts";
import type { Script } from "../core/content/script.ts";
import type { Notice } from "../core/dialogue/effect.ts";
import type { DialogueEvent, Pins } from "../core/dialogue/event.ts";
import type { Locale } from "../core/locale.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Vault } from "../db/vault.ts";
import type { Wakes } from "../db/wakes.ts";

/** Where time comes from: null = the database clock (production); a date = a simulated clock. */
export type Clock = () => Date | null;

/** The content a job is screened with; the lists stand before the single ids. */
export type JobContent = {
  scenarioId: string;
  ruleId: string;
  scenarioIds?: readonly string[] | null | undefined;
  ruleIds?: readonly string[] | null | undefined;
};

/** Hands out content: today's versions for a new conversation, the pinned ones for an open one. */
export interface Library {
  /**
   * Pins of today's content for a job with all its scenarios, explanations and cards; an attempt draws one of each. On
   * the day `today` (YYYY-MM-DD) resting cards and what rests on them stay out, see `explanationsFor`.
   */
  pinsFor(job: JobContent, today?: string): Pins;
  /** Ids of rule cards that nothing in a conversation begun on `today` may rest on. */
  restingCards(today: string): string[];
  /** Job templates, of the content there is. */
  readonly templates: readonly JobTemplate[];
  /** Questions candidates ask at any shop; absent = only the company's own are answered. */
  readonly faq?: FaqFile | undefined;
  /** What recruiters must be told about the rules on `today`. */
  upkeep(today: string): RuleUpkeep;
  /** The script at these pins; loads older versions from the database. */
  script(pins: Pins): Promise<Script>;
}

export type Logger = {
  debug(fields: Record<string, unknown>, event: string): void;
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
  error(fields: Record<string, unknown>, event: string): void;
};

/** Counters the room feeds; names are those of /metrics. */
export interface Meter {
  count(name: string, labels?: Record<string, string>, by?: number): void;
  observe(name: string, value: number, labels?: Record<string, string>): void;
}

export type ConversationDeps = {
  db: Database;
  vault: Vault;
  library: Library;
  channels: Partial<Record<ChannelId, Pick<Channel, "id" | "delivery" | "allowance" | "passiveMs">>>;
  clock: Clock;
  logger: Logger;
  meter: Meter;
  /** Company that unknown codes and organic contacts belong to. */
  defaultCompany: string;
  /** Base of addresses that candidates are given, no trailing slash; absent = they are given relative ones. */
  publicUrl?: string;
  /** Identity and chance are arguments: random by default, derived from the message in a simulation. */
  identify?: (message: InboundMessage) => Identity;
  wakes: Pick<Wakes, "lines" | "outbox">;
  /** What can be done with voice messages; absent = they are answered like other media. */
  voice?: { can: "write" | "listen"; pace?: boolean; wake(): void } | undefined;
  /** Has a model word answers; absent = entries are said as they are. */
  wording?: Wording | undefined;
};

/** What a model may do for a question: word the answer of its entry, or find the entry (null) that means the same. */
export type WordingWish = {
  company: string;
  conversationId: string;
  applicationId: string;
  id: string;
  question: string;
  entry: string | null;
  answer: string;
  locale: Locale;
};

export interface Wording {
  /** Whether it has something to do for this answer, and time for it now. */
  takes(found: { entry: string | null; answer: string }): boolean;
  /** Begins in the background; the conversation hears of it in an event. Call after the commit. */
  start(wish: WordingWish): void;
}

/** Ids and seed of a new conversation. */
export type Identity = { conversationId: string; applicationId: string; candidateId: string; seed: number };

export type Receipt =
  | { kind: "accepted"; conversationId: string }
  | { kind: "duplicate"; conversationId: string | null }
  /** Stored, joins the turn or waits; over a limit nothing more happens than that. */
  | { kind: "surplus"; conversationId: string }
  | { kind: "ignored" };

/** The conversation room. Every method is one short transaction; throws only when nothing was stored. */
export interface Conversations {
  receive(message: InboundMessage): Promise<Receipt>;
  /** Applies an event to a conversation inside the caller's transaction (recruiters' decisions). Wakes senders after commit via `wake`. */
  applyIn(tx: Tx, company: string, conversationId: string, event: EventDraft): Promise<"applied" | "gone">;
  /** Call after the caller's transaction committed. */
  wake(company: string, conversationId: string): void;
}

/** Bubbles taken for a reply: exactly one of the three must follow. */
export type Turn = {
  text: string;
  choices: Choice[];
  /** The platform has it. */
  sent(): Promise<void>;
  /** It may have it; sent again another way. */
  unknown(): Promise<void>;
  /** Nothing was tried; goes the usual way at once. */
  giveBack(): Promise<void>;
};

/** An event without its times; the room fills `at` (when absent) and `now` from the clock. */
export type EventDraft = DialogueEvent extends infer E
  ? E extends DialogueEvent
    ? Omit<E, "at" | "now"> & { at?: number }
    : never
  : never;

/** What is waiting for recruiters, in the outbox lane `r:<application id>`, channel "recruiters". */
export type RecruiterOutbound =
  | { kind: "notice"; notice: Notice }
  /** The card changed: post it if it is not there, else update it. */
  | { kind: "card" }
  /** A line in the card's thread, already rendered to plain text. */
  | { kind: "thread"; text: string }
  /** An answer to candidates that could become an entry; drawn as it is when it is posted. */
  | { kind: "suggestion"; group: string }
  /** The digest that was due at `at`, ms; put together when it is posted. */
  | { kind: "digest"; of: "matched" | "channels"; audience: string; slot: string; at: number }
  /** A digest that is there already: post it if it is not, else show it as it is now. */
  | { kind: "digest_show"; id: string }
  /** Reviews that wait too long; drawn as they are when it is posted. `person` = a recruiter's id, "" = the digest channel. */
  | { kind: "reviews"; person: string; level: "owner" | "lead"; ids: string[] };

export type OutboxItem = {
  company: string;
  lane: string;
  key: string;
  channel: string;
  /** Recruiters: a channel or person; "" = the digest channel. */
  place: string;
  conversationId: string | null;
  applicationId: string | null;
  attempts: number;
  /** The row was in flight when its sender died: it may have been sent already. */
  maybeDoubled: boolean;
  createdAt: number;
  body: unknown;
};

/**
 * The place a row goes to waits, by a clock of its own: the row stays the next one there, without a pause of its own.
 * `unknown` = it may have arrived.
 */
export type Held = { kind: "held"; unknown: boolean; reason: string };

/** Sends one outbox item; a throw means it is unknown whether it arrived. */
export type Sender = (item: OutboxItem, signal: AbortSignal) => Promise<SendResult | Held>;
