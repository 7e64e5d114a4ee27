import type { Choice, InboundMessage } from "../../src/core/channel.ts";
import type { Logger, Meter } from "../../src/core/reporting.ts";
import type { Download } from "./media.ts";

/** Shares an access token over all processes: see `TokenStore` of the database room. */
export type Tokens = {
  token(fetchNew: () => Promise<{ token: string; expiresInMs: number }>, stale?: string): Promise<string>;
};

/** Bubbles that wait to be said, taken for the reply to a request; exactly one of the three must follow. */
export type Turn = {
  text: string;
  choices: Choice[];
  sent(): Promise<void>;
  unknown(): Promise<void>;
  giveBack(): Promise<void>;
};

/** What both platforms are given. */
export type TencentOptions = {
  company: string;
  /** EncodingAESKey, the current one first, then the previous one. */
  aesKeys: readonly string[];
  token: string;
  tokens: Tokens;
  apiRoot: string;
  /** Takes one delivery; once it resolved the delivery is safe. A throw means that nothing of it was stored. */
  receive(message: InboundMessage): Promise<{ kind: string; conversationId?: string | null }>;
  /** Gets voice messages by their address; absent = none are fetched. */
  download?: Download | undefined;
  logger: Logger;
  meter: Meter;
  /** ms since epoch. */
  now?: (() => number) | undefined;
};
