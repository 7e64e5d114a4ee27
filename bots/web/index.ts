import type { FastifyPluginAsync } from "fastify";
import type { Channel } from "../../src/core/channel.ts";
import { loadAssets } from "./assets.ts";
import type { WebOptions } from "./ports.ts";
import { addRoutes } from "./routes.ts";

export type { WebOptions } from "./ports.ts";

export type Web = {
  channel: Channel;
  plugin: FastifyPluginAsync;
  start(): Promise<void>;
  /** Ends all open streams; pages reconnect a second later. Closing the server does the same. */
  stop(): Promise<void>;
};

/** The web chat: a page, its session, its messages, and the transcript as a stream. */
export function createWeb(options: WebOptions): Web {
  const streams = new Set<AbortController>();
  const stop = async () => {
    for (const stream of streams) stream.abort();
  };
  return {
    channel: {
      id: "web",
      delivery: "pull",
      send: async () => ({
        kind: "rejected",
        reason: "web pages read the transcript, nothing is sent to them",
      }),
    },
    plugin: async (app) => {
      // Open streams would keep the server from closing.
      app.addHook("preClose", stop);
      await addRoutes(app, options, await loadAssets(), streams);
    },
    start: async () => {},
    stop,
  };
}
