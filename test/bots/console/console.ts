import Fastify, { type FastifyInstance, type RouteOptions } from "fastify";
import { createConsole } from "../../../bots/console/index.ts";
import { createConsoleInvite, createConsoleSessions } from "../../../src/db/console-sessions.ts";
import { company, li, type World } from "../../recruiter/world.ts";

/** A server with only the console on it; `onRoute` hears of each of its routes. */
export async function createConsoleApp(
  world: World,
  onRoute: (route: RouteOptions) => void = () => {},
): Promise<FastifyInstance> {
  const app = Fastify();
  app.addHook("onRoute", onRoute);
  await app.register(
    createConsole({ deps: world.deps, sessions: createConsoleSessions(world.db), publicUrl: null }).plugin,
  );
  return app;
}

export const invite = (world: World, recruiterId = li.id, minutes = 10): Promise<string> =>
  createConsoleInvite(world.db.sql, { company, recruiterId }, minutes);

/** Signs in and gives the Cookie header of the session. */
export async function signIn(app: FastifyInstance, world: World, recruiterId = li.id): Promise<string> {
  const answer = await app.inject({ url: `/console?token=${await invite(world, recruiterId)}` });
  const session = answer.cookies.find(({ name }) => name === "qinpin_console");
  if (!session) throw new Error("no session cookie");
  return `qinpin_console=${session.value}`;
}

/** A form as a browser posts it from the console's own page. */
export function post(
  app: FastifyInstance,
  url: string,
  cookie: string,
  fields: Record<string, string>,
  headers = {},
) {
  return app.inject({
    method: "POST",
    url,
    headers: {
      cookie,
      host: "console.test:3000",
      origin: "http://console.test:3000",
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
  });
}
