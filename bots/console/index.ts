import type { FastifyPluginAsync } from "fastify";
import { loadAssets } from "./assets.ts";
import type { ConsoleOptions } from "./ports.ts";
import { addRoutes } from "./routes.ts";

export type RecruiterConsole = { plugin: FastifyPluginAsync };

/** The recruiters' cards, buttons, commands and digests as a web page at /console, for those without Slack. */
export function createConsole(options: ConsoleOptions): RecruiterConsole {
  return {
    plugin: async (app) => {
      addRoutes(app, options, await loadAssets());
    },
  };
}
