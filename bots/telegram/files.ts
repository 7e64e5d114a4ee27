import type { Api } from "grammy";
import type { InboundMessage } from "../../src/core/channel.ts";
import type { TelegramOptions } from "./options.ts";

/** A document somebody sent: what Telegram hands it over by, and what it says about it. */
export type FileRef = { id: string; name: string; size: number | null };

export type Files = {
  /** Fetches a document and gives it in; must not be waited for. Does nothing when files are not taken. */
  take(message: InboundMessage, file: FileRef): void;
  /** Takes up again what was accepted and never read; must not be waited for. */
  resume(account: string): void;
  /** Resolves when the files under way were given in, or given up. */
  drain(): Promise<void>;
};

/** The largest file we take; bots are handed over 20 MB at most anyway. */
const mostBytes = 10 * 1024 * 1024;
/** Files that wait; whoever comes later is asked to send theirs again. */
const mostWaiting = 50;

/** Documents of candidates, one after the other, so that at most one of them lies in memory. */
export function createFiles(options: TelegramOptions, api: Pick<Api, "getFile">): Files {
  const { token, apiRoot = "https://api.telegram.org", download, upload, logger } = options;
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;

  async function fetchFile({ id, name, size }: FileRef) {
    if (waiting > mostWaiting) return "not_fetched";
    if (size !== null && size > mostBytes) return "too_large";
    const path = await api.getFile(id).then(
      (file) => file.file_path,
      () => undefined,
    );
    if (path === undefined || !download) return "not_fetched";
    const address = `${apiRoot}/file/bot${token}/${path.split("/").map(encodeURIComponent).join("/")}`;
    const got = await download(address);
    if (got.kind === "file") return { name, bytes: got.bytes };
    // The address holds the token: only the reason is told.
    logger.warn({ result: got.kind, reason: got.reason }, "telegram_file_not_fetched");
    return got.reason === "too_large" ? "too_large" : "not_fetched";
  }

  const failed = (error: unknown) =>
    logger.error({ error: error instanceof Error ? error.name : "unknown" }, "telegram_file_failed");

  return {
    resume(account) {
      const { waitingFiles, company } = options;
      if (!upload || !waitingFiles) return;
      last = last
        .then(async () => {
          for (const { messageId, threadId, name, ref, bytes } of await waitingFiles(account)) {
            const from = { company, channel: "telegram" as const, account, threadId, messageId };
            await upload(from, () => fetchFile({ id: ref, name, size: bytes })).catch(failed);
          }
        })
        .catch(failed);
    },
    take(message, file) {
      const { body } = message;
      if (!upload || body.kind !== "media") return;
      waiting += 1;
      last = last
        .then(async () => {
          await upload({ ...message, messageId: body.messageId }, () => fetchFile(file));
        })
        .catch(failed)
        .finally(() => {
          waiting -= 1;
        });
    },
    drain: () => last,
  };
}
