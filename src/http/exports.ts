import type { FastifyPluginAsync } from "fastify";

export type ExportsOptions = {
  /** The file behind a link; null = unknown or expired. */
  fetchExport(token: string): Promise<{ name: string; type: string; bytes: Buffer } | null>;
};

/** Files behind the links that `/export` gives. */
export const exportFiles: FastifyPluginAsync<ExportsOptions> = async (app, { fetchExport }) => {
  app.get<{ Params: { token: string } }>("/exports/:token", async (request, reply) => {
    const { token } = request.params;
    const file = /^[\w-]{43}$/.test(token) ? await fetchExport(token) : null;
    reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
    reply.header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex");
    if (!file) {
      const message =
        "This link is not known or has expired: type /export again. 链接无效或已过期，请重新输入 /export。";
      return await reply.code(404).send({ error: "not_found", message });
    }
    return await reply
      .type(file.type)
      .header("content-disposition", `attachment; filename="${file.name}"`)
      .send(file.bytes);
  });
};
