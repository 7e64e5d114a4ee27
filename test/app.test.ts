import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyPluginAsync } from "fastify";
import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { buildApp } from "../src/app.ts";
import { createLogger } from "../src/logging.ts";

const health = { accepting: () => true, checks: {}, registry: new Registry() };

async function listening(platform: FastifyPluginAsync) {
  const app = await buildApp({ logger: createLogger("silent"), health, platforms: [platform] });
  return { app, address: await app.listen({ host: "127.0.0.1", port: 0 }) };
}

describe("closing", () => {
  it("lets a request under way have its answer", async () => {
    let began = () => {};
    const begun = new Promise<void>((resolve) => (began = resolve));
    const { app, address } = await listening(async (platform) => {
      platform.get("/slow", async () => {
        began();
        await sleep(150);
        return { status: "committed" };
      });
    });
    const answer = fetch(`${address}/slow`);
    await begun;
    await app.close();
    expect(await (await answer).json()).toEqual({ status: "committed" });
  });

  it("does not wait for an open stream", async () => {
    const { app, address } = await listening(async (platform) => {
      platform.get("/stream", async (_, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { "content-type": "text/event-stream" }).write(": \n\n");
      });
    });
    const stream = await fetch(`${address}/stream`);
    const from = performance.now();
    await app.close();
    expect(performance.now() - from).toBeLessThan(1000);
    await stream.text().catch(() => {});
  });
});
