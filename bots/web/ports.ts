import type { InboundMessage, MediaKind } from "../../src/core/channel.ts";
import type { Section } from "../../src/core/dialogue/effect.ts";
import type { MyData } from "../../src/core/privacy/my-data.ts";

/** A browser's place: one thread, hence one conversation, of one company. */
export type ChatSession = { company: string; threadId: string };

/** The conversation a session's thread leads to. */
export type ChatConversation = {
  id: string;
  /** When the page was last seen connected, ms since epoch on the database clock; null = never. */
  linkSeenAt: number | null;
  /** Database time now, ms since epoch. */
  now: number;
};

/** One line of a transcript as pages show it. */
export type ChatLine = {
  /** Counts from 1 within the conversation, without gaps. */
  n: number;
  author: "candidate" | "bot" | "customer" | "recruiter";
  section: Section;
  /** The candidate's message id, or the key of our bubble. */
  ref: string;
  text: string;
  choices?: { value: string; label: string }[] | undefined;
  media?: MediaKind | undefined;
  /** ms since epoch */
  at: number;
};

/** What the web chat needs stored and read; every method throws when the database cannot be reached. */
export interface WebStore {
  /** Company a tracking code belongs to; null = unknown code. */
  companyOfCode(code: string): Promise<string | null>;
  create(tokenHash: string, session: ChatSession, ttlSeconds: number): Promise<void>;
  /** The session of a live token; null = unknown or expired. Using a token ends the one it replaced. */
  find(tokenHash: string): Promise<ChatSession | null>;
  /** Adds `newHash` as successor of a live token; the old one lives until the new one is first used. False = not live. */
  rotate(oldHash: string, newHash: string, ttlSeconds: number): Promise<boolean>;
  /** Null = none was started, or it was erased. */
  conversation(session: ChatSession): Promise<ChatConversation | null>;
  /** Lines after `n` in order, at most `limit`. */
  lines(company: string, conversationId: string, after: number, limit: number): Promise<ChatLine[]>;
  /** Notes on the database clock that the page is connected. */
  touchLink(company: string, conversationId: string): Promise<void>;
}

/** Tells when a conversation (`company:conversationId`) got new lines; returns how to stop listening. */
interface LineWakes {
  onLines(conversation: string, wake: () => void): () => void;
}

type WebLogger = {
  info(fields: Record<string, unknown>, event: string): void;
  warn(fields: Record<string, unknown>, event: string): void;
};

export type WebOptions = {
  /** Company of visitors without a tracking code, or with an unknown one. */
  company: string;
  /** Resolves after the message was committed; a throw means that nothing was stored. */
  receive(message: InboundMessage): Promise<{ kind: string }>;
  /**
   * Reads a résumé file that came in a conversation and tells its sender there what came of it; "gone" = there is no such
   * conversation. Absent = files are not taken.
   */
  upload?: (
    from: InboundMessage & { messageId: string },
    fetchFile: () => Promise<{ name: string; bytes: Uint8Array }>,
  ) => Promise<"read" | "refused" | "gone">;
  store: WebStore;
  /** Everything that is kept about the person of a conversation; absent = no file is offered. */
  myData?: (company: string, conversationId: string) => Promise<MyData | null>;
  wakes: LineWakes;
  logger: WebLogger;
  /** Address people use; null = unknown, then a page may call the host it was loaded from. */
  publicUrl: string | null;
  /** Further origins whose pages may call, e.g. https://jobs.example.com. */
  origins?: readonly string[];
  limits?: Partial<WebLimits>;
};

/** Flood protection of one process; the conversation keeps its own limits. */
export type WebLimits = {
  /** New sessions per address prefix (IPv4 /24, IPv6 /56) and hour. */
  sessionsPerHour: number;
  /** Messages per conversation and minute. */
  messagesPerMinute: number;
  /** Pages connected to one conversation at a time. */
  streams: number;
  heartbeatMs: number;
  /** How often a page's lines are read even when nobody said that there are new ones. */
  pollMs: number;
};

export const defaultLimits: WebLimits = {
  sessionsPerHour: 10,
  messagesPerMinute: 60,
  streams: 8,
  heartbeatMs: 15_000,
  pollMs: 5_000,
};
