import { createHash } from "node:crypto";
import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";

/** How it understands: texts with a word of the same group mean the same, all others mean something of their own. */
export const Understanding = z.strictObject({
  groups: z.array(z.array(z.string())).default([]),
  /** This status instead of vectors. */
  refuses: z.int().nullable().default(null),
  /** Answers in another order, or with one vector less. */
  mischief: z.enum(["shuffled", "short"]).nullable().default(null),
});
export type Understanding = z.infer<typeof Understanding>;

export type MeaningDesk = { understanding: Understanding; inputs: string[][]; problems: string[] };

export const createMeaningDesk = (): MeaningDesk => ({
  understanding: Understanding.parse({}),
  inputs: [],
  problems: [],
});

/** All we may send; a field that is not here is a defect of ours. */
const Request = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1)).min(1).max(10),
  encoding_format: z.literal("float"),
});

const length = 64;

/** `POST /v1/embeddings`. */
export function createEmbeddingsApi(desk: MeaningDesk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/embeddings", async ({ body, headers }, reply) => {
      const parsed = Request.safeParse(body);
      if (!parsed.success || !/^Bearer \S+$/.test(headers.authorization ?? "")) {
        desk.problems.push(parsed.error ? z.prettifyError(parsed.error) : "no bearer token");
        return reply.code(400).send({ error: { message: "malformed request" } });
      }
      const { input, model } = parsed.data;
      desk.inputs.push(input);
      const { refuses, mischief, groups } = desk.understanding;
      if (refuses !== null) return reply.code(refuses).send({ error: { message: "no" } });
      const data = input.map((text, index) => ({
        object: "embedding",
        index,
        embedding: vectorOf(text, groups),
      }));
      if (mischief === "shuffled") data.reverse();
      if (mischief === "short") data.pop();
      return { object: "list", data, model, usage: { prompt_tokens: 9, total_tokens: 9 } };
    });
  };
}

/** `/_control/meanings`: how it understands from now on (which forgets what arrived), and what arrived. */
export function createMeaningControl(desk: MeaningDesk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/meanings", async ({ body }) => {
      desk.understanding = Understanding.parse(body);
      desk.inputs = [];
      desk.problems = [];
      return {};
    });
    fastify.get("/meanings", async () => ({ inputs: desk.inputs, problems: desk.problems }));
  };
}

function vectorOf(text: string, groups: readonly string[][]): number[] {
  const group = groups.findIndex((words) => words.some((word) => text.includes(word)));
  const own = directionOf(text);
  return group < 0 ? own : directionOf(`group ${group}`).map((x, i) => x + 0.1 * (own[i] ?? 0));
}

const directionOf = (seed: string): number[] =>
  [...createHash("sha512").update(seed).digest()].slice(0, length).map((byte) => byte / 128 - 1);
