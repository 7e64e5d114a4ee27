import { type Api, GrammyError } from "grammy";
import { slashCommands } from "./commands.ts";
import type { TelegramOptions } from "./options.ts";
import { allowedUpdates } from "./schema.ts";
import { webhookPath } from "./webhook.ts";

/** Chats Telegram delivers at the same time; more would only wait for the database. */
const maxConnections = 40;

/**
 * Tells Telegram where to deliver, and the menu's commands. "later" = Telegram cannot be reached now, or is busy: try
 * again. Throws with the setting at fault and the next step when trying again cannot help.
 */
export async function setUp(api: Api, options: TelegramOptions): Promise<"done" | { laterMs: number }> {
  try {
    const { username } = await api.getMe();
    if (options.publicUrl === undefined) await api.deleteWebhook();
    else {
      await api.setWebhook(`${options.publicUrl.replace(/\/+$/, "")}${webhookPath}`, {
        ...(options.webhookSecret === undefined ? {} : { secret_token: options.webhookSecret }),
        allowed_updates: allowedUpdates,
        max_connections: maxConnections,
      });
    }
    await api.setMyCommands(menu("en"));
    await api.setMyCommands(menu("zh-CN"), { language_code: "zh" });
    await options.named?.(username).catch(() => options.logger.warn({}, "telegram_name_not_noted"));
    return "done";
  } catch (error) {
    return laterOrThrow(error);
  }
}

const menu = (locale: "zh-CN" | "en") =>
  slashCommands.map(({ command, description }) => ({ command, description: description[locale] }));

function laterOrThrow(error: unknown): { laterMs: number } {
  if (error instanceof GrammyError) {
    const { error_code: code, method, description, parameters } = error;
    if (code === 401 || code === 404) {
      throw new Error("Telegram refuses TELEGRAM_BOT_TOKEN: take a new one from @BotFather and set it");
    }
    if (code === 400 && method === "setWebhook") {
      throw new Error(
        `Telegram refuses PUBLIC_URL (${description}): set the https address it can reach, port 443, 80, 88 or 8443`,
      );
    }
    if (code === 429) return { laterMs: (parameters.retry_after ?? 1) * 1000 };
  }
  return { laterMs: 5_000 };
}
