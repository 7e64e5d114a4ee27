import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  LogController,
  type onRouteHookHandler,
} from "fastify";
import { errors } from "./http/errors.ts";
import { finish } from "./http/finish.ts";
import { type HealthOptions, health } from "./http/health.ts";

export type AppOptions = {
  logger: FastifyBaseLogger;
  health: HealthOptions;
  /** One plugin per platform, each encapsulated with its own parsers and headers. */
  platforms: FastifyPluginAsync[];
  /** Hears of every route, before it is there. */
  onRoute?: onRouteHookHandler;
};

/** The HTTP side, ready to listen or to be injected into; it holds no rule of its own. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    // Request lines would carry addresses and codes; what matters is logged by the rooms, with ids only.
    logController: new LogController({ disableRequestLogging: true }),
    // Behind a proxy on this machine or network the visitor's address is in X-Forwarded-For; from elsewhere it is not believed.
    trustProxy: ["loopback", "uniquelocal"],
    bodyLimit: 256 * 1024,
    // Links to voice messages are sealed, and longer than the 100 characters that are usual.
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: true,
  });
  if (options.onRoute) app.addHook("onRoute", options.onRoute);
  await app.register(errors);
  await app.register(finish);
  await app.register(health, options.health);
  for (const platform of options.platforms) await app.register(platform);
  return app;
}
