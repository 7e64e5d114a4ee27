import type { FastifyPluginAsync } from "fastify";

export type VoicesOptions = {
  /** The voice behind a link; null = unknown or expired. */
  fetchVoice(token: string): Promise<{ name: string; type: string; bytes: Buffer } | null>;
};

/** Voice messages behind the links that recruiters get for listening. */
export const voiceFiles: FastifyPluginAsync<VoicesOptions> = async (app, { fetchVoice }) => {
  app.get<{ Params: { token: string } }>("/voices/:token", async (request, reply) => {
    const { token } = request.params;
    const voice = /^[\w-]{60,400}$/.test(token) ? await fetchVoice(token) : null;
    reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex");
    if (!voice) {
      const message =
        "This link has expired, or the voice message is no longer kept. 链接已过期，或语音已不再保存。";
      return await reply.code(404).send({ error: "not_found", message });
    }
    return await reply
      .type(voice.type)
      .header("content-disposition", `inline; filename="${voice.name}"`)
      .send(voice.bytes);
  });
};
