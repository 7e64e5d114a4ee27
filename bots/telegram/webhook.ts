import type { FastifyPluginAsync } from "fastify";
import type { Intake } from "./intake.ts";
import type { TelegramOptions } from "./options.ts";
import { createSecretCheck } from "./verify.ts";

/** Where Telegram delivers; the same for every bot, who is told apart by the secret. */
export const webhookPath = "/webhooks/telegram";
/** The largest updates are some 100 KB. */
const bodyLimit = 1 << 20;

/**
 * `POST /webhooks/telegram`. 200 = safe, or nothing we use; 401 = wrong secret, nothing was even read; 400 = no update;
 * 413 = over 1 MiB; 503 = could not be stored, Telegram delivers it again.
 */
export function createWebhook(options: TelegramOptions, intake: Intake): FastifyPluginAsync {
  const isTelegram = createSecretCheck(options.webhookSecret);
  return async (fastify) => {
    fastify.post(
      webhookPath,
      {
        bodyLimit,
        onRequest: async (request, reply) => {
          if (isTelegram(request.headers["x-telegram-bot-api-secret-token"])) return;
          options.meter.count("auth_fail_total", { channel: "telegram", reason: "secret" });
          return reply
            .code(401)
            .send({ error: "secret token is missing or wrong: check TELEGRAM_WEBHOOK_SECRET" });
        },
      },
      async (request, reply) => {
        const update = intake.read(request.body);
        if (update.updateId === null) {
          return reply.code(400).send({ error: "this is no Telegram update: update_id is missing" });
        }
        try {
          await intake.take(update);
        } catch (error) {
          options.logger.error(
            { updateId: update.updateId, error: nameOf(error) },
            "telegram_update_not_stored",
          );
          return reply.code(503).send({ error: "not stored, please deliver it again" });
        }
        return reply.code(200).send();
      },
    );
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
