import fastify, { type FastifyInstance } from "fastify";
import { createWeb } from "../../../bots/web/index.ts";
import type { WebOptions } from "../../../bots/web/ports.ts";
import { createFakeRoom, type FakeRoom } from "./fake-store.ts";

export type Served = {
  app: FastifyInstance;
  room: FakeRoom;
  logs: string[];
  /** Every route the web chat added. */
  routes: { method: string; url: string }[];
};

/** The web chat on a real Fastify with a room in memory. */
export async function serveWeb(options: Partial<WebOptions> = {}): Promise<Served> {
  const room = createFakeRoom();
  const logs: string[] = [];
  const log = (fields: Record<string, unknown>, event: string) =>
    void logs.push(`${event} ${JSON.stringify(fields)}`);
  const web = createWeb({
    company: "shop",
    receive: room.receive,
    store: room.store,
    wakes: room.wakes,
    logger: { info: log, warn: log },
    publicUrl: null,
    ...options,
  });
  // Clients open spare connections that Node does not count as idle.
  const app = fastify({ forceCloseConnections: true });
  const routes: Served["routes"] = [];
  app.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  await app.register(web.plugin);
  await app.ready();
  return { app, room, logs, routes };
}

export const origin = { origin: "http://localhost:3000", host: "localhost:3000" };

/** Cookie header of a new visitor, and the conversation's public name. */
export async function enter(
  app: FastifyInstance,
  body: object = {},
  cookie?: string,
  remoteAddress?: string,
) {
  const response = await app.inject({
    method: "POST",
    url: "/chat/session",
    ...(remoteAddress ? { remoteAddress } : {}),
    headers: { ...origin, ...(cookie ? { cookie } : {}) },
    payload: body,
  });
  const set = String(response.headers["set-cookie"] ?? "");
  return { response, cookie: set.split(";")[0] ?? "", conversation: String(response.json().conversation) };
}

/** Posts a message as the page does. */
export const post = (app: FastifyInstance, cookie: string, message: object, headers: object = {}) =>
  app.inject({
    method: "POST",
    url: "/chat/messages",
    headers: { ...origin, cookie, ...headers },
    payload: message,
  });
