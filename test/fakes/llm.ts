import { parseArgs } from "node:util";
import { fastify } from "fastify";
import { createChatApi } from "./llm/chat-api.ts";
import { createControl, createDesk } from "./llm/control.ts";
import { createEmbeddingsApi, createMeaningControl, createMeaningDesk } from "./llm/embeddings-api.ts";
import { createSpeechApi, createSpeechControl, createSpeechDesk } from "./llm/speech-api.ts";

// A model endpoint of our own: `node test/fakes/llm.ts --port 0` prints one line of JSON with its address.

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    /** Ends with its standard input, so that no fake outlives a killed test run. */
    tethered: { type: "boolean", default: false },
  },
});

const desk = createDesk();
const speech = createSpeechDesk();
const meanings = createMeaningDesk();
const app = fastify({ forceCloseConnections: true, bodyLimit: 16_000_000 });
app.register(createChatApi(desk), { prefix: "/v1" });
app.register(createControl(desk), { prefix: "/_control" });
app.register(createSpeechApi(speech), { prefix: "/v1" });
app.register(createSpeechControl(speech), { prefix: "/_control" });
app.register(createEmbeddingsApi(meanings), { prefix: "/v1" });
app.register(createMeaningControl(meanings), { prefix: "/_control" });

const address = await app.listen({ host: "127.0.0.1", port: Number(values.port) });
process.stdout.write(`${JSON.stringify({ address })}\n`);

if (values.tethered) process.stdin.once("end", () => process.exit(0)).resume();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await app.close();
    process.exit(0);
  });
}
