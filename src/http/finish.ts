import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import fp from "fastify-plugin";

const patienceMs = 5_000;
const lookEveryMs = 10;

/**
 * Closing cuts every connection. Before that, requests under way get their answer, for at most 5 s: a click whose
 * effect is committed must not look like a failure. New ones are told 503 meanwhile; open streams are not waited for.
 */
export const finish = fp(async (app) => {
  const underWay = new Set<FastifyReply>();
  app.addHook("onRequest", async (_, reply) => {
    underWay.add(reply);
  });
  app.addHook("onResponse", async (_, reply) => {
    underWay.delete(reply);
  });
  app.addHook("preClose", async () => {
    const deadline = performance.now() + patienceMs;
    // A hijacked reply (a stream) counts as sent.
    while ([...underWay].some(({ sent }) => !sent) && performance.now() < deadline) await sleep(lookEveryMs);
  });
});
