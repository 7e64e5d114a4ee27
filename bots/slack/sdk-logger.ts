import { LogLevel, type Logger as SlackLogger } from "@slack/bolt";
import type { Logger } from "./context.ts";

/**
 * Lets Slack's SDK log through ours: warnings and errors only, without objects. What it says below that level quotes
 * whole payloads, which may hold people's words.
 */
export function sdkLogger(logger: Logger): SlackLogger {
  const detail = (messages: unknown[]) => ({
    reason: messages
      .filter((message) => typeof message === "string")
      .join(" ")
      .slice(0, 300),
  });
  return {
    debug: () => {},
    info: () => {},
    warn: (...messages) => logger.warn(detail(messages), "slack_sdk"),
    error: (...messages) => logger.error(detail(messages), "slack_sdk"),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
