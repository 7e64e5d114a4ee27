import { type Api, GrammyError } from "grammy";
import type { FetchedVoice } from "../../src/core/channel.ts";
import type { TelegramOptions } from "./options.ts";

/** Gets voice messages by the id that hung on the message. The address holds the token and is never told. */
export function createVoices(
  { token, apiRoot = "https://api.telegram.org", download }: TelegramOptions,
  api: Pick<Api, "getFile">,
): (file: string) => Promise<FetchedVoice> {
  return async (id) => {
    const found = await api.getFile(id).catch((error: unknown) => ({ error }));
    if ("error" in found) {
      const code = found.error instanceof GrammyError ? found.error.error_code : 500;
      // A file id that is refused stays refused; too many requests, an outage or no answer pass.
      return { kind: code >= 400 && code < 500 && code !== 429 ? "gone" : "retry" };
    }
    const path = found.file_path;
    if (path === undefined || !download) return { kind: "gone" };
    const got = await download(
      `${apiRoot}/file/bot${token}/${path.split("/").map(encodeURIComponent).join("/")}`,
    );
    switch (got.kind) {
      case "file":
        return { kind: "voice", bytes: got.bytes };
      case "blocked":
        return { kind: "gone" };
      case "failed":
        return { kind: got.reason === "too_large" ? "too_large" : "retry" };
      default:
        return got satisfies never;
    }
  };
}
