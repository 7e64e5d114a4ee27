import type { Allowance, Opening } from "./allowance.ts";
import type { Locale } from "./locale.ts";

/** Platforms candidates talk on. */
export const channelIds = ["telegram", "wechat", "wecom", "web"] as const;
export type ChannelId = (typeof channelIds)[number];

export type MediaKind = "voice" | "photo" | "sticker" | "file" | "video" | "contact" | "location" | "other";

/** Where a platform keeps a voice message; seconds and bytes as it announces them. */
export type VoiceRef = { file: string; seconds?: number | undefined; bytes?: number | undefined };

/** What came of asking a platform for a voice message; `retry` = not now, `gone` = never. */
export type FetchedVoice = { kind: "voice"; bytes: Uint8Array } | { kind: "retry" | "gone" | "too_large" };

/** What a candidate did, after the adapter verified and parsed it. Texts are already capped (see `limits`). */
export type InboundBody =
  | { kind: "start"; code?: string | undefined; locale?: Locale | undefined; name?: string | undefined }
  | { kind: "text"; messageId: string; text: string; choice?: string | undefined }
  /** `reading` = a file that is being read as a résumé: its sender hears what came of it. */
  | {
      kind: "media";
      messageId: string;
      media: MediaKind;
      reading?: boolean | undefined;
      /** A voice message the platform hands over. */
      voice?: VoiceRef | undefined;
    }
  | { kind: "edited"; messageId: string; text: string }
  /** `left` = the platform asks us to forget their address there; they are known again when they come back. */
  | { kind: "blocked"; left?: boolean | undefined }
  | { kind: "unblocked" }
  /** A colleague answered them in the platform's own tool: the assistant keeps quiet. */
  | { kind: "agent"; messageId: string; text: string }
  /** A message that was accepted did not arrive after all; `externalId` is the one it was sent under. */
  | { kind: "bounced"; externalId: string; why: "window" | "refused" | "other" }
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
  /** What this allows us to write, where the platform limits that (`Channel.allowance`). */
  opens?: Opening | undefined;
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
  /** Ticket of the opening that allows this one message. */
  ticket?: string | undefined;
};

export type SendResult =
  | { kind: "sent"; externalId: string; at: number }
  /** Certainly not delivered; try again after `afterMs`. */
  | { kind: "retry"; afterMs: number; reason: string }
  /** Certainly not delivered, and not before the candidate does something: kept until then. */
  | { kind: "parked"; reason: string }
  /** The candidate cannot be reached any more (blocked, account gone): stop sending to this thread. */
  | { kind: "unreachable"; reason: string }
  /** The platform will never take this message. */
  | { kind: "rejected"; reason: string };

/** What the conversation room needs of a platform. A throw from `send` means: it is unknown whether it arrived. */
export interface Channel {
  readonly id: ChannelId;
  /** push = we call the platform; pull = clients read the transcript, nothing is called and nothing can be doubled. */
  readonly delivery: "push" | "pull";
  /** Set where the platform limits how much we may write: bubbles that are due are sent as one, or wait. */
  readonly allowance?: Allowance | undefined;
  /** So long, ms, what answers a delivery waits to be fetched as the reply to that very request. */
  readonly passiveMs?: number | undefined;
  send(message: OutboundMessage, signal: AbortSignal): Promise<SendResult>;
}

/** Limits every adapter and the conversation obey (characters are UTF-16 units). */
export const limits = { textChars: 4096, perMinute: 20, burst: 10, perConversation: 300 } as const;
