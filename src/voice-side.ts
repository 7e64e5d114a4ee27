import type { FastifyPluginAsync } from "fastify";
import type { Platform } from "../bots/index.ts";
import type { Config } from "./config.ts";
import type { Loop } from "./conversation/loop.ts";
import type { ConversationDeps, Conversations } from "./conversation/types.ts";
import { readNow } from "./db/decisions.ts";
import { voiceFiles } from "./http/voices.ts";
import { createTranscriber } from "./llm/transcribe.ts";
import { fetchVoice } from "./voice/listen.ts";
import { createSound } from "./voice/sound.ts";
import { createVoiceWorker } from "./voice/worker.ts";

/** What becomes of voice messages here: with an endpoint they are written down, without one recruiters can listen. */
export const voiceUse = ({ OPENAI_TRANSCRIBE_MODEL: model }: Config): "write" | "listen" =>
  model === undefined ? "listen" : "write";

/** The worker of voice messages and the address where recruiters listen. */
export function createVoiceSide(
  config: Config,
  deps: ConversationDeps,
  { applyIn, wake }: Conversations,
  platforms: readonly Platform[],
): { worker: Loop; plugin: FastifyPluginAsync } {
  const { db, vault, clock, logger, meter } = deps;
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_TRANSCRIBE_MODEL: model } = config;
  const sound = createSound();
  const fetchers = Object.fromEntries(
    platforms.flatMap(({ channel, fetchVoice: get }) => (get ? [[channel.id, get] as const] : [])),
  );
  const transcriber = apiKey && model ? createTranscriber({ apiKey, baseUrl, model }) : null;
  return {
    worker: createVoiceWorker({
      ...{ db, vault, clock, logger, meter, fetchers, sound, transcriber, wake },
      pace: config.VOICE_PACE === "on",
      apply: applyIn,
    }),
    plugin: (app) =>
      voiceFiles(app, {
        fetchVoice: async (token) =>
          await fetchVoice({ sql: db.sql, vault, sound }, token, await readNow(db.sql, clock())),
      }),
  };
}
