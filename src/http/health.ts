import type { FastifyPluginAsync } from "fastify";
import type { Registry } from "prom-client";

/** A question /readyz asks; it answers with what is wrong, or null. */
export type Check = () => Promise<string | null>;

export type HealthOptions = {
  /** False from the first moment of a graceful stop. */
  accepting: () => boolean;
  checks: Record<string, Check>;
  registry: Registry;
};

const checkTimeoutMs = 1000;

/** `GET /healthz` (alive), `GET /readyz` (may take traffic: depends on nothing outside but the database), `GET /metrics`. */
export const health: FastifyPluginAsync<HealthOptions> = async (app, options) => {
  app.get("/healthz", async () => ({ status: "alive" }));

  app.get("/readyz", async (_, reply) => {
    const problems: Record<string, string> = {};
    if (!options.accepting()) problems.process = "stopping";
    await Promise.all(
      Object.entries(options.checks).map(async ([name, check]) => {
        const problem = await withTimeout(check());
        if (problem) problems[name] = problem;
      }),
    );
    const ready = Object.keys(problems).length === 0;
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not ready", problems });
  });

  app.get("/metrics", async (_, reply) =>
    reply.type(options.registry.contentType).send(await options.registry.metrics()),
  );
};

async function withTimeout(check: Promise<string | null>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${checkTimeoutMs} ms`), checkTimeoutMs);
  });
  try {
    return await Promise.race([check.catch(() => "failed"), late]);
  } finally {
    clearTimeout(timer);
  }
}
