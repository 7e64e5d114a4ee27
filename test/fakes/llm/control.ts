import type { FastifyPluginAsync } from "fastify";
import { z } from "zod";

const Said = z.strictObject({
  element: z.string(),
  credit: z.string(),
  /** Without it, the message that holds the quote. */
  messageId: z.string().optional(),
  quote: z.string(),
});

/** What the model does with one call. */
export const Behaviour = z.discriminatedUnion("kind", [
  /** Answers with this evidence. */
  z.strictObject({ kind: z.literal("said"), evidence: z.array(Said) }),
  /** Full credit for everything, each with a real quote: what an obedient model can do at most. */
  z.strictObject({ kind: z.literal("max") }),
  /** The same when the conversation it sees holds one of these texts, else nothing. */
  z.strictObject({ kind: z.literal("obedient"), to: z.array(z.string()) }),
  /** This text instead of an answer; NONCE, MESSAGE and ELEMENT stand for what the call holds. */
  z.strictObject({ kind: z.literal("text"), content: z.string(), finish: z.string().default("stop") }),
  /** This very response. */
  z.strictObject({
    kind: z.literal("raw"),
    status: z.int(),
    body: z.string(),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({ kind: z.literal("hang") }),
  /** One byte a second. */
  z.strictObject({ kind: z.literal("slow"), body: z.string() }),
  z.strictObject({ kind: z.literal("reset"), body: z.string().default("") }),
]);
export type Behaviour = z.infer<typeof Behaviour>;

/** What the endpoint supports, and what it does call by call; the last behaviour goes on for ever. */
export const Role = z.strictObject({
  behaviours: z.array(Behaviour).min(1),
  structured: z
    .array(z.enum(["json_schema", "json_object", "tools"]))
    .default(["json_schema", "json_object", "tools"]),
  /** Optional parameters it refuses. */
  refuses: z.array(z.string()).default([]),
  /** Words that must never arrive here. */
  secret: z.array(z.string()).default([]),
});
export type Role = z.infer<typeof Role>;

export type Call = {
  structured: string;
  system: string;
  user: string;
  elements: string[];
  nonce: string;
  /** Headers and whatever else than messages was in the body, as JSON. */
  rest: string;
};

/** The fake's memory. */
export type Desk = { role: Role; calls: Call[]; problems: string[] };

export const createDesk = (): Desk => ({
  role: Role.parse({ behaviours: [{ kind: "said", evidence: [] }] }),
  calls: [],
  problems: [],
});

/** `/_control/…`: a new role (which forgets the calls), and what arrived. */
export function createControl(desk: Desk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/role", async ({ body }) => {
      desk.role = Role.parse(body);
      desk.calls = [];
      desk.problems = [];
      return {};
    });
    fastify.get("/calls", async () => ({ calls: desk.calls, problems: desk.problems }));
  };
}
