import type { Locale } from "./locale.ts";

/** Platforms candidates talk on. */
export const channelIds = ["telegram", "web"] as const;
export type ChannelId = (typeof channelIds)[number];

export type MediaKind = "voice" | "photo" | "sticker" | "file" | "video" | "contact" | "location" | "other";

/** What a candidate did, after the adapter verified and parsed it. Texts are already capped (see `limits`). */
export type InboundBody =
  | { kind: "start"; code?: string | undefined; locale?: Locale | undefined; name?: string | undefined }
  | { kind: "text"; messageId: string; text: string; choice?: string | undefined }
  /** `reading` = a file that is being read as a résumé: its sender hears what came of it. */
  | { kind: "media"; messageId: string; media: MediaKind; reading?: boolean | undefined }
  | { kind: "edited"; messageId: string; text: string }
  | { kind: "blocked" }
  | { kind: "unblocked" }
  /** The candidate's page is connected again after `awaySeconds` without a link. */
  | { kind: "linked"; awaySeconds: number };

/** One delivery of a platform. (company, channel, account, threadId, deliveryId) identifies it for ever. */
export type InboundMessage = {
  company: string;
  channel: ChannelId;
  /** Which of our bots on that platform received it (Telegram bot id; "web"). */
  account: string;
  threadId: string;
  deliveryId: string;
  /** Platform time, ms since epoch; null = the platform gives none, the database clock is used. */
  at: number | null;
  body: InboundBody;
};

/** A button that answers for the candidate; `value` comes back as `choice`. */
export type Choice = { value: string; label: string };

/** One bubble to the candidate. */
export type OutboundMessage = {
  /** Unique and stable over retries. */
  key: string;
  account: string;
  threadId: string;
  text: string;
  choices: Choice[];
};

export type SendResult =
  | { kind: "sent"; externalId: string; at: number }
  /** Certainly not delivered; try again after `afterMs`. */
  | { kind: "retry"; afterMs: number; reason: string }
  /** The candidate cannot be reached any more (blocked, account gone): stop sending to this thread. */
  | { kind: "unreachable"; reason: string }
  /** The platform will never take this message. */
  | { kind: "rejected"; reason: string };

/** What the conversation room needs of a platform. A throw from `send` means: it is unknown whether it arrived. */
export interface Channel {
  readonly id: ChannelId;
  /** push = we call the platform; pull = clients read the transcript, nothing is called and nothing can be doubled. */
  readonly delivery: "push" | "pull";
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>;
}

/** Limits every adapter and the conversation obey (characters are UTF-16 units). */
export const limits = { textChars: 4096, perMinute: 20, burst: 10, perConversation: 300 } as const;
