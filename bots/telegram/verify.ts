import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Checks Telegram's secret header in constant time. Throws when the configured secret is missing or not one Telegram
 * would take: without it anybody could write to candidates' conversations.
 */
export function createSecretCheck(secret: string | undefined): (header: unknown) => boolean {
  if (secret === undefined || !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw new Error(
      "TELEGRAM_WEBHOOK_SECRET is required with PUBLIC_URL: set 1 to 256 characters of A-Z a-z 0-9 _ -, for example from `openssl rand -hex 32`",
    );
  }
  // Digests have equal lengths, so that not even the secret's length shows in the time.
  const expected = digest(secret);
  return (header) => typeof header === "string" && timingSafeEqual(digest(header), expected);
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
