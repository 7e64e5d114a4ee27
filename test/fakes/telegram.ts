import { parseArgs } from "node:util";
import { fastify } from "fastify";
import { createSchemaCheck, readSchema } from "./schema-check.ts";
import { createBotApi } from "./telegram/bot-api.ts";
import { createControl } from "./telegram/control.ts";
import { createDeliverer } from "./telegram/deliver.ts";
import { createFaults } from "./telegram/faults.ts";
import { createUpdatesPoll } from "./telegram/updates-poll.ts";
import { createWorld } from "./telegram/world.ts";

// A Telegram of our own: `node test/fakes/telegram.ts --port 0` prints one line of JSON with its address and token.

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Ends with its standard input, so that no fake outlives a killed test run. */
    tethered: { type: "boolean", default: false },
    token: { type: "string", default: "123456:TEST-not-a-real-token" },
  },
});

const world = createWorld(values.token);
const faults = createFaults();
const deliverer = createDeliverer(world);
const check = createSchemaCheck(readSchema("telegram-methods.json"));

const app = fastify({ forceCloseConnections: true });
app.register(createBotApi({ world, faults, check, getUpdates: createUpdatesPoll(world) }));
app.register(createControl({ world, faults, deliverer }), { prefix: "/_control" });

const address = await app.listen({ host: "127.0.0.1", port: Number(values.port) });
process.stdout.write(`${JSON.stringify({ address, token: values.token })}\n`);

if (values.tethered) process.stdin.once("end", () => process.exit(0)).resume();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    deliverer.stop();
    await app.close();
    process.exit(0);
  });
}
