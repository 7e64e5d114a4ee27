import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";

const Behaviour = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string() }),
  z.strictObject({
    kind: z.literal("raw"),
    status: z.int(),
    body: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ kind: z.literal("reset") }),
  z.strictObject({ kind: z.literal("hang") }),
]);

/** What it hears, call by call; the last goes on for ever. */
export const Hearing = z.strictObject({
  behaviours: z.array(Behaviour).min(1),
  /** Longer pieces are refused, as some endpoints do. */
  mostSeconds: z.number().default(30),
});
export type Hearing = z.infer<typeof Hearing>;

export type SpeechDesk = { hearing: Hearing; calls: { seconds: number }[]; problems: string[] };

export const createSpeechDesk = (): SpeechDesk => ({
  hearing: Hearing.parse({ behaviours: [{ kind: "text", text: "" }] }),
  calls: [],
  problems: [],
});

/** `POST /v1/audio/transcriptions`: multipart with a WAV file of 16 kHz, and nothing else that we may send. */
export function createSpeechApi(desk: SpeechDesk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.addContentTypeParser("multipart/form-data", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    fastify.post("/audio/transcriptions", async ({ body, headers }, reply) => {
      const type = headers["content-type"] ?? "";
      const form = await new Response(new Uint8Array(z.instanceof(Buffer).parse(body)), {
        headers: { "content-type": type },
      }).formData();
      const file = form.get("file");
      const names = [...form.keys()].sort().join();
      if (names !== "file,model,response_format" || form.get("response_format") !== "json")
        desk.problems.push(`fields ${names}`);
      const seconds = file instanceof File ? await secondsOf(file) : null;
      if (seconds === null) {
        desk.problems.push("no WAV of 16 kHz, 16 bit, one channel");
        return reply.code(400).send({ error: { message: "unsupported audio" } });
      }
      desk.calls.push({ seconds });
      if (seconds > desk.hearing.mostSeconds) {
        desk.problems.push(`${seconds} s at once`);
        return reply.code(400).send({ error: { message: "audio is too long" } });
      }
      const [behaviour, ...rest] = desk.hearing.behaviours;
      if (rest.length > 0) desk.hearing.behaviours = rest;
      switch (behaviour?.kind) {
        case "text":
          return { text: behaviour.text };
        case "raw":
          return reply.code(behaviour.status).headers(behaviour.headers).send(behaviour.body);
        case "hang":
          reply.hijack();
          return reply;
        case "reset":
          reply.hijack();
          reply.raw.socket?.destroy();
          return reply;
        case undefined:
          return reply.code(500).send({});
        default:
          return behaviour satisfies never;
      }
    });
  };
}

async function secondsOf(file: File): Promise<number | null> {
  if (file.name !== "voice.wav" || file.type !== "audio/wav") return null;
  const bytes = Buffer.from(await file.arrayBuffer());
  const head = `${bytes.toString("latin1", 0, 4)} ${bytes.toString("latin1", 8, 16)} ${bytes.toString("latin1", 36, 40)}`;
  const [channels, rate, bits] = [bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)];
  const whole = bytes.readUInt32LE(4) === bytes.length - 8 && bytes.readUInt32LE(40) === bytes.length - 44;
  if (head !== "RIFF WAVEfmt  data" || channels !== 1 || rate !== 16_000 || bits !== 16 || !whole)
    return null;
  return (bytes.length - 44) / 32_000;
}

/** `/_control/hearing`: what it hears from now on, and what arrived. */
export function createSpeechControl(desk: SpeechDesk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/hearing", async ({ body }) => {
      desk.hearing = Hearing.parse(body);
      desk.calls = [];
      desk.problems = [];
      return {};
    });
    fastify.get("/heard", async () => ({ calls: desk.calls, problems: desk.problems }));
  };
}
