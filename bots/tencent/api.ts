import { z } from "zod";
import type { Download } from "./media.ts";
import type { Tokens } from "./options.ts";

/** It is unknown whether the call took effect. Carries nothing of the request, whose address contains the token. */
export class Unanswered extends Error {
  override name = "TencentUnanswered";
}

/** The call certainly had no effect: nobody was there, or there was no token. */
export class NotReached extends Error {
  override name = "TencentNotReached";
}

const Answer = z.looseObject({ errcode: z.int().default(0), errmsg: z.string().default("") });
export type Answer = z.infer<typeof Answer>;

/** Codes for a token that is wrong, or no longer right. */
const badToken = new Set([40001, 40014, 42001]);
const timeoutMs = 6_000;

export type Api = {
  /** POSTs JSON with an access token; one that is refused is renewed once and the call repeated once. */
  call(path: string, body: unknown, signal?: AbortSignal): Promise<Answer>;
  /** Gets a file in the same way; `path` has a query already. What looks like an answer in JSON is a refusal. */
  get(path: string, download: Download): Promise<Awaited<ReturnType<Download>> | Refusal>;
};

type Refusal = { kind: "refused"; errcode: number };

/** `renew` fetches a new token; `instead` = the platform refused the one we had. */
export function createApi(options: {
  apiRoot: string;
  tokens: Tokens;
  renew(instead: boolean): Promise<{ token: string; expiresInMs: number }>;
}): Api {
  const tokenFor = async (stale?: string): Promise<string> => {
    try {
      return await options.tokens.token(() => options.renew(stale !== undefined), stale);
    } catch (error) {
      throw new NotReached("no access token", { cause: error });
    }
  };
  const once = async (path: string, token: string, body: unknown, signal?: AbortSignal) =>
    await request(`${options.apiRoot}${path}?access_token=${encodeURIComponent(token)}`, {
      method: "POST",
      body,
      signal,
    });
  const fetchOnce = async (path: string, token: string, download: Download) => {
    const got = await download(`${options.apiRoot}${path}&access_token=${encodeURIComponent(token)}`);
    const refused = got.kind === "file" ? refusalIn(got.bytes) : null;
    return refused === null ? got : { kind: "refused" as const, errcode: refused };
  };
  return {
    async get(path, download) {
      const token = await tokenFor();
      const got = await fetchOnce(path, token, download);
      if (got.kind !== "refused" || !badToken.has(got.errcode)) return got;
      return await fetchOnce(path, await tokenFor(token), download);
    },
    async call(path, body, signal) {
      const token = await tokenFor();
      const answer = await once(path, token, body, signal);
      if (!badToken.has(answer.errcode)) return answer;
      return await once(path, await tokenFor(token), body, signal);
    },
  };
}

/** One request; the answer with its error code, which comes with HTTP 200. */
export async function request(
  url: string,
  options: { method: "GET" | "POST"; body?: unknown; signal?: AbortSignal | undefined },
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const response = await fetch(url, {
    method: options.method,
    signal,
    redirect: "error",
    ...(options.body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(options.body) }),
  }).catch((error: unknown) => {
    if (beforeSending.has(codeOf(error))) throw new NotReached("cannot be reached");
    throw new Unanswered("no answer: whether it took effect is unknown");
  });
  const text = await response.text().catch(() => "");
  const answer = Answer.safeParse(parsed(text));
  // A proxy's page says nothing about what the platform did behind it.
  if (!response.ok || !answer.success) throw new Unanswered(`answered ${response.status} without a result`);
  return answer.data;
}

/** The code of an answer in JSON where a file should be; null = it is a file. */
function refusalIn(bytes: Uint8Array): number | null {
  if (bytes.length > 4_096 || bytes[0] !== 0x7b) return null;
  const answer = Answer.safeParse(parsed(Buffer.from(bytes).toString("utf8")));
  return answer.success && answer.data.errcode !== 0 ? answer.data.errcode : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const beforeSending = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** The token in an answer; throws with the platform's code when there is none. */
export function tokenIn(answer: Answer): { token: string; expiresInMs: number } {
  const token = Token.safeParse(answer);
  if (!token.success) throw new Error(`no access token: ${answer.errcode} ${answer.errmsg}`);
  return { token: token.data.access_token, expiresInMs: token.data.expires_in * 1000 };
}
