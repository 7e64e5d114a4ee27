import type { FastifyPluginAsync, FastifyReply } from "fastify";
import { z } from "zod";
import type { Behaviour, Call, Desk } from "./control.ts";
import { type Read, readPrompt } from "./read-prompt.ts";

const Tool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({ name: z.string(), parameters: z.record(z.string(), z.unknown()) }),
});

/** All we may send; a field that is not here is a defect of ours. */
const Request = z.strictObject({
  model: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(["system", "user"]), content: z.string().min(1) }))
    .length(2),
  stream: z.literal(false),
  temperature: z.number().optional(),
  max_tokens: z.int().optional(),
  max_completion_tokens: z.int().optional(),
  response_format: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("json_object") }),
      z.strictObject({
        type: z.literal("json_schema"),
        json_schema: z.strictObject({
          name: z.string(),
          strict: z.literal(true),
          schema: z.looseObject({ additionalProperties: z.literal(false), required: z.array(z.string()) }),
        }),
      }),
    ])
    .optional(),
  tools: z.array(Tool).length(1).optional(),
  tool_choice: z
    .strictObject({ type: z.literal("function"), function: z.strictObject({ name: z.string() }) })
    .optional(),
});
type Request = z.infer<typeof Request>;

/** `POST /v1/chat/completions` with the refusals of real endpoints. */
export function createChatApi(desk: Desk): FastifyPluginAsync {
  return async (fastify) => {
    fastify.post("/chat/completions", async ({ body, headers }, reply) => {
      const parsed = Request.safeParse(body);
      if (!parsed.success) {
        desk.problems.push(z.prettifyError(parsed.error));
        return reply.code(400).send(refusal("malformed request"));
      }
      const request = parsed.data;
      const structured = structuredOf(request);
      const [system, user] = request.messages;
      const read = readPrompt(user?.content ?? "");
      note(desk, headers.authorization, {
        structured,
        system: system?.content ?? "",
        user: user?.content ?? "",
        elements: read.elements,
        nonce: read.nonce,
        rest: JSON.stringify({ headers, body }, (key, value) => (key === "messages" ? undefined : value)),
      });
      const refused = refusalOf(desk, request, structured);
      if (refused) return reply.code(400).send(refusal(refused));
      const { behaviours } = desk.role;
      const behaviour = behaviours[Math.min(desk.calls.length, behaviours.length) - 1] ?? { kind: "hang" };
      return await play(reply, behaviour, read, request);
    });
  };
}

const refusal = (message: string) => ({ error: { message, type: "invalid_request_error" } });

const structuredOf = ({ response_format, tools }: Request) =>
  response_format?.type ?? (tools ? ("tools" as const) : ("none" as const));

function note(desk: Desk, authorization: string | undefined, call: Call): void {
  const { problems } = desk;
  if (!/^Bearer \S+$/.test(authorization ?? "")) problems.push("no bearer token");
  if (!/^[0-9a-f]{24}$/.test(call.nonce)) problems.push("no nonce of 96 bits");
  if (desk.calls.some(({ nonce }) => nonce === call.nonce)) problems.push("a nonce was used twice");
  if (!/json/i.test(call.user)) problems.push("the word json is missing");
  for (const word of desk.role.secret)
    if (`${call.system}\n${call.user}`.includes(word)) problems.push(`it says "${word}"`);
  desk.calls.push(call);
}

function refusalOf({ role }: Desk, request: Request, structured: string): string | null {
  for (const name of role.refuses)
    if (name in request) return `invalid ${name}: only the default is allowed for this model`;
  if (structured === "none" || role.structured.some((known) => known === structured)) return null;
  return structured === "tools"
    ? "tools are not supported by this model"
    : "This response_format type is unavailable now";
}

async function play(reply: FastifyReply, behaviour: Behaviour, read: Read, request: Request) {
  switch (behaviour.kind) {
    case "said":
      return answer(request, vote(read, placed(read, behaviour.evidence)));
    case "max":
      return answer(request, vote(read, everything(read)));
    case "obedient": {
      const told = behaviour.to.some((order) => read.transcript.includes(order));
      return answer(request, vote(read, told ? everything(read) : []));
    }
    case "text":
      return completion(
        behaviour.content
          .replaceAll("NONCE", read.nonce)
          .replaceAll("MESSAGE", read.messages[0]?.id ?? "")
          .replaceAll("ELEMENT", read.elements[0] ?? ""),
        behaviour.finish,
      );
    case "raw":
      return reply.code(behaviour.status).headers(behaviour.headers).send(behaviour.body);
    case "hang":
      reply.hijack();
      return;
    case "slow":
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": "application/json" });
      drip(reply, behaviour.body);
      return;
    case "reset":
      reply.hijack();
      if (behaviour.body !== "") {
        reply.raw.writeHead(200, { "content-type": "application/json", "content-length": "9999" });
        reply.raw.write(behaviour.body);
      }
      setTimeout(() => reply.raw.socket?.destroy(), 20);
      return;
    default:
      return behaviour satisfies never;
  }
}

function drip(reply: FastifyReply, body: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (reply.raw.destroyed || at >= body.length) {
      clearInterval(timer);
      reply.raw.end();
    } else reply.raw.write(body[at++]);
  }, 1000);
}

type Said = { element: string; credit: string; messageId?: string | undefined; quote: string };

const placed = (read: Read, evidence: readonly Said[]): Said[] =>
  evidence.map((one) => ({
    ...one,
    messageId: one.messageId ?? read.messages.find(({ text }) => text.includes(one.quote))?.id ?? "m1",
  }));

/** Every element in full, spread over all stretches of 12 characters that the candidate wrote. */
function everything({ elements, messages }: Read): Said[] {
  const stretches = messages.flatMap(({ id, text }) => {
    const out = [];
    for (let from = 0; from < text.length; from += 12)
      out.push({ messageId: id, quote: text.slice(from, from + 12) });
    return out.filter(({ quote }) => quote.length >= 6);
  });
  if (stretches.length === 0) return [];
  // The same quotes in every vote, whatever the order it is asked in.
  return [...elements].sort().flatMap((element, i) =>
    // Several tries each: some stretches will be refused.
    [0, 1, 2, 3].flatMap((n) => {
      const stretch = stretches[(i + n * elements.length) % stretches.length];
      return stretch ? [{ element, credit: "full", ...stretch }] : [];
    }),
  );
}

const vote = ({ nonce }: Read, evidence: readonly Said[]): string => JSON.stringify({ nonce, evidence });

const answer = (request: Request, content: string) =>
  request.tools
    ? {
        ...completion(null, "tool_calls"),
        choices: [
          {
            index: 0,
            finish_reason: "tool_calls",
            message: {
              role: "assistant",
              content: null,
              tool_calls: [
                {
                  id: "call_1",
                  type: "function",
                  function: { name: request.tools[0]?.function.name, arguments: content },
                },
              ],
            },
          },
        ],
      }
    : completion(content, "stop");

const completion = (content: string | null, finish: string) => ({
  id: "fake",
  object: "chat.completion",
  choices: [{ index: 0, finish_reason: finish, message: { role: "assistant", content } }],
  usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1000 },
});
