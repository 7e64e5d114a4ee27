import type { GivenFile } from "../../src/recruiter/types.ts";
import type { Logger } from "./context.ts";

/** A file of a submitted form, as Slack names it. */
export type SharedFile = {
  id: string;
  name?: string | null | undefined;
  size?: number | null | undefined;
  url_private_download?: string | null | undefined;
  url_private?: string | null | undefined;
};

export type Download = (
  address: string,
  headers: Readonly<Record<string, string>>,
) => Promise<{ kind: "file"; bytes: Uint8Array } | { kind: "blocked" | "failed"; reason: string }>;

/** Makes a shared file one that the recruiter room can read; the bot's token goes to Slack's own host and nowhere else. */
export const createGiven =
  ({ botToken, download, logger }: { botToken: string; download: Download | undefined; logger: Logger }) =>
  (file: SharedFile): GivenFile => ({
    name: file.name ?? file.id,
    async read() {
      const address = file.url_private_download ?? file.url_private;
      if (!address || !download) return "not_fetched";
      const got = await download(address, { authorization: `Bearer ${botToken}` });
      if (got.kind === "file") return got.bytes;
      logger.warn({ result: got.kind, reason: got.reason }, "slack_file_not_fetched");
      return got.reason === "too_large" ? "too_large" : "not_fetched";
    },
  });
