import type { InboundMessage } from "../../src/core/channel.ts";
import type { Logger, Meter } from "../../src/core/reporting.ts";
import type { Asking } from "./asking.ts";

/** Everything the adapter needs; it reads no environment and knows no database. */
export type TelegramOptions = {
  /** The company whose bot this is. */
  company: string;
  /** TELEGRAM_BOT_TOKEN; its digits before the colon are the bot's id and our account. */
  token: string;
  /** TELEGRAM_API_ROOT, without a trailing slash. */
  apiRoot?: string | undefined;
  /** PUBLIC_URL; set = webhook, unset = long polling. */
  publicUrl?: string | undefined;
  /** TELEGRAM_WEBHOOK_SECRET; required with `publicUrl`. */
  webhookSecret?: string | undefined;
  /** Takes one delivery; once it resolved the delivery is safe. A throw means that nothing of it was stored. */
  receive(message: InboundMessage): Promise<unknown>;
  /** Told the bot's user name (t.me/<name>) once Telegram gave it; a throw only costs the deep links. */
  named?: ((userName: string) => Promise<void>) | undefined;
  /** Listed people ask for numbers in their private chat; absent = nobody does. */
  asking?: Asking | undefined;
  /** Gets a file by its address, with every check; absent together with `upload`. */
  download?: (
    address: string,
  ) => Promise<{ kind: "file"; bytes: Uint8Array } | { kind: "blocked" | "failed"; reason: string }>;
  /** Reads a résumé file that came in a chat and tells its sender there what came of it. Absent = files are not taken. */
  upload?: (
    from: Pick<InboundMessage, "company" | "channel" | "account" | "threadId"> & { messageId: string },
    fetchFile: () => Promise<{ name: string; bytes: Uint8Array } | "too_large" | "not_fetched">,
  ) => Promise<unknown>;
  /** Files of this account whose reading was cut short by the end of a process. */
  waitingFiles?: (
    account: string,
  ) => Promise<{ messageId: string; threadId: string; name: string; ref: string; bytes: number | null }[]>;
  logger: Logger;
  meter: Meter;
};
