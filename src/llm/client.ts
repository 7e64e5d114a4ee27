import OpenAI from "openai";
import { z } from "zod";
import { type Capabilities, capabilitiesOf, type Structured, without } from "./providers.ts";

export type ModelSettings = {
  apiKey: string;
  baseUrl: string;
  model?: string | undefined;
  structured?: Structured | undefined;
};

export type ModelRequest = {
  system: string;
  user: string;
  schema: Record<string, unknown>;
  signal: AbortSignal;
};

/** One answer, or why there is none. `final` = asking again is of no use (wrong key, unknown model). */
export type ModelAnswer =
  | { kind: "answer"; text: string; tokens: number }
  | { kind: "failed"; reason: string; tokens: number; final: boolean };

/** One configured endpoint. `ask` makes exactly one call and never throws. */
export type Model = { name(): string; ask(request: ModelRequest): Promise<ModelAnswer> };

const maxBytes = 1_000_000;
const maxAnswerTokens = 3000;
const tool = "report_evidence";

/** What every kind of request goes through: nothing but the key is told about us, nothing is repeated or logged. */
export const clientOf = (
  { apiKey, baseUrl }: Pick<ModelSettings, "apiKey" | "baseUrl">,
  timeout: number,
): OpenAI =>
  new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout,
    logLevel: "off",
    fetch: guardedFetch,
  });

/** A client of any OpenAI-compatible endpoint; it learns which optional parameters the endpoint refuses. */
export function createModel(settings: ModelSettings): Model {
  let can = capabilitiesOf(settings.baseUrl, settings);
  const client = clientOf(settings, 60_000);
  return {
    name: () => can.model,
    async ask(request) {
      const asked = can;
      try {
        const raw: unknown = await client.chat.completions.create(bodyOf(asked, request), {
          signal: request.signal,
        });
        return answerOf(raw, asked.structured);
      } catch (error) {
        const failure = failureOf(error, request.signal);
        const less = failure.status === 400 ? without(asked, failure.message) : null;
        if (less) can = less;
        return {
          kind: "failed",
          reason: failure.reason,
          tokens: 0,
          final: less === null && isFinal(failure.status),
        };
      }
    },
  };
}

function bodyOf(can: Capabilities, { system, user, schema }: ModelRequest) {
  return {
    model: can.model,
    messages: [
      { role: "system" as const, content: system },
      { role: "user" as const, content: user },
    ],
    stream: false as const,
    ...(can.sendTemperature ? { temperature: 0 } : {}),
    ...(can.limit === null ? {} : { [can.limit]: maxAnswerTokens }),
    ...formatOf(can.structured, schema),
  };
}

function formatOf(structured: Structured, schema: Record<string, unknown>) {
  switch (structured) {
    case "json_schema":
      return {
        response_format: {
          type: "json_schema" as const,
          json_schema: { name: "evidence", strict: true, schema },
        },
      };
    case "json_object":
      return { response_format: { type: "json_object" as const } };
    case "tools":
      return {
        tools: [{ type: "function" as const, function: { name: tool, parameters: schema } }],
        tool_choice: { type: "function" as const, function: { name: tool } },
      };
    case "none":
      return {};
    default:
      return structured satisfies never;
  }
}

const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }).optional() }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .object({ total_tokens: z.number().int().min(0).max(10_000_000) })
    .nullish()
    .catch(null),
});

/** Tool calls count only where a tool was offered, and only that one. */
function answerOf(raw: unknown, structured: Structured): ModelAnswer {
  const parsed = Completion.safeParse(raw);
  if (!parsed.success) return { kind: "failed", reason: "unreadable", tokens: 0, final: false };
  const [choice] = parsed.data.choices;
  const tokens = parsed.data.usage?.total_tokens ?? 0;
  const ended = choice?.finish_reason ?? "stop";
  if (ended !== "stop" && ended !== "tool_calls")
    return { kind: "failed", reason: `finish_${ended.slice(0, 20)}`, tokens, final: false };
  const called = choice?.message.tool_calls?.find((call) => call.function?.name === tool)?.function
    ?.arguments;
  const text = (structured === "tools" ? called : undefined) ?? choice?.message.content ?? "";
  return text === ""
    ? { kind: "failed", reason: "empty", tokens, final: false }
    : { kind: "answer", text, tokens };
}

/** Redirects are not followed, and no more than 1 MB is read, for as long as the call's signal lasts. */
const guardedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: "manual" });
  const reader = response.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error("the answer is larger than 1 MB");
    }
    parts.push(value);
  }
  const { status, headers } = response;
  // Statuses that may have no body (and redirects, which fetch gives the status 3xx) are errors for us.
  const readable = status >= 200 && status <= 599 && ![204, 205, 304].includes(status);
  return new Response(readable ? new Blob(parts) : null, { status: readable ? status : 502, headers });
};

function failureOf(
  error: unknown,
  signal: AbortSignal,
): { reason: string; message: string; status: number | null } {
  if (signal.aborted) return { reason: "timeout", message: "", status: null };
  if (error instanceof OpenAI.APIError && typeof error.status === "number")
    return { reason: `http_${error.status}`, message: error.message, status: error.status };
  if (error instanceof OpenAI.APIError) return { reason: "connection", message: "", status: null };
  return { reason: "unreadable", message: "", status: null };
}

const isFinal = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && ![408, 409, 429].includes(status);
